"""The pages of initiatives."""

from workspace.initiatives.views import (
    editing,
    frameworks,
    inputs,
    moving,
    news,
    posting,
    showing,
    starting,
    taking_part,
)
from workspace.initiatives.views.blueprint import bp

__all__ = [
    "bp",
    "editing",
    "frameworks",
    "inputs",
    "moving",
    "news",
    "posting",
    "showing",
    "starting",
    "taking_part",
]
