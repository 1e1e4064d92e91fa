"""Taking away initiatives that nobody else joined. Others' stay, under a name that tells nobody."""

from functools import partial
from typing import Any

from sqlalchemy import JSON, ColumnElement, Table, delete, select, update

from workspace.access import VISITOR, Actor, require
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.borging.models import BorgingAspect, Evidence
from workspace.clocks.actions import withdraw_questions
from workspace.db import Base, change_rows, db, when_committed
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import (
    FrameworkChange,
    Goal,
    Initiative,
    Revision,
    StartAnswer,
    StartedAnyway,
    Visibility,
)
from workspace.initiatives.queries.sight import RIGHTS
from workspace.privacy.policy.erasure import may_anonymise
from workspace.privacy.queries.alone import is_alone
from workspace.privacy.queries.traces import texts_of
from workspace.stores import Folder

TITLE = "Weggehaald door de schrijver"
# What points at an initiative and is no part of it, or holds no words.
NOT_THEIRS = frozenset(
    {"agenda_item", "audit_entry", "event", "learning_moment", "moderation_case", "outlook"}
)
WORDS: tuple[Any, ...] = (Revision, FrameworkChange, Goal, StartAnswer, StartedAnyway)


def empty_initiatives(user: User, *, files: Folder, by: Actor) -> None:
    """Take initiatives away in which nobody else did anything: no words and no files of them stay.

    The row stays as a draft that nobody sees: what happened there keeps its number.
    """
    require(may_anonymise(by, user))
    alone = select(Initiative).where(
        Initiative.created_by_id == user.id, *is_alone(user.id, entered_by_id=user.entered_by_id)
    )
    placed = alone.join(Initiative.board).join(Board.programme).options(*RIGHTS)
    query = placed.order_by(Initiative.id).with_for_update(of=Initiative)
    for initiative in db.session.scalars(query.execution_options(populate_existing=True)).all():
        if initiative.visibility != Visibility.DRAFT:
            tell("initiative_taken_down", initiative, by=VISITOR)  # while its board still shows it
        withdraw_questions(initiative.id)
        _drop_files(initiative.id, files)
        for table in WORDS:
            change_rows(delete(table).where(table.initiative_id == initiative.id))
        _wipe_parts(initiative.id)
        db.session.expire(initiative)
        initiative.visibility, initiative.shown_before = Visibility.DRAFT, None
    db.session.flush()


def _drop_files(initiative_id: int, files: Folder) -> None:
    aspects = select(BorgingAspect.id).where(BorgingAspect.initiative_id == initiative_id)
    proofs = Evidence.aspect_id.in_(aspects)
    for name in db.session.scalars(select(Evidence.file_name).where(proofs, Evidence.file_name != "")):
        when_committed(partial(files.folder("evidence").drop, name))
    change_rows(delete(Evidence).where(proofs))


def _wipe_parts(initiative_id: int) -> None:
    """Wipe every text in the initiative and in the tables that hang on it, and what its events quote."""
    tables = Base.metadata.tables
    of_one = tables["initiative"]
    _wipe(of_one, of_one.c.id == initiative_id)
    titled = update(of_one).where(of_one.c.id == initiative_id)
    db.session.connection().execute(titled.values(title=TITLE, version=of_one.c.version + 1))
    for table in tables.values():
        if "initiative_id" in table.columns and table.name not in NOT_THEIRS:
            _wipe(table, table.c.initiative_id == initiative_id)
    quoting = Event.initiative_id == initiative_id, Event.verb.in_(("frameworks_changed", "started_anyway"))
    change_rows(update(Event).where(*quoting).values(details={}))


def _wipe(table: Table, which: ColumnElement[bool]) -> None:
    columns = [column for column in texts_of(table) if not column.primary_key]
    nothing = {
        column.name: [] if isinstance(column.type, JSON) else "" for column in columns if not column.unique
    }
    if nothing:
        db.session.connection().execute(update(table).where(which).values(nothing))
