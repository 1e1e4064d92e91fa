"""The columns that every kind of thing has, and conditions on who had which role."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    select,
    true,
)

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.organisations.models import Membership
from workspace.organisations.queries import current

NO_NUMBER = cast(null(), Integer)
NO_DAY = cast(null(), Date)


def columns_of(
    *,
    subject: Any,
    carrier: Any,
    title: Any,
    initiative: Any,
    organisation: Any,
    since: Any,
    until: Any,
    gone: Any,
    detail: Any = None,
    in_office: Any = None,
    apart: Any = None,
) -> Select[Any]:
    """Return the columns that every kind of thing has, from its board."""
    return select(
        subject.label("subject_id"),
        carrier.label("carrier_id"),
        title.label("title"),
        (literal("") if detail is None else detail).label("detail"),
        Board.programme_id.label("programme_id"),
        Board.id.label("board_id"),
        initiative.label("initiative_id"),
        organisation.label("organisation_id"),
        since.label("since"),
        until.label("until"),
        gone.label("gone"),
        (true() if in_office is None else in_office).label("in_office"),
        (false() if apart is None else apart).label("apart"),
    ).select_from(Board)


def left(organisation: Any, person: Any, day: date) -> ColumnElement[bool]:
    """Somebody belonged to this organisation, and does so no longer."""
    there = (Membership.organisation_id == organisation, Membership.user_id == person)
    before = exists().where(*there, Membership.ends_on < day)
    return and_(before, ~exists().where(*there, current(Membership, day)))


def is_away(person: Any) -> ColumnElement[bool]:
    """Somebody let themselves be forgotten: only a number is left (AVG, article 17)."""
    return exists().where(User.id == person, User.anonymised_at.is_not(None)).correlate_except(User)


def last_day_at(organisation: Any, person: Any) -> Any:
    """Return the last day of somebody at an organisation, if it ended."""
    there = (Membership.organisation_id == organisation, Membership.user_id == person)
    return select(func.max(Membership.ends_on)).where(*there).correlate_except(Membership).scalar_subquery()
