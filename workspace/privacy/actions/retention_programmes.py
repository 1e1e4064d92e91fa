"""A programme that is long over: who took part becomes nobody in particular, what they made stays.

Everybody in it gets a stand-in: an account of nobody, under which all that they did here stands together, so
that a talk stays a talk and a count a count. Nothing leads from the stand-in to the person, who keeps their
account and what they do elsewhere. What was adopted stays as it was adopted.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Table, select, update

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.activity.models import BoardPulse
from workspace.audit.actions import note
from workspace.boards.models import Board
from workspace.db import Base, change_rows, db, now
from workspace.learning.models import LearningMoment, QuoteConsent, shown_as
from workspace.privacy.actions.anonymise import FORMER_NAME, NOWHERE
from workspace.privacy.policy.keeping import may_let_go
from workspace.privacy.queries.due import LINKS
from workspace.privacy.queries.reach import empty_value, of_programme
from workspace.privacy.register import COLUMNS
from workspace.privacy.register.periods import PROGRAMME
from workspace.privacy.register.vocabulary import Erasing
from workspace.programmes.models import Programme


def replace_person(programme_id: int, user_id: int, *, by: Actor) -> bool:
    """Let all that somebody did in this programme be of a stand-in.

    Returns False when another process was first, or the account itself has no name any more.
    """
    require(may_let_go(by))
    if not _hold(programme_id):
        return False
    named = select(User.id).where(User.id == user_id, User.anonymised_at.is_(None))
    if db.session.scalar(named) is None:
        return False
    stand_in = User(name=FORMER_NAME, email=f"{uuid4().hex}@{NOWHERE}", anonymised_at=now())
    db.session.add(stand_in)
    db.session.flush()
    moved = 0
    for name, column in LINKS:
        table = Base.metadata.tables[name]
        theirs = of_programme(name, programme_id) & (table.c[column] == user_id)
        moved += _change(table, theirs, {column: stand_in.id})
    if not moved:
        db.session.delete(stand_in)
        db.session.flush()
        return False
    _renew_pages(programme_id)
    return True


def empty_columns(programme_id: int, *, by: Actor) -> int:
    """Empty what tells of people in this programme and nobody needs; return how many rows changed."""
    require(may_let_go(by))
    if not _hold(programme_id):
        return 0
    changed = _quotes(programme_id)
    for one in COLUMNS:
        if one.kept is PROGRAMME and one.treatment.end is Erasing.BLANKED:
            table = Base.metadata.tables[one.table]
            nothing = empty_value(table.c[one.name])
            filled = table.c[one.name].is_not(None) if nothing is None else table.c[one.name] != nothing
            changed += _change(table, of_programme(one.table, programme_id) & filled, {one.name: nothing})
    if changed:
        _renew_pages(programme_id)
    return changed


def note_emptied(programme_id: int, *, people: int, by: Actor) -> None:
    """Leave a line in the trail: how many people became nobody in this programme."""
    require(may_let_go(by))
    note("programme.names_removed", by=by, programme_id=programme_id, number=people)


def _hold(programme_id: int) -> bool:
    """Let one process at a time do this programme."""
    held = select(Programme.id).where(Programme.id == programme_id).with_for_update()
    return db.session.scalar(held) is not None


def _quotes(programme_id: int) -> int:
    """Let words that were said by somebody stand under no name."""
    said = select(LearningMoment, QuoteConsent).outerjoin(
        QuoteConsent, QuoteConsent.moment_id == LearningMoment.id
    )
    named = LearningMoment.said_by.not_in(("", FORMER_NAME))
    found = db.session.execute(said.where(LearningMoment.programme_id == programme_id, named)).all()
    for moment, consent in found:
        moment.said_by = FORMER_NAME
        if consent is not None:
            consent.shown_as = shown_as(moment)
    db.session.flush()
    return len(found)


def _change(table: Table, which: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    raised = {"version": table.c.version + 1} if "version" in table.columns else {}
    return change_rows(update(table).where(which).values({**values, **raised}))


def _renew_pages(programme_id: int) -> None:
    """Let every page of this programme that was drawn before be drawn anew."""
    boards = select(Board.id).where(Board.programme_id == programme_id)
    raised = {
        BoardPulse.public_version: BoardPulse.public_version + 1,
        BoardPulse.partner_version: BoardPulse.partner_version + 1,
    }
    drawn = update(BoardPulse).where(BoardPulse.board_id.in_(boards)).values(raised)
    again = update(Programme).where(Programme.id == programme_id).values(version=Programme.version + 1)
    change_rows(drawn)
    change_rows(again)
