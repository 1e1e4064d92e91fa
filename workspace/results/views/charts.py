"""A picture of what was counted over time, when there is enough to see something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workspace.results.queries.counted import Point, Total, same

LEAST_POINTS = 3  # with fewer days a picture says less than the numbers
MOST_POINTS = 24
WIDTH, HEIGHT, BASE, TOP = 320.0, 120.0, 96.0, 18.0


@dataclass(frozen=True)
class Bar:
    """What was counted on one day, and where it is drawn."""

    on_day: date
    amount_hundredths: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """One counted thing over time, as bars; the days stand at equal distances."""

    total: Total
    bars: tuple[Bar, ...]

    @property
    def first(self) -> Bar:
        return self.bars[0]

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def lowest(self) -> int:
        return min(bar.amount_hundredths for bar in self.bars)

    @property
    def highest(self) -> int:
        return max(bar.amount_hundredths for bar in self.bars)


def charts_of(totals: Iterable[Total], points: Iterable[Point]) -> Iterator[Chart]:
    """Yield a picture of each thing that was counted on three days or more, of its last 24 days."""
    by_thing: dict[tuple[str, str], dict[date, int]] = {}
    for point in points:
        days = by_thing.setdefault(same(point.what, point.unit), {})
        days[point.on_day] = days.get(point.on_day, 0) + point.amount_hundredths
    for total in totals:
        counted = sorted(by_thing.get(total.key, {}).items())[-MOST_POINTS:]
        if len(counted) >= LEAST_POINTS:
            yield Chart(total, tuple(_bars(counted)))


def _bars(counted: list[tuple[date, int]]) -> Iterator[Bar]:
    step = WIDTH / len(counted)
    highest = max(amount for _, amount in counted) or 1
    for place, (day, amount) in enumerate(counted):
        height = round((BASE - TOP) * amount / highest, 1)
        left = place * step + step * 0.15
        yield Bar(day, amount, round(left, 1), round(BASE - height, 1), round(step * 0.7, 1), height)
