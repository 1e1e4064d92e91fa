"""Programmes as home, the list of programmes and their own page show them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from workspace.access import Actor
from workspace.activity.queries import last_event_in, last_event_outside
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.boards.queries.actors import current
from workspace.boards.queries.sight import visible_boards
from workspace.borging.models import Level, Outlook
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.overview.queries.boards import Option
from workspace.programmes.models import Openness, Partner, Phase, Programme, YearMeans
from workspace.programmes.queries import visible_programmes
from workspace.times import today


class ProgrammeRow(NamedTuple):
    """A programme in a list or at the head of its page."""

    id: int
    slug: str
    name: str
    summary: str
    motto: str
    starts_on: date
    ends_on: date
    openness: Openness
    version: int
    area: str


class BoardSummary(NamedTuple):
    """A theme as a large card."""

    id: int
    slug: str
    title: str
    ambition: str
    openness: Openness
    stages: dict[Stage, int]
    levels: dict[Level, int]


class PhaseRow(NamedTuple):
    """A part of a programme."""

    name: str
    motto: str
    starts_on: date
    ends_on: date


class MeansRow(NamedTuple):
    """Money in cents and staff in hundredths of a full job, in one year."""

    year: int
    money_cents: int
    fte_hundredths: int


PROGRAMME = (
    Programme.id,
    Programme.slug,
    Programme.name,
    Programme.summary,
    Programme.motto,
    Programme.starts_on,
    Programme.ends_on,
    Programme.openness,
    Programme.version,
    Area.name,
)


def list_programmes(seen_by: Actor) -> list[ProgrammeRow]:
    """Return the programmes this person may know about, the latest first."""
    query = (
        visible_programmes(seen_by)
        .join(Programme.area)
        .with_only_columns(*PROGRAMME)
        .order_by(Programme.ends_on.desc(), Programme.name)
    )
    return [ProgrammeRow._make(row) for row in db.session.execute(query)]


def get_programme_row(slug: str, *, seen_by: Actor) -> ProgrammeRow:
    """Return a programme by its address; raise NoResultFound when it is absent or out of sight."""
    query = visible_programmes(seen_by).join(Programme.area).where(Programme.slug == slug)
    return ProgrammeRow._make(db.session.execute(query.with_only_columns(*PROGRAMME)).one())


def programme_pulse(programme_id: int) -> tuple[int, ...]:
    """Return numbers of which one rises whenever something changes in a programme, or a name anywhere."""
    return tuple(db.session.execute(select(last_event_in(programme_id), last_event_outside())).one())


def list_boards(programme_id: int, *, seen_by: Actor) -> list[BoardSummary]:
    """Return the themes of a programme, with how many initiatives are in which stage and at which level."""
    columns = (Board.id, Board.slug, Board.title, Board.ambition, Board.openness)
    query = visible_boards(seen_by).where(Board.programme_id == programme_id).with_only_columns(*columns)
    boards = db.session.execute(query.order_by(Board.position, Board.title)).all()
    ids = [board.id for board in boards]
    insider = programme_id in seen_by.insider_in
    stages, levels = _stages(ids, insider), _levels(ids, insider)
    return [BoardSummary(*board, stages[board.id], levels[board.id]) for board in boards]


def _visibilities(insider: bool) -> tuple[Visibility, ...]:
    return (Visibility.PUBLIC, Visibility.PARTNERS) if insider else (Visibility.PUBLIC,)


def _stages(board_ids: Collection[int], insider: bool) -> dict[int, dict[Stage, int]]:
    query = (
        select(Initiative.board_id, Initiative.stage, func.count())
        .where(Initiative.board_id.in_(board_ids), Initiative.visibility.in_(_visibilities(insider)))
        .group_by(Initiative.board_id, Initiative.stage)
    )
    found: dict[int, dict[Stage, int]] = defaultdict(dict)
    for board_id, stage, number in db.session.execute(query):
        found[board_id][stage] = number
    return found


def _levels(board_ids: Collection[int], insider: bool) -> dict[int, dict[Level, int]]:
    """Count by level; what ended on purpose is left out, because nothing needs to go on."""
    level: Any = func.coalesce(Outlook.level, Level.NOT_STARTED.value)
    holds = (Outlook.from_day <= today()) & (Outlook.until_day > today())
    query = (
        select(Initiative.board_id, level, func.count())
        .outerjoin(Outlook, (Outlook.initiative_id == Initiative.id) & holds)
        .where(
            Initiative.board_id.in_(board_ids),
            Initiative.visibility.in_(_visibilities(insider)),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
        )
        .group_by(Initiative.board_id, level)
    )
    found: dict[int, dict[Level, int]] = defaultdict(dict)
    for board_id, value, number in db.session.execute(query):
        found[board_id][Level(value)] = number
    return found


def list_partners(programme_id: int) -> tuple[list[Option], list[Option]]:
    """Return the organisations that take part in a programme today, and apart from those who advise it."""
    query = (
        select(Organisation.id, Organisation.name, Organisation.slug, Organisation.kind)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(Partner.programme_id == programme_id, current(Partner, today()))
        .order_by(Organisation.name)
    )
    partners: list[Option] = []
    advisers: list[Option] = []
    for organisation_id, name, slug, kind in db.session.execute(query):
        here = advisers if kind == OrganisationKind.COUNCIL else partners
        here.append(Option(organisation_id, name, slug))
    return partners, advisers


def list_phases(programme_id: int) -> list[PhaseRow]:
    """Return the phases of a programme in the order of time."""
    query = select(Phase.name, Phase.motto, Phase.starts_on, Phase.ends_on)
    rows = db.session.execute(query.where(Phase.programme_id == programme_id).order_by(Phase.starts_on))
    return [PhaseRow(*row) for row in rows]


def list_means(programme_id: int) -> list[MeansRow]:
    """Return what a programme has each year."""
    query = select(YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths)
    rows = db.session.execute(query.where(YearMeans.programme_id == programme_id).order_by(YearMeans.year))
    return [MeansRow(*row) for row in rows]
