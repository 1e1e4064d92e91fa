"""Quarters of a year, and which of them a dashboard shows."""

from datetime import date, timedelta
from typing import NamedTuple

AFTERWARDS = 4  # quarters shown after the end of a programme: what goes on by itself
AT_MOST = 40  # quarters on one chart: ten years
BEFORE = 16  # of these before today, when a programme is longer than that


class Quarter(NamedTuple):
    """Three months of a year; quarters compare in the order of time."""

    year: int
    number: int  # 1 to 4

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    def plus(self, quarters: int) -> "Quarter":
        """Return the quarter so many later, or earlier when the number is below zero."""
        years, number = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, number + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day falls."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_shown(starts_on: date, ends_on: date, on: date) -> list[Quarter]:
    """Return the quarters from the first of a programme until a year after its last.

    Of a programme of more than nine years: ten years around the day `on`.
    """
    first, last = quarter_of(starts_on), quarter_of(min(ends_on, date(9990, 1, 1))).plus(AFTERWARDS)
    length = (last.year - first.year) * 4 + last.number - first.number + 1
    if length > AT_MOST:
        first = max(first, min(quarter_of(on).plus(-BEFORE), last.plus(1 - AT_MOST)))
        length = AT_MOST
    return [first.plus(number) for number in range(length)]
