"""Counting who did the work on initiatives, from events (domain/borging.md "Independence").

Each count is one query, answered from one index of the events (ix_event_activity) without reading them.
The rights of the reader are the caller's: ask only about initiatives that somebody may see.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import db
from workspace.independence.models.rules import DAYS, INSIDE, WORK, Independence
from workspace.initiatives.models import Initiative
from workspace.times import HERE


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
        .where(Event.initiative_id.in_(initiative_ids), _is_work(*_the_days_until(on)))
        .group_by(Event.initiative_id, Event.actor_id)
    )
    found: dict[int, dict[int, int]] = {id: {} for id in initiative_ids}
    rows: Any = db.session.execute(query)
    for initiative_id, person_id, number in rows:
        found[initiative_id][person_id] = number
    return found


def _counts(which: ColumnElement[bool], on: date) -> dict[int, Independence]:
    by_team = func.sum(case((Event.role.in_(INSIDE), 1), else_=0))
    query = (
        select(Event.initiative_id, by_team, func.count())
        .where(which, _is_work(*_the_days_until(on)))
        .group_by(Event.initiative_id)
    )
    rows: Any = db.session.execute(query)
    return {id: Independence(team, total - team) for id, team, total in rows}


def _the_days_until(on: date) -> tuple[date, date]:
    return on - timedelta(days=DAYS - 1), on


def _is_work(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an event is work that a person did on these days, both included."""
    return and_(
        Event.happened_at >= _start_of(first),
        Event.happened_at < _start_of(last + timedelta(days=1)),
        Event.verb.in_(WORK),
        Event.actor_id.is_not(None),
    )


def _start_of(day: date) -> datetime:
    """Return the moment at which a day begins in the Netherlands."""
    return datetime.combine(day, time(), HERE)
