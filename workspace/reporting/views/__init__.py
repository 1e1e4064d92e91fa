"""The pages of reports and plans."""

from workspace.reporting.views.blueprint import bp

__all__ = ["bp"]
