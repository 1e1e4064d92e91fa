"""Who is due for mail: one query on what waits, so that nobody is looked at for whom nothing waits."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select, true, union_all

from workspace.accounts.models import User
from workspace.clocks.models import ResponseClock
from workspace.db import UtcDateTime, db
from workspace.digests.models import FRIDAY, MailChoice, as_bits
from workspace.following.models import Notice
from workspace.organisations.models import Membership
from workspace.organisations.queries import current
from workspace.tasks.models import Task
from workspace.times import AHEAD, HERE, day_of

HOUR = time(7)  # from which on a digest is made, in the Netherlands
Arm = Select[*tuple[Any, ...]]  # of people, each with a condition that something waits
SOON = timedelta(days=7)  # within which a task is mentioned
GRACE = timedelta(minutes=1)  # what is addressed to one person within it becomes one message


class Due(NamedTuple):
    """Somebody for whom something waits: for their digest, or because it is addressed to them."""

    user_id: int
    for_digest: bool


def list_due(
    at: datetime,
    *,
    after: int = 0,
    among: Collection[int] | None = None,
    at_most: int,
    clock_holds: bool = True,
) -> Sequence[Due]:
    """Return who is due at this moment, by number, from the number `after` on.

    A digest is due when something waits from before the last day and hour that the person chose, and none was
    made since that hour. So what was missed, because nothing ran that day, is made up for as soon as
    something runs again; there is no window in which it must happen.

    Unless the clock holds, the digest waits of whoever it would tell that they are late, or soon will be: a
    clock that is a year ahead would tell so of all that waits.
    """
    told = _told(at) if clock_holds else _told(at, but_for=_by_the_clock(day_of(at)))
    arms = (told, *(_asked(at) if clock_holds else ()))
    within = [arm.where(_person_of(arm) > after) for arm in arms]
    if among is not None:
        within = [arm.where(_person_of(arm).in_(among)) for arm in within]
    found = union_all(*within).subquery("found")
    person, for_digest = found.c
    query = select(person, func.max(for_digest)).group_by(person).order_by(person).limit(at_most)
    return [Due(user_id, bool(digest)) for user_id, digest in db.session.execute(query)]


def _person_of(arm: Arm) -> Any:
    return next(iter(arm.selected_columns))


def _by_the_clock(day: date) -> Arm:
    """Return whom a digest would tell of a last day: of a late question, or of a task within a week."""
    task = select(Task.person_id).where(is_urgent(day), Task.person_id.is_not(None))
    return select(union_all(*late_questions(day), task).subquery("by_the_clock"))


def is_urgent(day: date) -> ColumnElement[bool]:
    """Return the condition that a task is to be done within a week, or should have been."""
    return and_(Task.done_at.is_(None), Task.due_on <= day + SOON)


def _told(at: datetime, but_for: Arm | None = None) -> Arm:
    """Return for whom a notice waits, and whether for their digest: else it is addressed to them.

    `but_for`: whose digest waits.
    """
    hour = _last_time(at)
    is_told_ahead = Notice.made_at > at + AHEAD  # by a clock that was wrong: it must not wait for that moment
    for_digest = and_(or_(Notice.made_at < hour, is_told_ahead), _none_since(hour, at))
    if but_for is not None:
        for_digest = and_(for_digest, Notice.user_id.not_in(but_for))
    wants_at_once = func.coalesce(MailChoice.at_once, true())
    at_once = and_(Notice.at_once, wants_at_once, or_(Notice.made_at <= at - GRACE, is_told_ahead))
    return (
        select(Notice.user_id, case((for_digest, 1), else_=0))
        .join(User, User.id == Notice.user_id)
        .outerjoin(MailChoice, MailChoice.user_id == Notice.user_id)
        .where(*waits(), gets_mail(), or_(for_digest, at_once))
    )


def _asked(at: datetime) -> Iterable[Arm]:
    """Return who has a question that became late since their last digest: it asks for one of its own.

    One that was in a digest before comes again only beside something new.
    """
    hour = _last_time(at)
    since = func.date(MailChoice.digested_at)
    is_new = or_(_none_ever(at), ResponseClock.due_on >= since)
    for arm in late_questions(day_of(at)):
        yield (
            arm.add_columns(literal(1))
            .join(User, User.id == _person_of(arm))
            .outerjoin(MailChoice, MailChoice.user_id == User.id)
            .where(gets_mail(), ResponseClock.due_on < _last_day(at), _none_since(hour, at), is_new)
        )


def late_questions(day: date) -> tuple[Arm, ...]:
    """Return whom late questions wait for: who sees to one, or who is of its organisation.

    As long as nobody took it up that is everybody there, after that whoever may commit the organisation too.
    """
    is_late = (
        ResponseClock.answered_at.is_(None),
        ResponseClock.withdrawn_at.is_(None),
        ResponseClock.due_on < day,
    )
    theirs = and_(
        Membership.organisation_id == ResponseClock.organisation_id,
        or_(Membership.represents, ResponseClock.owner_id.is_(None)),
        current(Membership, day),
    )
    return (
        select(ResponseClock.owner_id).where(*is_late, ResponseClock.owner_id.is_not(None)),
        select(Membership.user_id).join(ResponseClock, theirs).where(*is_late),
    )


def _none_since(hour: ColumnElement[Any], at: datetime) -> ColumnElement[bool]:
    return or_(_none_ever(at), MailChoice.digested_at < hour)


def _none_ever(at: datetime) -> ColumnElement[bool]:
    """Return the condition that no digest was made yet; one that is to come was made by a wrong clock."""
    return or_(MailChoice.digested_at.is_(None), MailChoice.digested_at > at + AHEAD)


def waits() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that something was neither mailed nor seen."""
    return Notice.mailed_at.is_(None), Notice.seen_at.is_(None)


def gets_mail() -> ColumnElement[bool]:
    """Return the condition that somebody reads the mail of their address here: not on paper, nor blocked."""
    return and_(User.confirmed_at.is_not(None), User.entered_by_id.is_(None), User.blocked_at.is_(None))


def _last_time(at: datetime) -> ColumnElement[Any]:
    """Return, in SQL, the last moment up to `at` of the days somebody chose; NULL for who chose none."""
    return _of_the_days_chosen((day, literal(moment, UtcDateTime())) for day, moment in _last_week(at))


def _last_day(at: datetime) -> ColumnElement[Any]:
    """Return the day of that moment."""
    return _of_the_days_chosen((day, literal(day, Date())) for day, _ in _last_week(at))


def _of_the_days_chosen(values: Iterable[tuple[date, ColumnElement[Any]]]) -> ColumnElement[Any]:
    days = func.coalesce(MailChoice.days, as_bits(FRIDAY))
    return case(*((days.bitwise_and(1 << day.weekday()) != 0, value) for day, value in values))


def _last_week(at: datetime) -> list[tuple[date, datetime]]:
    """Return the last seven days whose hour has come, newest first, each with that moment."""
    local = at.astimezone(HERE)
    newest = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    days = [newest - timedelta(days=back) for back in range(7)]
    return [(day, datetime.combine(day, HOUR, HERE)) for day in days]
