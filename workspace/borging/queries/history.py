"""Who changed an aspect, when, and why."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    Evidence,
    EvidenceKind,
)
from workspace.db import db
from workspace.organisations.models import Organisation

AT_MOST = 50
Given = tuple[EvidenceKind, str]  # what kind of evidence, and its words


class ChangeRow(NamedTuple):
    """One change of an aspect, with the evidence that came or went with it.

    From and to are the same when a claim was confirmed again, or only its evidence or next step changed.
    """

    changed_by: str | None
    changed_at: datetime
    from_state: AspectState
    to_state: AspectState
    organisation: str | None
    valid_until: date | None
    why: str
    next_step: str
    next_step_on: date | None
    has_new_step: bool = False
    added: tuple[Given, ...] = ()
    withdrawn: tuple[Given, ...] = ()


def history_of(initiative_id: int, code: AspectCode) -> list[ChangeRow]:
    """Return the last fifty changes of an aspect of an initiative the reader was shown, newest first."""
    query = (
        select(
            User.name,
            AspectChange.changed_at,
            AspectChange.from_state,
            AspectChange.to_state,
            Organisation.name,
            AspectChange.valid_until,
            AspectChange.why,
            AspectChange.next_step,
            AspectChange.next_step_on,
        )
        .join(BorgingAspect, BorgingAspect.id == AspectChange.aspect_id)
        .outerjoin(User, User.id == AspectChange.changed_by_id)
        .outerjoin(Organisation, Organisation.id == AspectChange.organisation_id)
        .where(BorgingAspect.initiative_id == initiative_id, BorgingAspect.code == code)
        .order_by(AspectChange.id.desc())
        .limit(AT_MOST + 1)  # one more tells what was the next step before
    )
    changes = [ChangeRow(*row) for row in db.session.execute(query)]
    came, went = _evidence_by_moment(initiative_id, code)
    before = [(row.next_step, row.next_step_on) for row in changes[1:]] + [("", None)]
    return [
        row._replace(
            has_new_step=(row.next_step, row.next_step_on) != step_before,
            added=tuple(came.get(row.changed_at, ())),
            withdrawn=tuple(went.get(row.changed_at, ())),
        )
        for row, step_before in zip(changes[:AT_MOST], before, strict=False)
    ]


Moments = dict[datetime, list[Given]]


def _evidence_by_moment(initiative_id: int, code: AspectCode) -> tuple[Moments, Moments]:
    """Return the evidence that came at a moment, and what was taken back at one."""
    query = (
        select(Evidence.kind, Evidence.text, Evidence.added_at, Evidence.withdrawn_at)
        .join(BorgingAspect, BorgingAspect.id == Evidence.aspect_id)
        .where(BorgingAspect.initiative_id == initiative_id, BorgingAspect.code == code)
        .order_by(Evidence.id)
    )
    came: Moments = {}
    went: Moments = {}
    for kind, text, added_at, withdrawn_at in db.session.execute(query):
        came.setdefault(added_at, []).append((kind, text))
        if withdrawn_at is not None:
            went.setdefault(withdrawn_at, []).append((kind, text))
    return came, went
