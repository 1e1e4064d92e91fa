"""Programmes as a person may see them, with their phases, means, team and partners."""

from workspace.programmes.queries.sight import visible_programmes

__all__ = ["visible_programmes"]
