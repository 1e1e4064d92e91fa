"""What follows from the answers to one question: pure statistics, no database (issue 3, "Borgingsscan").

A middle and a spread, never an average or a total: 1 to 5 is an order, not an amount. What fewer than three
people said is not shown: it would tell who said what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median, quantiles

from workspace.access import Role

LOWEST, HIGHEST = 1, 5
AT_LEAST = 3  # people, before anything they said is shown
LOW = 2  # a median up to here asks for a next step: most people answered 1 or 2
WIDE = 2  # points between which the middle half of the answers lies, from which opinions differ


class Trend(StrEnum):
    """How a median compares with the one before, of the same initiative."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


class Side(StrEnum):
    """From which side somebody looks at an initiative: roles together, so that fewer stand alone."""

    RESIDENTS = "residents"
    PARTNERS = "partners"
    GOVERNMENTS = "governments"
    PROGRAMME = "programme"


SIDES = {
    Role.PARTNER: Side.PARTNERS,
    Role.REPRESENTATIVE: Side.PARTNERS,
    Role.MUNICIPALITY: Side.GOVERNMENTS,
    Role.PROVINCE: Side.GOVERNMENTS,
    Role.COUNCIL: Side.GOVERNMENTS,
    Role.THEME_LEAD: Side.PROGRAMME,
    Role.TEAM: Side.PROGRAMME,
    Role.MANAGER: Side.PROGRAMME,
}


@dataclass(frozen=True)
class Spread:
    """How the answers to one question lie between 1 and 5; from `lower` to `upper` is the middle half."""

    number: int  # of answers
    lowest: int
    lower: float
    median: float
    upper: float
    highest: int

    @property
    def is_low(self) -> bool:
        """Tell whether this asks for a next step and somebody who sees to it."""
        return self.median <= LOW

    @property
    def is_wide(self) -> bool:
        """Tell whether people see this differently; one person who does is not enough."""
        return self.upper - self.lower >= WIDE


def spread_of(answers: Mapping[int, int]) -> Spread | None:
    """Return how the answers lie, from how many people gave each; None when too few did to show it."""
    values = [value for value in sorted(answers) for _ in range(answers[value])]
    if len(values) < AT_LEAST:
        return None
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), values[0], lower, median(values), upper, values[-1])


def trend(now: float, before: float) -> Trend:
    """Return whether a median rose, fell or stayed."""
    if now == before:
        return Trend.SAME
    return Trend.HIGHER if now > before else Trend.LOWER


def sides_of(people: Mapping[Role, int]) -> tuple[dict[Side, int], int]:
    """Return how many people answered from each side, and how many more that would be named by it."""
    together = dict.fromkeys(Side, 0)
    for role, number in people.items():
        together[SIDES.get(role, Side.RESIDENTS)] += number
    shown = {side: number for side, number in together.items() if number >= AT_LEAST}
    return shown, sum(together.values()) - sum(shown.values())
