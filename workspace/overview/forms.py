"""What people ask of a board by its address: which initiatives, in which view and order."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask_babel import lazy_gettext as _

from workspace.boards.models import TargetGroup
from workspace.borging.models import Level
from workspace.initiatives.models import Stage
from workspace.labels import named
from workspace.overview.queries.boards import Option
from workspace.overview.queries.cards import Cursor
from workspace.overview.queries.filters import Filters
from workspace.overview.queries.lists import Order
from workspace.text import clean

LONGEST_TEXT = 100  # characters of a search
LARGEST_ID = 2**31 - 1
FIELDS = ("zoek", "fase", "borging", "organisatie", "kern", "doelgroep")
Offer = tuple[str, str, list[tuple[str, str]]]  # name of a field, what it is called, values with their labels
Choice = TypeVar("Choice", bound=StrEnum)


class Shape(StrEnum):
    """The same initiatives as a board, as a list, or as a table for print."""

    BOARD = "bord"
    LIST = "lijst"
    TABLE = "tabel"


def read_filters(args: Mapping[str, str]) -> Filters:
    """Return what an address asks for; what it asks wrongly counts as not asked."""
    return Filters(
        stage=_choice(Stage, args.get("fase")),
        level=_choice(Level, args.get("borging")),
        organisation_id=read_id(args.get("organisatie")),
        area_id=read_id(args.get("kern")),
        target_group=_choice(TargetGroup, args.get("doelgroep")),
        text=clean(args.get("zoek", ""))[:LONGEST_TEXT],
    )


def read_shape(args: Mapping[str, str]) -> Shape:
    """Return the view that an address asks for; a board when it names none."""
    return _choice(Shape, args.get("weergave")) or Shape.BOARD


def read_order(args: Mapping[str, str]) -> Order:
    """Return the order that an address asks for; newest activity first when it names none."""
    return _choice(Order, args.get("sorteer")) or Order.ACTIVITY


def read_cursor(text: str | None) -> Cursor | None:
    """Return the place after which to go on; None when there is none, or nonsense."""
    try:
        return Cursor.read(text) if text else None
    except (ValueError, TypeError):
        return None


def read_opened(values: Iterable[str]) -> dict[Stage, Cursor]:
    """Return how far each column was opened: `idea.5e1f-2a` says until that place."""
    opened = {}
    for value in values:
        stage, _dot, place = value.partition(".")
        chosen, cursor = _choice(Stage, stage), read_cursor(place)
        if chosen and cursor:
            opened[chosen] = cursor
    return opened


def as_query(filters: Filters) -> dict[str, str]:
    """Return the filters as fields of an address, empty ones left out."""
    values = {
        "zoek": filters.text,
        "fase": filters.stage or "",
        "borging": filters.level or "",
        "organisatie": str(filters.organisation_id or ""),
        "kern": str(filters.area_id or ""),
        "doelgroep": filters.target_group or "",
    }
    return {name: str(value) for name, value in values.items() if value}


def offered(organisations: list[Option], areas: list[Option]) -> list[Offer]:
    """Return the choices of the filter form."""
    return [
        ("fase", str(_("Fase")), named(Stage)),
        ("borging", str(_("Borging")), named(Level)),
        ("organisatie", str(_("Organisatie")), [(str(o.id), o.name) for o in organisations]),
        ("kern", str(_("Kern")), [(str(area.id), area.name) for area in areas]),
        ("doelgroep", str(_("Doelgroep")), named(TargetGroup)),
    ]


def _choice(kind: type[Choice], value: str | None) -> Choice | None:
    return next((member for member in kind if member.value == value), None)


def read_id(value: str | None) -> int | None:
    """Return the number of a thing, or None when this is no such number."""
    return int(value) if value and value.isascii() and value.isdigit() and int(value) <= LARGEST_ID else None
