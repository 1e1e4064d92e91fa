"""The ninety days of a measurement, month by month."""

from datetime import date, timedelta
from typing import NamedTuple

from workspace.independence.models import Independence
from workspace.independence.models.rules import DAYS
from workspace.independence.queries.activity import days, independence_in_spans


class Month(NamedTuple):
    """The part of a month that falls in the ninety days, both days included, and what was done in it."""

    first: date
    last: date
    counts: Independence


def by_month(initiative_id: int, *, on: date) -> list[Month]:
    """Return who did the work in the ninety days up to and including this day, the oldest month first."""
    parts = _parts(on - timedelta(days=DAYS - 1), on)
    counts = independence_in_spans(initiative_id, [days(first, last) for first, last in parts])
    return [Month(first, last, done) for (first, last), done in zip(parts, counts, strict=True)]


def _parts(first: date, last: date) -> list[tuple[date, date]]:
    """Return these days cut at the beginnings of months."""
    parts = []
    while first <= last:
        end = min(last, (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        parts.append((first, end))
        first = end + timedelta(days=1)
    return parts
