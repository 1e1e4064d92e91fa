"""Learning histories as one reader may know them."""

from workspace.histories.queries.rows import WholeHistory
from workspace.histories.queries.sight import get_history, visible_histories
from workspace.histories.queries.whole import read_whole_history

__all__ = ["WholeHistory", "get_history", "read_whole_history", "visible_histories"]
