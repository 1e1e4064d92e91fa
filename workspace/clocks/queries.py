"""Whom people can ask something, and how what they asked stands."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, case, select

from workspace.areas.models import Area
from workspace.clocks.models import Waiting, waiting
from workspace.db import db
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Partner
from workspace.times import day_of, today

AT_MOST = 200
FIRST = case(
    (Organisation.kind == OrganisationKind.MUNICIPALITY, 0),
    (Organisation.kind == OrganisationKind.PROVINCE, 1),
    else_=2,
)


class Askable(NamedTuple):
    """An organisation that can be asked something."""

    id: int
    name: str


class AskedOf(NamedTuple):
    """That a comment is a question, to whom, and how its clock stands today; no clock when it was dropped."""

    id: int
    organisation: str
    due_on: date
    clock: Waiting | None


def asked_of(row: Any, *, on: date) -> AskedOf:
    """Return how a question stands on a day; the row has the columns of its clock, and `asked` by name."""
    answered_on = day_of(row.answered_at) if row.answered_at else None
    clock = waiting(day_of(row.asked_at), row.due_on, answered_on=answered_on, on=on)
    return AskedOf(row.clock_id, row.asked, row.due_on, None if row.withdrawn_at else clock)


def list_askable(programme_id: int) -> list[Askable]:
    """Return the organisations that take part today, municipalities first; not those that only advise."""
    query = _taking_part(programme_id).with_only_columns(Organisation.id, Organisation.name)
    rows = query.where(Organisation.kind != OrganisationKind.COUNCIL).order_by(FIRST, Organisation.name)
    return [Askable(*row) for row in db.session.execute(rows.limit(AT_MOST))]


def find_government(programme_id: int, *, home_id: int, area_ids: Collection[int]) -> int | None:
    """Return the id of the government that answers a resident here, or None when there is none.

    The municipality of one of these places, else of the home of the programme, else the one that takes part
    longest; without any municipality a province.
    """
    near = _with_what_they_lie_in(area_ids)
    kinds = (OrganisationKind.MUNICIPALITY, OrganisationKind.PROVINCE)
    fits = case((Organisation.area_id.in_(near), 0), (Organisation.area_id == home_id, 1), else_=2)
    query = _taking_part(programme_id).with_only_columns(Organisation.id)
    found = query.where(Organisation.kind.in_(kinds)).order_by(FIRST, fits, Partner.id)
    return db.session.scalar(found.limit(1))


def _with_what_they_lie_in(area_ids: Collection[int]) -> set[int]:
    if not area_ids:
        return set()
    rows = db.session.execute(select(Area.id, Area.parent_id).where(Area.id.in_(area_ids)))
    return {number for row in rows for number in row if number is not None}


def _taking_part(programme_id: int) -> Select[Any]:
    return (
        select(Organisation)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(Partner.programme_id == programme_id, current(Partner, today()))
    )
