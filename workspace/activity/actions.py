"""Recording what happened, and sending a form only once. Called by other actions, which asked permission."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from workspace.access import Actor
from workspace.activity.models import BoardPulse, Event, Submission
from workspace.audit.actions import note_event
from workspace.audit.models import is_audited
from workspace.db import Base, db

# What changes something that every board of a programme shows, such as the organisations to choose from.
ON_EVERY_BOARD = {"partner.began", "partner.ended"}


def record(
    verb: str,
    *,
    by: Actor,
    programme_id: int | None = None,
    board_id: int | None = None,
    initiative_id: int | None = None,
    subject_id: int | None = None,
    is_public: bool = False,
    **details: Any,
) -> None:
    """Add an event, with the actor's role of this moment, and let the board's pulse beat.

    What matters to rights leaves a line in the audit trail too (workspace.audit.models.rules).
    """
    role, organisation_id = by.hat(programme_id, board_id) if by.id and programme_id else (None, None)
    event = {
        "verb": verb,
        "actor_id": by.id,
        "role": role,
        "organisation_id": organisation_id,
        "programme_id": programme_id,
        "board_id": board_id,
        "initiative_id": initiative_id,
        "subject_id": subject_id,
        "is_public": is_public,
        "details": details,
    }
    db.session.flush()  # what is told comes first
    db.session.connection().execute(_adding(Event), event)
    if is_audited(verb, details):
        note_event(event, by=by)
    if board_id is not None:
        db.session.connection().execute(_beating_of_one(is_public), {"number": board_id})
    elif verb in ON_EVERY_BOARD and programme_id is not None:
        boards = Base.metadata.tables["board"].c
        its_boards = select(boards.id).where(boards.programme_id == programme_id)
        db.session.connection().execute(_beating(BoardPulse.board_id.in_(its_boards), is_public=True))


# The statements that every change sends are made once: making them costs more than running them.


@cache
def _adding(kind: type[Base]) -> Insert:
    return insert(_table(kind))


@cache
def _beating_of_one(is_public: bool) -> Update:
    return _beating(BoardPulse.board_id == bindparam("number"), is_public=is_public)


def _beating(boards: ColumnElement[bool], *, is_public: bool) -> Update:
    raised: dict[Any, Any] = {BoardPulse.partner_version: BoardPulse.partner_version + 1}
    if is_public:
        raised[BoardPulse.public_version] = BoardPulse.public_version + 1
    return update(_table(BoardPulse)).where(boards).values({each.name: to for each, to in raised.items()})


def _table(kind: type[Base]) -> Table:
    return Base.metadata.tables[kind.__tablename__]


def claim_submission(key: str) -> str | None:
    """Return None the first time a form is sent, else the address that the first sending led to.

    Must be the first change of its transaction: sending again while the first is still under way waits
    for it here, and then rolls back.
    """
    try:
        db.session.connection().execute(_adding(Submission), {"key": key})  # unique: decides who is first
    except IntegrityError:
        db.session.rollback()
        return db.session.scalar(select(Submission.location).where(Submission.key == key)) or ""
    return None


def settle_submission(key: str, location: str) -> None:
    """Remember where a form that was sent led to."""
    db.session.connection().execute(_settling(), {"sent": key, "place": location})


@cache
def _settling() -> Update:
    sent = Submission.key == bindparam("sent")
    return update(_table(Submission)).where(sent).values(location=bindparam("place"))


def forget_submissions(before: datetime) -> None:
    """Remove the keys of forms sent before this moment: nobody clicks twice a day later."""
    db.session.execute(delete(Submission).where(Submission.sent_at < before))
