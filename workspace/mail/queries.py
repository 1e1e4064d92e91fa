"""Finding mail that is due, and the newest for the outbox."""

from collections.abc import Sequence

from sqlalchemy import func, select

from workspace.db import db, now, read_only
from workspace.mail.models import ATTEMPTS_AT_MOST, OutgoingMail

AT_A_TIME = 20
SHOWN = 50


def list_due_mail() -> Sequence[int]:
    """Return the ids of messages that should go out now, the longest due first, twenty at most."""
    due = (
        select(OutgoingMail.id)
        .where(
            OutgoingMail.sent_at.is_(None),
            OutgoingMail.due_at <= now(),
            OutgoingMail.attempts < ATTEMPTS_AT_MOST,
        )
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
    stuck = select(func.count()).where(
        OutgoingMail.sent_at.is_(None), OutgoingMail.attempts >= ATTEMPTS_AT_MOST
    )
    return db.session.scalar(stuck) or 0
