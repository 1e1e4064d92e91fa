"""One programme, its phases and its yearly means."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.db import db
from workspace.programmes.models import Phase, Programme, YearMeans
from workspace.programmes.queries.sight import visible_programmes

RESERVED_SLUGS = frozenset({"nieuw"})


class MeansRow(NamedTuple):
    """What there is in one year: money in cents, staff in hundredths of a full job."""

    year: int
    money_cents: int
    fte_hundredths: int


class PhaseRow(NamedTuple):
    """A phase as lists show it."""

    id: int
    name: str
    motto: str
    starts_on: date
    ends_on: date


def get_programme(slug: str, seen_by: Actor, *, to_change: bool = False) -> Programme:
    """Return one programme with its area; raise NoResultFound. `to_change` makes a second editor wait."""
    found = visible_programmes(seen_by).where(Programme.slug == slug)
    if to_change:
        found = found.with_for_update(of=Programme)
    return db.session.scalars(found.options(joinedload(Programme.area))).one()


def slugs_like(slug: str) -> frozenset[str]:
    """Return the addresses in use that begin with this one, and those never given out."""
    used = select(Programme.slug).where(Programme.slug.startswith(slug, autoescape=True))
    return RESERVED_SLUGS | frozenset(db.session.scalars(used))


def list_phases(programme: Programme) -> list[PhaseRow]:
    """Return the phases of a programme, first one first."""
    rows = (
        _phases(programme)
        .with_only_columns(Phase.id, Phase.name, Phase.motto, Phase.starts_on, Phase.ends_on)
        .order_by(Phase.starts_on, Phase.id)
    )
    return [PhaseRow(*row) for row in db.session.execute(rows)]


def get_phase(phase_id: int, programme: Programme) -> Phase:
    """Return one phase of this programme; raise NoResultFound."""
    return db.session.scalars(_phases(programme).where(Phase.id == phase_id)).one()


def _phases(programme: Programme) -> Select[Phase]:
    return select(Phase).where(Phase.programme_id == programme.id)


def list_means(programme: Programme) -> list[MeansRow]:
    """Return the means of a programme, year by year."""
    rows = (
        _means(programme)
        .with_only_columns(YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths)
        .order_by(YearMeans.year)
    )
    return [MeansRow(*row) for row in db.session.execute(rows)]


def get_means(year: int, programme: Programme) -> YearMeans:
    """Return the means of one year; raise NoResultFound."""
    return db.session.scalars(_means(programme).where(YearMeans.year == year)).one()


def has_means(year: int, programme: Programme) -> bool:
    """Tell whether the means of this year were filled in."""
    return db.session.scalar(_means(programme).where(YearMeans.year == year)) is not None


def _means(programme: Programme) -> Select[YearMeans]:
    return select(YearMeans).where(YearMeans.programme_id == programme.id)
