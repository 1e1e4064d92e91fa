"""What was said, and how the two checks stand."""

from workspace.letting_go.queries.checks import checks_of_board, checks_of_initiative
from workspace.letting_go.queries.stances import list_said

__all__ = ["checks_of_board", "checks_of_initiative", "list_said"]
