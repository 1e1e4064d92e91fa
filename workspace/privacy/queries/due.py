"""What was kept long enough: the conditions, shared by what removes it and by the page that counts it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from workspace.accounts.models import AccountLink, User
from workspace.activity.models import Event
from workspace.db import Base, db, now
from workspace.invitations.models import Invitation
from workspace.leaving.models import Departure, Transfer
from workspace.on_behalf.models import OnBehalf
from workspace.organisations.models import Membership
from workspace.privacy.models import ErasureRequest, InactivityWarning, RetentionRun
from workspace.privacy.queries.reach import of_programme
from workspace.privacy.register import COLUMNS, REGISTER
from workspace.privacy.register.vocabulary import DataKind, Erasing, Finds
from workspace.programmes.models import Programme
from workspace.times import HERE, months_before, today

A_DAY = timedelta(days=1)
SIGN_UP = timedelta(days=7)
INVITATION = timedelta(days=30)
PROOF = timedelta(days=365)

# What points at somebody, and at nobody once its programme is long over.
LINKS = tuple(
    (column.table, column.name)
    for column in COLUMNS
    if column.kind is DataKind.LINK
    and column.treatment.end is Erasing.REPLACED
    and REGISTER[column.table].links[column.name].finds is Finds.ACCOUNT
)


def clock_holds(at: datetime) -> bool:
    """Tell whether this work was looked at a day ago by this clock.

    So a clock that is a year ahead for an hour erases nothing. Whoever starts a new version, or puts an old
    backup back, has a day in which to set the periods.
    """
    seen = exists().where(RetentionRun.began_at.between(at - 2 * A_DAY, at - A_DAY))
    return bool(db.session.scalar(select(seen)))


def is_away(since: date) -> ColumnElement[bool]:
    """Return the condition that nobody used an account since this day.

    An account of which no day was noted counts from its first day. Administrators keep the installation;
    a person on paper has no account.
    """
    midnight = datetime.combine(since, time(), HERE)
    return and_(
        User.confirmed_at.is_not(None),
        User.anonymised_at.is_(None),
        User.entered_by_id.is_(None),
        User.is_admin.is_(False),
        or_(
            User.last_seen_on < since,
            and_(User.last_seen_on.is_(None), User.created_at < midnight),
        ),
    )


def away_since(months: int) -> date:
    """Return the day before which somebody was last here who is away so many months."""
    return months_before(now().astimezone(HERE), months).date()


def is_warned() -> ColumnElement[bool]:
    return exists().where(InactivityWarning.user_id == User.id)


def came_back() -> ColumnElement[bool]:
    """Return the condition that whoever was warned was here since; on the day itself counts."""
    return exists().where(
        User.id == InactivityWarning.user_id,
        User.last_seen_on >= func.date(InactivityWarning.warned_at),
    )


def is_left_over(at: datetime) -> ColumnElement[bool]:
    """Return the condition that somebody signed up and never confirmed, and has no link that still works."""
    link = exists().where(AccountLink.user_id == User.id, AccountLink.expires_at > at)
    return and_(
        User.confirmed_at.is_(None),
        User.anonymised_at.is_(None),
        User.entered_by_id.is_(None),
        User.created_at < at - SIGN_UP,
        ~link,
    )


def is_nobodys(at: datetime) -> ColumnElement[bool]:
    """Return the condition that nothing is left of what was entered for somebody on paper."""
    return and_(
        User.entered_by_id.is_not(None),
        User.anonymised_at.is_(None),
        User.created_at < at - timedelta(days=1),
        ~exists().where(OnBehalf.person_id == User.id),
    )


def is_answered_long_ago(at: datetime) -> ColumnElement[bool]:
    """Return the condition that an invitation was answered, or came to its end, long enough ago."""
    closed_at = func.coalesce(
        Invitation.accepted_at, Invitation.declined_at, Invitation.withdrawn_at, Invitation.expires_at
    )
    return closed_at < at - INVITATION


def is_proved_long_enough(at: datetime) -> ColumnElement[bool]:
    done_at = func.coalesce(ErasureRequest.done_at, ErasureRequest.withdrawn_at)
    return and_(done_at.is_not(None), done_at < at - PROOF)


def has_left(days: int) -> ColumnElement[bool]:
    """Return the condition that a membership ended so many days ago."""
    return Membership.ends_on < today() - timedelta(days=days)


def was_passed_on(days: int, at: datetime) -> ColumnElement[bool]:
    """Return the condition that a transfer was answered so many days ago."""
    return Transfer.answered_at < at - timedelta(days=days)


def is_departed(days: int) -> ColumnElement[bool]:
    """Return the condition that somebody left so many days ago, and nothing of it is being passed on."""
    passing = aliased(Transfer)
    return and_(
        Departure.last_day < today() - timedelta(days=days),
        ~exists().where(passing.departure_id == Departure.id),
    )


def is_nowhere(days: int, at: datetime) -> ColumnElement[bool]:
    """Return the condition that an event of no programme happened so many days ago, and names somebody."""
    return and_(
        Event.programme_id.is_(None),
        Event.actor_id.is_not(None),
        Event.happened_at < at - timedelta(days=days),
    )


def list_ended(days: int) -> Sequence[int]:
    """Return the numbers of programmes that ended more than so many days ago."""
    ended = select(Programme.id).where(Programme.ends_on < today() - timedelta(days=days))
    return db.session.scalars(ended.order_by(Programme.id)).all()


def people_left(programme_id: int) -> set[int]:
    """Return the numbers of accounts with a name that rows of this programme still point at."""
    named = select(User.id).where(User.anonymised_at.is_(None))
    found: set[int] = set()
    for table, name in LINKS:
        link = Base.metadata.tables[table].columns[name]
        pointing = select(link).where(of_programme(table, programme_id), link.in_(named)).distinct()
        found |= set(db.session.scalars(pointing))
    return found


class Away(NamedTuple):
    """Somebody who is to be warned, in their own language."""

    id: int
    locale: str


def list_away(since: date, limit: int) -> Sequence[Away]:
    """Return who was not here since this day and was not warned of it yet, the oldest accounts first."""
    away = select(User.id, User.locale).where(is_away(since), ~is_warned())
    return [Away(*row) for row in db.session.execute(away.order_by(User.id).limit(limit))]


def list_warned_out(at: datetime, limit: int) -> Sequence[int]:
    """Return the numbers of those whose warning is over."""
    over = select(InactivityWarning.user_id).where(InactivityWarning.due_at <= at)
    return db.session.scalars(over.order_by(InactivityWarning.due_at).limit(limit)).all()


def list_people(which: ColumnElement[bool], limit: int) -> Sequence[int]:
    """Return the numbers of accounts for which this holds."""
    return db.session.scalars(select(User.id).where(which).order_by(User.id).limit(limit)).all()
