"""The initiatives of a programme or board with their levels through time, read in two statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.borging.models import Level, Outlook
from workspace.dashboards.models import Life, Span
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.times import day_of

ENDS = [stage for stage in Stage if stage.is_end]
NOTHING_SAID = "oooooooo"


class InitiativeRow(NamedTuple):
    """An initiative as a dashboard counts it."""

    id: int
    title: str
    board_id: int
    stage: Stage
    began_on: date
    ended_on: date | None
    coordinator_id: int | None
    carried_from: date | None


def in_place(seen_by: Actor, programme_id: int, board_id: int | None = None) -> Select[Initiative]:
    """Return the initiatives of a programme, or of one of its boards, that this person sees; no drafts."""
    found = visible_initiatives(seen_by).where(
        Board.programme_id == programme_id, Initiative.visibility != Visibility.DRAFT
    )
    return found if board_id is None else found.where(Initiative.board_id == board_id)


def list_initiatives(place: Select[Initiative]) -> list[InitiativeRow]:
    """Return the initiatives of a place; what ended on an unknown day is left out."""
    query = place.with_only_columns(
        Initiative.id,
        Initiative.title,
        Initiative.board_id,
        Initiative.stage,
        Initiative.created_at,
        Initiative.ended_on,
        Initiative.coordinator_id,
        Initiative.carried_from,
    ).where(Initiative.stage.not_in(ENDS) | Initiative.ended_on.is_not(None))
    rows: Any = db.session.connection().execute(query.order_by(Initiative.id)).all()
    return [
        InitiativeRow(number, title, board_id, stage, day_of(created_at), *rest)
        for number, title, board_id, stage, created_at, *rest in rows
    ]


def list_periods(place: Select[Any]) -> dict[int, list[Span]]:
    """Return the periods of each initiative of a place that has any, in the order of time."""
    query = (
        place.join(Outlook, Outlook.initiative_id == Initiative.id)
        .with_only_columns(
            Outlook.initiative_id, Outlook.from_day, Outlook.until_day, Outlook.level, Outlook.marks
        )
        .order_by(Outlook.initiative_id, Outlook.from_day)
    )
    found: dict[int, list[Span]] = defaultdict(list)
    rows: Any = db.session.connection().execute(query).all()
    for number, from_day, until_day, level, marks in rows:
        found[number].append(Span(from_day, until_day, level, marks))
    return found


def lives_of(rows: Sequence[InitiativeRow], periods: Mapping[int, Sequence[Span]]) -> dict[int, list[Life]]:
    """Return for each board, of each initiative, from when it was there, until when, and its levels."""
    found: dict[int, list[Life]] = defaultdict(list)
    for row in rows:
        found[row.board_id].append(Life(row.began_on, row.ended_on, periods.get(row.id, ())))
    return found


def period_on(periods: Sequence[Span], day: date) -> Span:
    """Return the period that holds on a day; before the first nothing was said."""
    for period in reversed(periods):
        if period.from_day <= day:
            return period
    return Span(date.min, date.max, Level.NOT_STARTED, NOTHING_SAID)
