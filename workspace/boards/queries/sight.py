"""Which boards a person may know about."""

from sqlalchemy import Select, and_, or_, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.programmes.models import Openness, Programme


def visible_boards(actor: Actor) -> Select[Board]:
    """Return every board this person may know about. All other board queries start here."""
    return (
        select(Board)
        .join(Board.programme)
        .where(
            or_(
                and_(Board.openness == Openness.PUBLIC, Programme.openness == Openness.PUBLIC),
                Board.programme_id.in_(actor.insider_in),
            )
        )
    )
