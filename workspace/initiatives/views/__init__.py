"""The pages of initiatives."""

from workspace.initiatives.views.blueprint import bp

__all__ = ["bp"]
