"""Which boards a person may know about."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.programmes.models import Openness, Programme


def visible_boards(actor: Actor) -> Select[Board]:
    """Return every board this person may know about. All other board queries start here."""
    return select(Board).join(Board.programme).where(boards_in_sight(actor.insider_in))


def boards_in_sight(insider_in: Any) -> ColumnElement[bool]:
    """Return the condition, on boards and programmes, that insiders of these programmes see a board.

    The programmes may also be a parameter that is filled in later, of a query that is kept.
    """
    return or_(
        and_(Board.openness == Openness.PUBLIC, Programme.openness == Openness.PUBLIC),
        Board.programme_id.in_(insider_in),
    )
