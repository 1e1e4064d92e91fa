"""Drawing the initiatives of a board as a list, or as a table for print."""

from flask import render_template, request
from flask_babel import gettext as _

from workspace.frame import cut
from workspace.overview import forms
from workspace.overview.forms import Shape
from workspace.overview.queries.cards import CardRow, list_newest
from workspace.overview.queries.lists import Order, list_sorted
from workspace.overview.views.asked import Asked
from workspace.overview.views.cards import make_cards
from workspace.overview.views.moving import Cards

LENGTHS = {Shape.LIST: 25, Shape.TABLE: 100}  # initiatives on a page


def draw_list(asked: Asked) -> Cards:
    """Return the initiatives of a board in the order asked for, with the address of those that follow."""
    length = LENGTHS[asked.shape]
    rows = _rows(asked, length + 1)
    shown = rows[:length]
    html = render_template(
        "overview/_list.html" if asked.shape == Shape.LIST else "overview/_table.html",
        cards=make_cards(shown, insider=asked.sight.is_insider),
        orders=_orders(asked),
        more=asked.address(na=_place(asked, shown[-1])) if len(rows) > length else "",
        first=asked.address() if request.args.get("na") else "",
        is_filtered=not asked.filters.is_empty,
    )
    return Cards(cut(html))


def _rows(asked: Asked, limit: int) -> list[CardRow]:
    after = request.args.get("na")
    if asked.order == Order.ACTIVITY:
        return list_newest(asked.sight, asked.filters, forms.read_cursor(after), limit)
    return list_sorted(asked.sight, asked.filters, asked.order, forms.read_id(after), limit)


def _place(asked: Asked, row: CardRow) -> str:
    return str(row.cursor if asked.order == Order.ACTIVITY else row.id)


def _orders(asked: Asked) -> list[tuple[str, str, bool]]:
    """Return name, address and whether it is the present one of each order."""
    names = {
        Order.ACTIVITY: _("Laatste activiteit"),
        Order.TITLE: _("Titel"),
        Order.NEWEST: _("Nieuwste"),
        Order.JOINED: _("Meeste deelnemers"),
    }
    return [
        (name, asked.address(sorteer=None if order == Order.ACTIVITY else order.value), order == asked.order)
        for order, name in names.items()
    ]
