"""Where partners say that they stand, and the rules that follow from that alone."""

from workspace.letting_go.models.rules import POSITIONS, Checks, Said, Spread, said_on, spread_of
from workspace.letting_go.models.tables import Position, Stance

__all__ = ["POSITIONS", "Checks", "Position", "Said", "Spread", "Stance", "said_on", "spread_of"]
