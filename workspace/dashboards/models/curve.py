"""The means that phase out against the initiatives that are anchored (domain/borging.md, N21).

**Share gone** of a kind of means, money or staff, on a day: the measure is the largest planned year, the
first of these if there are several. Until that year is over nothing is gone. In a later year gone is what
that year has less than the largest. After the last day of the programme all of it is gone. A year of which
the plan says nothing has no share.

**Share agreed** on a day: of the initiatives that were there and had not ended, the part that is at least
agreed. **Warning**: the share gone of money or of staff is larger than the share agreed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from workspace.borging.models import Level
from workspace.times import Quarter, quarter_of

AGREED_AT_LEAST = (Level.AGREED, Level.ANCHORED)
NEVER = date.max
Counts = dict[date, dict[Level, int]]


class Means(NamedTuple):
    """What is planned for one year: money in cents, staff in hundredths of a full job."""

    year: int
    money_cents: int
    fte_hundredths: int


class Span(NamedTuple):
    """A level, and its marks as in Outlook, from one day until, not including, another."""

    from_day: date
    until_day: date
    level: Level
    marks: str = ""


class Life(NamedTuple):
    """From when an initiative was there, the day on which it ended, and its level in between."""

    began_on: date
    ended_on: date | None
    spans: Sequence[Span]


@dataclass(frozen=True)
class Standing:
    """How it stands on one day: initiatives by level, and the means of that year.

    `counts` is None for a day of which nothing can be known.
    """

    quarter: Quarter
    on: date
    is_forecast: bool
    counts: Mapping[Level, int] | None
    ended: int  # on purpose, until this day
    means: Means | None
    money_gone: Fraction | None
    fte_gone: Fraction | None

    @property
    def total(self) -> int:
        return sum(self.counts.values()) if self.counts else 0

    @property
    def agreed(self) -> Fraction | None:
        """The share of the initiatives that is at least agreed; None when there are none."""
        return agreed_share(self.counts) if self.counts else None

    @property
    def warns_of_money(self) -> bool:
        return _is_more(self.money_gone, self.agreed)

    @property
    def warns_of_fte(self) -> bool:
        return _is_more(self.fte_gone, self.agreed)

    @property
    def warns(self) -> bool:
        return self.warns_of_money or self.warns_of_fte


def agreed_share(counts: Mapping[Level, int]) -> Fraction | None:
    """Return which part is at least agreed; None of nothing."""
    total = sum(counts.values())
    return Fraction(sum(counts[level] for level in AGREED_AT_LEAST), total) if total else None


def _is_more(gone: Fraction | None, agreed: Fraction | None) -> bool:
    return gone is not None and agreed is not None and gone > agreed


def share_gone(planned: Mapping[int, int], on: date, *, ends_on: date) -> Fraction | None:
    """Return which part of one kind of means is gone on a day; None when the plan does not say.

    `planned` holds the amount of each year.
    """
    most = max(planned.values(), default=0)
    if not most:
        return None
    if on > ends_on:
        return Fraction(1)
    if on.year <= min(year for year, amount in planned.items() if amount == most):
        return Fraction(0)
    return 1 - Fraction(planned[on.year], most) if on.year in planned else None


def count_levels(lives: Iterable[Life], days: Sequence[date]) -> Counts:
    """Return for each of these days, which are in the order of time, how many initiatives had which level.

    An initiative counts from the day it began until the day before it ended.
    """
    found = {level: [0] * (len(days) + 1) for level in Level}
    none = found[Level.NOT_STARTED]
    for began_on, ended_on, spans in lives:
        end = ended_on or NEVER
        _add(none, bisect_left(days, began_on), bisect_left(days, end), 1)
        for from_day, until_day, level, _marks in spans:
            if level != Level.NOT_STARTED:
                first = bisect_left(days, max(from_day, began_on))
                last = bisect_left(days, min(until_day, end))
                _add(found[level], first, last, 1)
                _add(none, first, last, -1)
    counts: Counts = {}
    before = dict.fromkeys(Level, 0)
    for index, day in enumerate(days):
        before = {level: before[level] + found[level][index] for level in Level}
        counts[day] = before
    return counts


def all_of(parts: Iterable[Mapping[date, Mapping[Level, int]]], days: Iterable[date]) -> Counts:
    """Return on each of these days the sum of some counts."""
    counted = list(parts)
    return {day: {level: sum(part[day][level] for part in counted) for level in Level} for day in days}


def _add(turns: list[int], first: int, last: int, number: int) -> None:
    if first < last:
        turns[first] += number
        turns[last] -= number


def draw_curve(
    counts: Counts,
    ends: Sequence[date],
    means: Collection[Means],
    quarters: Sequence[Quarter],
    *,
    on: date,
    ends_on: date,
    foreseen: bool = True,
) -> tuple[Standing, list[Standing]]:
    """Return how it stands on a day, and at the end of each quarter.

    `counts` holds the levels on each of these days, and `ends` when initiatives ended, in order. A quarter
    that is not over on that day is a forecast, of levels only when they can be `foreseen`.
    """
    money = {year.year: year.money_cents for year in means}
    fte = {year.year: year.fte_hundredths for year in means}
    by_year = {year.year: year for year in means}

    def standing(quarter: Quarter, day: date) -> Standing:
        is_forecast = day > on
        is_known = foreseen or not is_forecast
        return Standing(
            quarter,
            day,
            is_forecast,
            counts[day] if is_known else None,
            bisect_right(ends, min(day, on)),
            by_year.get(day.year) if day <= ends_on else None,
            share_gone(money, day, ends_on=ends_on),
            share_gone(fte, day, ends_on=ends_on),
        )

    return standing(quarter_of(on), on), [standing(quarter, quarter.last_day) for quarter in quarters]
