"""Initiatives as a person may see them."""

from workspace.initiatives.queries.search import matching
from workspace.initiatives.queries.sight import (
    get_board,
    get_initiative,
    get_initiative_to_change,
    visible_initiatives,
)

__all__ = ["get_board", "get_initiative", "get_initiative_to_change", "matching", "visible_initiatives"]
