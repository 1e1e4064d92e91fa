"""Counting what came of an initiative, and reacting to its news."""

from workspace.results.actions.counting import Counted, add_result, correct_result, withdraw_result
from workspace.results.actions.reacting import react, take_reaction_back

__all__ = ["Counted", "add_result", "correct_result", "react", "take_reaction_back", "withdraw_result"]
