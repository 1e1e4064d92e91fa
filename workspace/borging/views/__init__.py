"""The pages of borging."""

from workspace.borging.views import aspects, confirming
from workspace.borging.views.blueprint import bp

__all__ = ["aspects", "bp", "confirming"]
