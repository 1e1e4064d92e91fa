"""Working days in the Netherlands, and how long a question waits: pure, no database (N13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

MONDAY_TO_FRIDAY = 5
A_WEEK = 7
AT_LEAST = 5  # answers before a median says anything: fewer could be one bad week, or one person


@lru_cache(maxsize=512)
def holidays_of(year: int) -> frozenset[date]:
    """Return the days from Monday to Friday of a year on which the Netherlands is closed.

    Source: the `holidays` library, category public. It has Good Friday, which counts for terms (Algemene
    termijnenwet, article 3), and 5 May once in five years.
    """
    found: Mapping[date, str] = country_holidays("NL", years=year)
    return frozenset(day for day in found if day.weekday() < MONDAY_TO_FRIDAY)


def is_working_day(day: date) -> bool:
    """Tell whether people work here on this day: from Monday to Friday, and no public holiday."""
    return day.weekday() < MONDAY_TO_FRIDAY and day not in holidays_of(day.year)


def working_days_between(asked_on: date, on: date) -> int:
    """Return how many working days come after the day of asking, until and with this day; never below 0."""
    if on <= asked_on:
        return 0
    weeks, rest = divmod((on - asked_on).days, A_WEEK)
    days = weeks * MONDAY_TO_FRIDAY + sum(
        (asked_on + timedelta(days=step)).weekday() < MONDAY_TO_FRIDAY for step in range(1, rest + 1)
    )
    years = range(asked_on.year, on.year + 1)
    return days - sum(asked_on < day <= on for year in years for day in holidays_of(year))


def due_after(asked_on: date, days: int) -> date:
    """Return the last day on which an answer is in time: so many working days after the day of asking."""
    due, left = asked_on, days
    while left > 0:
        due += timedelta(days=1)
        left -= is_working_day(due)
    return due


@dataclass(frozen=True)
class Waiting:
    """How the clock of a question stands on some day."""

    days: int  # working days waited: until that day, or until the answer
    is_late: bool  # the answer is, or was, after the last day of the term
    is_answered: bool


def waiting(asked_on: date, due_on: date, *, answered_on: date | None, on: date) -> Waiting:
    """Return how long a question that was asked and perhaps answered on these days waits, or waited."""
    until = answered_on or on
    return Waiting(working_days_between(asked_on, until), until > due_on, answered_on is not None)


def median_of(counts: Mapping[int, int]) -> float | None:
    """Return the median of working days, given how often each occurred; None when it says too little."""
    total = sum(counts.values())
    if total < AT_LEAST:
        return None
    low, high = (total - 1) // 2, total // 2
    found: list[int] = []
    passed = 0
    for days in sorted(counts):
        passed += counts[days]
        found += [days] * ((passed > low) + (passed > high) - len(found))
    return (found[0] + found[1]) / 2
