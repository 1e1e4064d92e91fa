"""The pages of results, and the taps at news."""

from workspace.results.views import counted, reactions
from workspace.results.views.blueprint import bp

__all__ = ["bp", "counted", "reactions"]
