"""The programme or board that a dashboard is about, and the means of the programme."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from workspace.access import Actor
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.dashboards.models import Means
from workspace.db import db
from workspace.programmes.models import Programme, YearMeans
from workspace.programmes.queries import visible_programmes


class ProgrammeRow(NamedTuple):
    """A programme at the head of its dashboard."""

    id: int
    slug: str
    name: str
    area: str
    starts_on: date
    ends_on: date


class BoardRow(NamedTuple):
    """A theme of a programme."""

    id: int
    slug: str
    title: str
    policy_field: str
    target_groups: list[str]


def get_programme(slug: str, *, seen_by: Actor) -> ProgrammeRow:
    """Return a programme by its address; raise NoResultFound when it is absent or out of sight."""
    query = visible_programmes(seen_by).join(Programme.area).where(Programme.slug == slug)
    columns = (
        Programme.id, Programme.slug, Programme.name, Area.name, Programme.starts_on, Programme.ends_on,
    )  # fmt: skip
    return ProgrammeRow._make(db.session.execute(query.with_only_columns(*columns)).one())


def list_boards(programme: ProgrammeRow, *, seen_by: Actor) -> list[BoardRow]:
    """Return the themes of a programme that this person sees, in their own order."""
    columns = (Board.id, Board.slug, Board.title, Board.policy_field, Board.target_groups)
    query = visible_boards(seen_by).where(Board.programme_id == programme.id).with_only_columns(*columns)
    rows = db.session.execute(query.order_by(Board.position, Board.title, Board.id))
    return [BoardRow._make(row) for row in rows]


def list_means(programme: ProgrammeRow) -> list[Means]:
    """Return what is planned for a programme, year by year."""
    columns = (YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths)
    query = select(*columns).where(YearMeans.programme_id == programme.id).order_by(YearMeans.year)
    return [Means._make(row) for row in db.session.execute(query)]


def board_among(boards: Iterable[BoardRow], slug: str) -> BoardRow:
    """Return the board with this address among those that the reader sees; raise NoResultFound."""
    for board in boards:
        if board.slug == slug:
            return board
    raise NoResultFound
