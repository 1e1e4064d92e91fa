"""What somebody asks of a board: which one, how much of it they see, and in which form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from workspace.initiatives.models import Stage
from workspace.live import EVERYBODY, PARTNERS
from workspace.overview import forms
from workspace.overview.forms import Shape
from workspace.overview.queries.boards import BoardRow, get_board_row
from workspace.overview.queries.cards import Cursor
from workspace.overview.queries.filters import Filters, Sight
from workspace.overview.queries.lists import Order
from workspace.times import today
from workspace.web import actor_here, locale


@dataclass(frozen=True)
class Asked:
    """A board as somebody looks at it now."""

    board: BoardRow
    sight: Sight
    filters: Filters
    shape: Shape
    order: Order
    opened: Mapping[Stage, Cursor]

    @property
    def scope(self) -> str:
        return PARTNERS if self.sight.is_insider else EVERYBODY

    @property
    def version(self) -> int:
        return self.board.partner_version if self.sight.is_insider else self.board.public_version

    @property
    def path(self) -> str:
        return f"/programmas/{self.board.programme_slug}/{self.board.slug}"

    @property
    def key(self) -> tuple[Any, ...]:
        """All that the pieces of this board depend on, filters aside."""
        board = self.board
        versions = self.version, board.version, board.programme_version, board.names_version
        return board.id, self.scope, *versions, locale(), today()

    @property
    def whole_key(self) -> tuple[Any, ...]:
        """All that the page of this board depends on, persons aside: also each word of its address."""
        return *self.key, request.query_string

    @property
    def fields(self) -> dict[str, str]:
        """What was asked, as fields of an address."""
        fields = forms.as_query(self.filters)
        if self.shape != Shape.BOARD:
            fields["weergave"] = self.shape.value
        if self.order != Order.ACTIVITY:
            fields["sorteer"] = self.order.value
        return fields

    def address(self, below: str = "", *, without: str = "", **changes: str | None) -> str:
        """Return the address of what is asked, with some fields changed; None leaves one out."""
        fields = {**self.fields, **changes}
        kept = {name: value for name, value in fields.items() if value is not None and name != without}
        return f"{self.path}{below}?{urlencode(kept)}" if kept else f"{self.path}{below}"


def read_asked(slug: str, board_slug: str) -> Asked:
    """Return what this request asks; raise NoResultFound when the board is absent or out of sight."""
    actor = actor_here()
    board = get_board_row(slug, board_slug, seen_by=actor)
    return Asked(
        board=board,
        sight=Sight(board.id, board.programme_id, board.programme_id in actor.insider_in),
        filters=forms.read_filters(request.args),
        shape=forms.read_shape(request.args),
        order=forms.read_order(request.args),
        opened=forms.read_opened(request.args.getlist("tot")),
    )
