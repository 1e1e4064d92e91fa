"""The pages of a borgingsscan."""

from workspace.scans.views import answering, explaining, holding, steps
from workspace.scans.views.blueprint import bp

__all__ = ["answering", "bp", "explaining", "holding", "steps"]
