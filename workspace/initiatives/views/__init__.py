"""The pages of initiatives."""

from workspace.initiatives.views import (
    editing,
    inputs,
    moving,
    news,
    posting,
    showing,
    starting,
    taking_part,
)
from workspace.initiatives.views.blueprint import bp

__all__ = ["bp", "editing", "inputs", "moving", "news", "posting", "showing", "starting", "taking_part"]
