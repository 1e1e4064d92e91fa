"""What a province sees: every programme that shares with it, by municipality and theme (N42)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.areas.models import Area, AreaKind
from workspace.areas.queries import get_area
from workspace.boards.models import Board
from workspace.borging.models import Level, Outlook
from workspace.dashboards.models import agreed_share
from workspace.dashboards.queries.lives import ENDS
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Programme
from workspace.programmes.queries import visible_programmes
from workspace.times import HERE

Counts = dict[Level, int]


class SharingProgramme(NamedTuple):
    """A programme that shares with the province, and where it is."""

    id: int
    slug: str
    name: str
    ends_on: date
    area_id: int
    area: str


@dataclass(frozen=True)
class Tally:
    """Initiatives by level on a day, and as expected at the end of that year."""

    now: Mapping[Level, int]
    at_year_end: Mapping[Level, int]

    @property
    def total(self) -> int:
        return sum(self.now.values())

    @property
    def agreed(self) -> Fraction | None:
        return agreed_share(self.now)

    @property
    def agreed_at_year_end(self) -> Fraction | None:
        return agreed_share(self.at_year_end)


class ThemeTally(NamedTuple):
    """A theme of one programme with its tally."""

    programme: SharingProgramme
    title: str
    tally: Tally


def get_province(area_id: int, *, seen_by: Actor) -> tuple[Area, frozenset[int]]:
    """Return a province and the organisations that are it; raise NoResultFound."""
    area = get_area(area_id, seen_by, AreaKind.PROVINCE)
    query = select(Organisation.id).where(
        Organisation.kind == OrganisationKind.PROVINCE, Organisation.area_id == area.id
    )
    return area, frozenset(db.session.scalars(query))


def list_sharing(area: Area, *, seen_by: Actor) -> list[SharingProgramme]:
    """Return the programmes in a province that share with it and whose reader this person is."""
    query = (
        visible_programmes(seen_by)
        .join(Programme.area)
        .where(
            Programme.shares_with_province,
            Programme.id.in_(seen_by.province_in),
            or_(Area.id == area.id, Area.parent_id == area.id),
        )
        .with_only_columns(
            Programme.id, Programme.slug, Programme.name, Programme.ends_on, Area.id, Area.name
        )
        .order_by(Area.name, Programme.name, Programme.id)
    )
    return [SharingProgramme._make(row) for row in db.session.execute(query)]


def list_themes(programmes: Sequence[SharingProgramme], *, seen_by: Actor, on: date) -> list[ThemeTally]:
    """Return each theme of these programmes that has initiatives, with these by level."""
    now, later = aliased(Outlook), aliased(Outlook)
    begun = datetime.combine(on + timedelta(days=1), time(), HERE)
    day_in = {now: on, later: date(on.year, 12, 31)}
    query: Any = visible_initiatives(seen_by)
    for outlook, day in day_in.items():
        holds = and_(outlook.initiative_id == Initiative.id, outlook.from_day <= day, outlook.until_day > day)
        query = query.outerjoin(outlook, holds)
    query = (
        query.where(
            Board.programme_id.in_([programme.id for programme in programmes]),
            Initiative.visibility != Visibility.DRAFT,
            Initiative.created_at < begun,
            or_(Initiative.stage.not_in(ENDS), Initiative.ended_on > on),
        )
        .with_only_columns(Board.programme_id, Board.id, Board.title, now.level, later.level, func.count())
        .group_by(Board.programme_id, Board.id, Board.title, now.level, later.level)
        .order_by(Board.title, Board.id)
    )
    by_id = {programme.id: programme for programme in programmes}
    found: dict[tuple[int, int, str], tuple[Counts, Counts]] = defaultdict(lambda: (_none(), _none()))
    for programme_id, board_id, title, level, level_later, number in db.session.execute(query):
        then, year_end = found[programme_id, board_id, title]
        then[level or Level.NOT_STARTED] += number
        year_end[level_later or Level.NOT_STARTED] += number
    return [
        ThemeTally(by_id[programme_id], title, Tally(*counts))
        for (programme_id, _, title), counts in found.items()
    ]


def _none() -> Counts:
    return dict.fromkeys(Level, 0)


def together(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of some tallies."""
    now = {level: sum(tally.now[level] for tally in tallies) for level in Level}
    return Tally(now, {level: sum(tally.at_year_end[level] for tally in tallies) for level in Level})
