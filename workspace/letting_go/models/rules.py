"""What follows from what the sides said: a spread, never an average or a ranking (domain/borging.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from workspace.letting_go.models.tables import Position
from workspace.times import day_of

POSITIONS = tuple(Position)


class Said(NamedTuple):
    """What one side said at a moment."""

    organisation_id: int | None  # None: the programme team
    organisation: str | None
    stands: Position
    wants: Position
    why: str
    marked_at: datetime


class Spread(NamedTuple):
    """How many sides chose each position, in the order of POSITIONS."""

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def ends(self) -> tuple[Position, Position] | None:
        """The outermost positions that somebody chose; None when nobody did."""
        chosen = [position for position, count in zip(POSITIONS, self.counts, strict=True) if count]
        return (chosen[0], chosen[-1]) if chosen else None


@dataclass(frozen=True)
class Checks:
    """The two checks of N11: clear frameworks, and somebody outside the team who holds the accountability."""

    frameworks_clear: bool
    accountable: str | None  # who holds it, or None
    without_frameworks: int = 0  # of a board: how many of its running initiatives have none

    @property
    def may_let_go(self) -> bool:
        return self.frameworks_clear and self.accountable is not None


def spread_of(positions: Iterable[Position]) -> Spread:
    """Return how many chose each position."""
    chosen = list(positions)
    return Spread(tuple(chosen.count(position) for position in POSITIONS))


def said_on(said: Iterable[Said], day: date) -> list[Said]:
    """Return the last word of each side until this day, itself included, in the order in which they spoke."""
    last: dict[int | None, Said] = {}
    for each in sorted(said, key=lambda one: one.marked_at):
        if day_of(each.marked_at) <= day:
            last.pop(each.organisation_id, None)
            last[each.organisation_id] = each
    return list(last.values())
