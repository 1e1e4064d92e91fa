"""Files that were asked for, and what they are made of, as who asked for them may see it."""

from workspace.renditions.queries.files import (
    Waiting,
    get_rendition,
    is_free,
    list_due,
    list_names,
    list_waiting,
    visible_renditions,
)
from workspace.renditions.queries.things import Thing, find_thing, get_thing, is_out_of_date, list_outdated

__all__ = [
    "Thing",
    "Waiting",
    "find_thing",
    "get_rendition",
    "get_thing",
    "is_free",
    "is_out_of_date",
    "list_due",
    "list_names",
    "list_outdated",
    "list_waiting",
    "visible_renditions",
]
