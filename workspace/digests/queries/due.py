"""Who is due for mail: one query on what waits, so that nobody is looked at for whom nothing waits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true

from workspace.accounts.models import User
from workspace.db import UtcDateTime, db
from workspace.digests.models import FRIDAY, MailChoice, as_bits
from workspace.following.models import Notice
from workspace.times import HERE

HOUR = time(7)  # from which on a digest is made, in the Netherlands
GRACE = timedelta(minutes=1)  # what is addressed to one person within it becomes one message


class Due(NamedTuple):
    """Somebody for whom something waits: for their digest, or because it is addressed to them."""

    user_id: int
    for_digest: bool


def list_due(
    at: datetime, *, after: int = 0, among: Collection[int] | None = None, at_most: int
) -> Sequence[Due]:
    """Return who is due at this moment, by number, from the number `after` on.

    A digest is due when something waits from before the last day and hour that the person chose, and none was
    made since that hour. So what was missed, because nothing ran that day, is made up for as soon as
    something runs again; there is no window in which it must happen.
    """
    hour = last_hour(at)
    for_digest = and_(
        Notice.made_at < hour, or_(MailChoice.digested_at.is_(None), MailChoice.digested_at < hour)
    )
    wants_at_once = func.coalesce(MailChoice.at_once, true())
    at_once = and_(Notice.at_once, wants_at_once, Notice.made_at <= at - GRACE)
    query = (
        select(Notice.user_id, func.max(case((for_digest, 1), else_=0)))
        .join(User, User.id == Notice.user_id)
        .outerjoin(MailChoice, MailChoice.user_id == Notice.user_id)
        .where(*waits(), gets_mail(), or_(for_digest, at_once), Notice.user_id > after)
        .group_by(Notice.user_id)
        .order_by(Notice.user_id)
        .limit(at_most)
    )
    if among is not None:
        query = query.where(Notice.user_id.in_(among))
    return [Due(user_id, bool(for_digest)) for user_id, for_digest in db.session.execute(query)]


def waits() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that something was neither mailed nor seen."""
    return Notice.mailed_at.is_(None), Notice.seen_at.is_(None)


def gets_mail() -> ColumnElement[bool]:
    """Return the condition that somebody reads the mail of their address: not on paper, and confirmed."""
    return and_(User.confirmed_at.is_not(None), User.entered_by_id.is_(None))


def last_hour(at: datetime) -> ColumnElement[Any]:
    """Return, in SQL, the last moment up to `at` of the days somebody chose; NULL for who chose none."""
    days = func.coalesce(MailChoice.days, as_bits(FRIDAY))
    moments = [(1 << day.weekday(), moment) for day, moment in _last_week(at)]
    return case(*((days.bitwise_and(bit) != 0, literal(moment, UtcDateTime())) for bit, moment in moments))


def _last_week(at: datetime) -> list[tuple[date, datetime]]:
    """Return the last seven days whose hour has come, newest first, each with that moment."""
    local = at.astimezone(HERE)
    newest = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    days = [newest - timedelta(days=back) for back in range(7)]
    return [(day, datetime.combine(day, HOUR, HERE)) for day in days]
