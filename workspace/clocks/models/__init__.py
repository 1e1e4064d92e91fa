"""Questions that wait for an answer: the table, and what follows from days alone."""

from workspace.clocks.models.rules import Waiting, due_after, median_of, waiting, working_days_between
from workspace.clocks.models.tables import ResponseClock

__all__ = ["ResponseClock", "Waiting", "due_after", "median_of", "waiting", "working_days_between"]
