"""Counting who did the work on initiatives, from events (domain/borging.md "Independence").

Each count is one query, answered from one index of the events (ix_event_activity) without reading them.
The rights of the reader are the caller's: ask only about initiatives that somebody may see.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, literal, select, union_all

from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import db
from workspace.independence.models.rules import DAYS, INSIDE, WORK, Independence
from workspace.initiatives.models import Initiative
from workspace.times import HERE


class Span(NamedTuple):
    """From a moment until, not including, another."""

    start: datetime
    end: datetime


def days(first: date, last: date) -> Span:
    """Return the span of these days in the Netherlands, both included."""
    return Span(_start_of(first), _start_of(last + timedelta(days=1)))


def independence_of(initiative_ids: Collection[int], *, on: date) -> dict[int, Independence]:
    """Return how independent each of these was in the ninety days up to and including this day."""
    found = _counts(Event.initiative_id.in_(initiative_ids), on)
    return {id: found.get(id, Independence()) for id in initiative_ids}


def independence_in(*programme_ids: int, on: date) -> dict[int, Independence]:
    """Return the same for all initiatives of these programmes of which anything was done in those days."""
    theirs = (
        select(Initiative.id)
        .join(Board, Board.id == Initiative.board_id)
        .where(Board.programme_id.in_(programme_ids))
    )
    return _counts(Event.initiative_id.in_(theirs), on)


def shares_by_person(initiative_ids: Collection[int], *, on: date) -> dict[int, dict[int, int]]:
    """Return how many activities each person did in those ninety days: initiative -> person -> number.

    An initiative of which nothing was done has an empty dictionary.
    """
    query = (
        select(Event.initiative_id, Event.actor_id, func.count())
        .where(Event.initiative_id.in_(initiative_ids), is_work(days_until(on)))
        .group_by(Event.initiative_id, Event.actor_id)
    )
    found: dict[int, dict[int, int]] = {id: {} for id in initiative_ids}
    rows: Any = db.session.execute(query)
    for initiative_id, person_id, number in rows:
        found[initiative_id][person_id] = number
    return found


def independence_in_spans(initiative_id: int, spans: Sequence[Span]) -> list[Independence]:
    """Return what was done on an initiative in each of these spans, in the same order."""
    if not spans:
        return []
    arms = [
        select(literal(number), _BY_TEAM, func.count())
        .select_from(Event)
        .where(Event.initiative_id == initiative_id, is_work(span))
        for number, span in enumerate(spans)
    ]
    rows: Any = db.session.execute(union_all(*arms))
    found = {number: Independence(team, total - team) for number, team, total in rows}
    return [found[number] for number in range(len(spans))]


def days_until(on: date) -> Span:
    """Return the ninety days up to and including this day."""
    return days(on - timedelta(days=DAYS - 1), on)


def is_work(span: Span) -> ColumnElement[bool]:
    """Return the condition that an event is work that a person did in this span."""
    return and_(
        Event.happened_at >= span.start,
        Event.happened_at < span.end,
        Event.verb.in_(WORK),
        Event.actor_id.is_not(None),
    )


_BY_TEAM = func.coalesce(func.sum(case((Event.role.in_(INSIDE), 1), else_=0)), 0)


def _counts(which: ColumnElement[bool], on: date) -> dict[int, Independence]:
    query = (
        select(Event.initiative_id, _BY_TEAM, func.count())
        .where(which, is_work(days_until(on)))
        .group_by(Event.initiative_id)
    )
    rows: Any = db.session.execute(query)
    return {id: Independence(team, total - team) for id, team, total in rows}


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)
