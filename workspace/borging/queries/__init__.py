"""Borging as people see it, in typed rows."""

from workspace.borging.queries.answering import list_answering_organisations, list_answering_people
from workspace.borging.queries.history import history_of
from workspace.borging.queries.picture import picture_for, picture_of
from workspace.borging.queries.stale import stale_for

__all__ = [
    "history_of",
    "list_answering_organisations",
    "list_answering_people",
    "picture_for",
    "picture_of",
    "stale_for",
]
