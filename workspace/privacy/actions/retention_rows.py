"""Rows and files that had their day, a few hundred at a time."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from workspace.access import Actor, require
from workspace.activity.models import Event
from workspace.audit.actions import note
from workspace.borging.models import Evidence
from workspace.db import Base, change_rows, db, now
from workspace.initiatives.models import Picture
from workspace.invitations.models import Invitation
from workspace.learning.models import MomentPicture, Testimony
from workspace.leaving.models import Departure, Transfer
from workspace.organisations.models import Membership
from workspace.privacy.models import ErasureRequest, RetentionRun
from workspace.privacy.policy.keeping import may_let_go
from workspace.privacy.queries import due
from workspace.renditions.models import FOLDER, Rendition
from workspace.stores import Folder
from workspace.times import AHEAD

AT_A_TIME = 500
RUNS_KEPT = timedelta(days=30)
A_DAY = timedelta(days=1)
# Each folder of files, and the columns in which rows name one.
NAMED_BY: dict[str, tuple[Any, ...]] = {
    "pictures": (Picture.file_name,),
    "moments": (MomentPicture.file_name, Testimony.file_name),
    "evidence": (Evidence.file_name,),
    FOLDER: (Rendition.file_name,),
}


def remove_invitations(*, by: Actor) -> int:
    """Remove invitations that were answered, or ended, thirty days ago; return how many."""
    require(may_let_go(by))
    return _remove(Invitation, due.is_answered_long_ago(now()), "invitations", by)


def remove_proofs(*, by: Actor) -> int:
    """Remove what shows that somebody was erased, or changed their mind, a year ago."""
    require(may_let_go(by))
    return _remove(ErasureRequest, due.is_proved_long_enough(now()), "erasure_requests", by)


def remove_memberships(*, days: int, by: Actor) -> int:
    """Remove memberships that ended so many days ago. What somebody wrote keeps the organisation."""
    require(may_let_go(by))
    return _remove(Membership, due.has_left(days), "memberships", by)


def remove_transfers(*, days: int, by: Actor) -> int:
    """Remove what was passed on so many days ago."""
    require(may_let_go(by))
    return _remove(Transfer, due.was_passed_on(days, now()), "transfers", by)


def remove_departures(*, days: int, by: Actor) -> int:
    """Remove goodbyes of so many days ago, once nothing of them is still being passed on."""
    require(may_let_go(by))
    return _remove(Departure, due.is_departed(days), "departures", by)


def cut_events(*, days: int, by: Actor) -> int:
    """Let events of no programme, such as a change of name, so many days ago be of nobody."""
    require(may_let_go(by))
    old = select(Event.id).where(due.is_nowhere(days, now())).limit(AT_A_TIME)
    cut = update(Event).where(Event.id.in_(old)).values(actor_id=None)
    return _told(change_rows(cut), "events", by)


def remove_strays(folder: str, store: Folder, *, at: datetime, by: Actor) -> int:
    """Remove files older than a day that no row names; return how many.

    A file is written before its row, so that a younger one may still get one.
    """
    require(may_let_go(by))
    named = {name for column in NAMED_BY[folder] for name in db.session.scalars(select(column)) if name}
    strays = [
        kept.name
        for kept in store.folder(folder).walk()
        if kept.name not in named and kept.written_at < (at - A_DAY).timestamp()
    ]
    for name in strays:
        store.folder(folder).drop(name)
    return _told(len(strays), "files", by)


def note_run(*, began_at: datetime, done: dict[str, int], failed: list[str], by: Actor) -> None:
    """Keep when this was done, how many of what, and what failed."""
    require(may_let_go(by))
    db.session.add(RetentionRun(began_at=began_at, ended_at=now(), done=done, failed=failed))


def forget_runs(*, at: datetime, by: Actor) -> None:
    """Remove what was kept of runs for thirty days, and those of a clock that was ahead."""
    require(may_let_go(by))
    old = or_(RetentionRun.ended_at < at - RUNS_KEPT, RetentionRun.began_at > at + AHEAD)
    db.session.execute(delete(RetentionRun).where(old))


def _remove(table: type[Base], which: ColumnElement[bool], what: str, by: Actor) -> int:
    key = table.__table__.c.id
    old = select(key).where(which).order_by(key).limit(AT_A_TIME)
    return _told(change_rows(delete(table).where(key.in_(old))), what, by)


def _told(number: int, what: str, by: Actor) -> int:
    if number:
        note("retention.removed", by=by, kind=what, number=number)
    return number
