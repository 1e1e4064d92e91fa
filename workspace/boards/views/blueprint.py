"""The address book of this feature's pages, and how each page finds its board."""

from flask import Blueprint, request

from workspace.access import require
from workspace.boards.models import Board
from workspace.boards.policy import may_manage_board
from workspace.boards.queries.boards import get_board
from workspace.web import READING, current_actor

bp = Blueprint("boards", __name__)


def managed(slug: str, board_slug: str) -> Board:
    """Return a board that this person may manage; a change waits for another that is under way."""
    board = get_board(slug, board_slug, seen_by=current_actor, to_change=request.method not in READING)
    require(may_manage_board(current_actor, board))
    return board
