"""What was counted of an initiative, line by line and together. What was taken back is in none of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.results.models import Result

AT_ONCE = 30
IN_A_FILE = 10_000
POINTS_AT_MOST = 2_000


class Line(NamedTuple):
    """One result, with who told it."""

    id: int
    what: str
    amount_hundredths: int
    unit: str
    on_day: date
    update_id: int | None
    who: str
    role: Role
    organisation: str | None


class Total(NamedTuple):
    """All that was counted of one thing in one unit."""

    what: str
    unit: str
    amount_hundredths: int
    times: int
    last_day: date

    @property
    def key(self) -> tuple[str, str]:
        return same(self.what, self.unit)


class Point(NamedTuple):
    """What was counted of one thing on one day."""

    what: str
    unit: str
    on_day: date
    amount_hundredths: int


def same(what: str, unit: str) -> tuple[str, str]:
    """Return what tells two counted things apart: capitals do not."""
    return what.casefold(), unit.casefold()


def together(totals: Iterable[Total]) -> list[Total]:
    """Return totals in which what differs in capitals only is one, the last counted first."""
    found: dict[tuple[str, str], Total] = {}
    for total in sorted(totals, key=lambda one: (one.last_day, one.what), reverse=True):
        first = found.get(total.key)
        found[total.key] = (
            total
            if first is None
            else first._replace(
                amount_hundredths=first.amount_hundredths + total.amount_hundredths,
                times=first.times + total.times,
            )
        )
    return list(found.values())


def list_totals(initiative: Initiative) -> list[Total]:
    """Return what was counted of an initiative in sight, summed per thing and unit."""
    summed = (
        select(
            Result.what,
            Result.unit,
            func.sum(Result.amount_hundredths),
            func.count(),
            func.max(Result.on_day),
        )
        .where(Result.initiative_id == initiative.id, Result.withdrawn_at.is_(None))
        .group_by(Result.what, Result.unit)
    )
    rows = db.session.execute(summed)
    return together(Total(what, unit, int(amount), times, day) for what, unit, amount, times, day in rows)


def list_points(initiative: Initiative) -> list[Point]:
    """Return what was counted per day, oldest first, of the last days on which something was counted."""
    newest = (
        select(Result.what, Result.unit, Result.on_day, func.sum(Result.amount_hundredths))
        .where(Result.initiative_id == initiative.id, Result.withdrawn_at.is_(None))
        .group_by(Result.what, Result.unit, Result.on_day)
        .order_by(Result.on_day.desc())
        .limit(POINTS_AT_MOST)
    )
    rows = db.session.execute(newest).all()
    return [Point(what, unit, day, int(amount)) for what, unit, day, amount in reversed(rows)]


def list_results(initiative: Initiative, *, page: int = 1) -> list[Line]:
    """Return what was counted of an initiative in sight, the last day first: one more than a page holds."""
    lines = _lines(initiative).limit(AT_ONCE + 1).offset((page - 1) * AT_ONCE)
    return [Line(*row) for row in db.session.execute(lines)]


def list_all(initiative: Initiative) -> list[Line]:
    """Return what was counted of an initiative in sight, for a file."""
    return [Line(*row) for row in db.session.execute(_lines(initiative).limit(IN_A_FILE))]


def _lines(initiative: Initiative) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Result.id,
            Result.what,
            Result.amount_hundredths,
            Result.unit,
            Result.on_day,
            Result.update_id,
            User.name,
            Result.role,
            Organisation.name,
        )
        .join(User, User.id == Result.entered_by_id)
        .outerjoin(Organisation, Organisation.id == Result.organisation_id)
        .where(Result.initiative_id == initiative.id, Result.withdrawn_at.is_(None))
        .order_by(Result.on_day.desc(), Result.id.desc())
    )


def get_result_to_change(result_id: int, initiative: Initiative) -> Result:
    """Return a result of this initiative, held until this request ends; NoResultFound when taken back."""
    query = select(Result).where(
        Result.id == result_id, Result.initiative_id == initiative.id, Result.withdrawn_at.is_(None)
    )
    return db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
