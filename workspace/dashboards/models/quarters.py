"""Which quarters of a year a dashboard shows."""

from datetime import date

from workspace.times import Quarter, quarter_of

AFTERWARDS = 4  # quarters shown after the end of a programme: what goes on by itself
AT_MOST = 40  # quarters on one chart: ten years
BEFORE = 16  # of these before today, when a programme is longer than that


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
