"""How long people wait for an organisation: the median over the last year, and what still waits.

Only what everybody sees counts, so that a public number tells nothing of the rest.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from workspace.access import VISITOR
from workspace.answers.queries.lists import WAITS
from workspace.answers.queries.questions import visible_questions
from workspace.clocks.models import ResponseClock, median_of, working_days_between
from workspace.db import db, now
from workspace.times import day_of, today

A_YEAR = timedelta(days=365)


class WaitingTime(NamedTuple):
    """How long an organisation takes, in working days."""

    answers: int  # in the last year
    median: float | None  # None: too few answers to say
    waiting: int  # questions that wait now
    longer: int  # of those, how many already wait longer than the median


def waiting_times(organisation_ids: Collection[int]) -> dict[int, WaitingTime]:
    """Return how long people wait for each of these organisations, in two queries."""
    counts, open_days = _answered(organisation_ids), _open(organisation_ids)
    found = {}
    for number in counts.keys() | open_days.keys():
        median, days = median_of(counts[number]), open_days[number]
        longer = 0 if median is None else sum(waited > median for waited in days)
        found[number] = WaitingTime(sum(counts[number].values()), median, len(days), longer)
    return found


def _answered(organisation_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """Return for each organisation how many answers took so many working days."""
    in_a_year = (
        ResponseClock.organisation_id.in_(organisation_ids),
        ResponseClock.answered_at >= now() - A_YEAR,
    )
    query = visible_questions(VISITOR).where(*in_a_year).subquery()
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = select(query.c.organisation_id, query.c.waited_days, func.count())
    for number, days, times in db.session.execute(
        rows.group_by(query.c.organisation_id, query.c.waited_days)
    ):
        found[number][days or 0] = times
    return found


def _open(organisation_ids: Collection[int]) -> dict[int, list[int]]:
    """Return for each organisation how many working days each of its open questions waits."""
    query = visible_questions(VISITOR).where(ResponseClock.organisation_id.in_(organisation_ids), WAITS)
    found: dict[int, list[int]] = defaultdict(list)
    columns = (ResponseClock.organisation_id, ResponseClock.asked_at)
    for number, asked_at in db.session.execute(query.with_only_columns(*columns)):
        found[number].append(working_days_between(day_of(asked_at), today()))
    return found
