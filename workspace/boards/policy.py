"""Who may set up boards and manage them with their working group (the table of rights)."""

from workspace.access import Actor
from workspace.boards.models import Board


def may_add_board(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person is in the team of the programme."""
    return programme_id in actor.team_of


def may_manage_board(actor: Actor, board: Board) -> bool:
    """Tell whether this person leads this board, or is in the team of its programme."""
    return board.id in actor.leads or board.programme_id in actor.team_of


def may_end_place(actor: Actor, board: Board, *, user_id: int) -> bool:
    """Tell whether this person manages the board, or gives up their own place: that asks nobody's leave."""
    return actor.id == user_id or may_manage_board(actor, board)


def may_take_over(actor: Actor, *, asked_id: int) -> bool:
    """Tell whether this is whom somebody asked who might give it; that person's right was asked for then."""
    return actor.id == asked_id
