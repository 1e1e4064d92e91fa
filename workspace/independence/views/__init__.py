"""The page that says who does the work on an initiative, and its trials."""

from workspace.independence.views import trials
from workspace.independence.views.blueprint import bp

__all__ = ["bp", "trials"]
