"""Finding mail that is due, and the newest for the outbox."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from workspace.db import db, now, read_only
from workspace.mail.models import LONGEST_WAIT, OutgoingMail
from workspace.times import AHEAD

AT_A_TIME = 20
SHOWN = 50


def is_due(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a message should go out by now.

    None is made to wait longer than a few hours: one that seems to be was written by a clock that was ahead.
    """
    return or_(OutgoingMail.due_at <= at, OutgoingMail.due_at > at + LONGEST_WAIT + AHEAD)


def list_due_mail() -> Sequence[int]:
    """Return the ids of messages that should go out now, the longest due first, twenty at most."""
    due = (
        select(OutgoingMail.id)
        .where(OutgoingMail.is_to_be_sent, is_due(now()))
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(AT_A_TIME)
    )
    with read_only():  # asked every second: it must not take the write lock
        found = db.session.scalars(due).all()
        db.session.rollback()
    return found


def get_mail(mail_id: int) -> OutgoingMail:
    """Return one message; raise NoResultFound. Nobody asks for it from a browser."""
    found = select(OutgoingMail).where(OutgoingMail.id == mail_id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def list_newest_mail() -> Sequence[OutgoingMail]:
    """Return the newest messages, for the outbox of an installation that sends none."""
    newest = select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(SHOWN)
    return db.session.scalars(newest).all()


def count_stuck_mail() -> int:
    """Return how many messages were given up."""
    return db.session.scalar(select(func.count()).where(OutgoingMail.was_given_up)) or 0
