"""A saved question of what falls, and the rules that answer it."""

from workspace.what_falls.models.tables import Analysis

__all__ = ["Analysis"]
