"""Borging as people see it, in typed rows."""

from workspace.borging.queries.answering import (
    list_answering_organisations,
    list_answering_people,
    list_receiving_organisations,
)
from workspace.borging.queries.handovers import get_handover, list_handovers, list_waiting_offers
from workspace.borging.queries.history import history_of
from workspace.borging.queries.picture import picture_for, picture_of
from workspace.borging.queries.stale import stale_for

__all__ = [
    "get_handover",
    "history_of",
    "list_answering_organisations",
    "list_answering_people",
    "list_handovers",
    "list_receiving_organisations",
    "list_waiting_offers",
    "picture_for",
    "picture_of",
    "stale_for",
]
