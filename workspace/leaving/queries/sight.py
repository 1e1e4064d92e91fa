"""Which of the things that people carry somebody may know about: roles end, and what was public is hidden."""

from collections.abc import Iterable

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.sight import visible_initiatives
from workspace.leaving.queries.things import Thing


def seen_among(things: Iterable[Thing], actor: Actor) -> list[Thing]:
    """Return those of these things that this person may know about, in at most two queries."""
    found = list(things)
    initiatives = {thing.initiative_id for thing in found} - {None}
    boards = {thing.board_id for thing in found if thing.initiative_id is None} - {None}
    if initiatives:
        query = visible_initiatives(actor).where(Initiative.id.in_(initiatives))
        initiatives &= set(db.session.scalars(query.with_only_columns(Initiative.id)))
    if boards:
        in_sight = visible_boards(actor).where(Board.id.in_(boards))
        boards &= set(db.session.scalars(in_sight.with_only_columns(Board.id)))
    return [
        thing
        for thing in found
        if (thing.initiative_id in initiatives if thing.initiative_id else thing.board_id in boards | {None})
    ]
