"""What workers entered, and codes on paper."""

from workspace.on_behalf.queries.codes import CodeRow, find_code, made_on
from workspace.on_behalf.queries.desks import list_desks
from workspace.on_behalf.queries.people import (
    EnteredRow,
    PersonRow,
    get_entered,
    get_person,
    get_person_to_change,
    hold_person,
    list_entered,
    list_people,
    read_person,
)

__all__ = [
    "CodeRow",
    "EnteredRow",
    "PersonRow",
    "find_code",
    "get_entered",
    "get_person",
    "get_person_to_change",
    "hold_person",
    "list_desks",
    "list_entered",
    "list_people",
    "made_on",
    "read_person",
]
