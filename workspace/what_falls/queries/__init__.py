"""What falls of a programme, for a reader; and the questions that were saved."""

from workspace.what_falls.queries.answers import Deeds, find_answer
from workspace.what_falls.queries.facts import facts_of
from workspace.what_falls.queries.saved import get_saved, list_saved

__all__ = ["Deeds", "facts_of", "find_answer", "get_saved", "list_saved"]
