"""Setting up a board and changing it."""

from collections.abc import Collection

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.activity.models import BoardPulse
from workspace.boards import policy
from workspace.boards.models import Board, BoardPartner, ConsultationStage, TargetGroup
from workspace.boards.queries.boards import list_partner_choices, next_position, slugs_like
from workspace.db import add_at_free_address, db
from workspace.programmes.models import Openness, Programme


def create_board(
    programme: Programme,
    *,
    title: str,
    ambition: str,
    threshold: str,
    policy_field: str,
    target_groups: Collection[TargetGroup],
    consultation: ConsultationStage,
    how_to_join: str,
    openness: Openness,
    by: Actor,
) -> Board:
    """Return a new board of this programme; its address follows from its title and stays."""
    require(policy.may_add_board(by, programme.id))
    board = Board(
        programme_id=programme.id,
        title=title,
        ambition=ambition,
        threshold=threshold,
        policy_field=policy_field,
        target_groups=[group.value for group in target_groups],
        consultation=consultation,
        how_to_join=how_to_join,
        openness=openness,
        position=next_position(programme),
    )
    board.programme = programme
    add_at_free_address(board, title, lambda slug: slugs_like(programme, slug))
    db.session.add(BoardPulse(board_id=board.id))
    _record("board.added", board, by)
    return board


def edit_board(
    board: Board,
    *,
    title: str,
    ambition: str,
    threshold: str,
    policy_field: str,
    target_groups: Collection[TargetGroup],
    consultation: ConsultationStage,
    how_to_join: str,
    openness: Openness,
    by: Actor,
) -> None:
    """Change what a board says; its address stays."""
    require(policy.may_manage_board(by, board))
    was_public = board.is_public
    board.title = title
    board.ambition = ambition
    board.threshold = threshold
    board.policy_field = policy_field
    board.target_groups = [group.value for group in target_groups]
    board.consultation = consultation
    board.how_to_join = how_to_join
    board.openness = openness
    _record("board.edited", board, by, was_public=was_public)


def set_board_partners(board: Board, *, organisations: Collection[int], by: Actor) -> None:
    """Say which organisations of the programme work on this board; others are left out."""
    require(policy.may_manage_board(by, board))
    offered = {one.id for one in list_partner_choices(board)}
    db.session.execute(delete(BoardPartner).where(BoardPartner.board_id == board.id))
    for organisation_id in sorted(offered & set(organisations)):
        db.session.add(BoardPartner(board_id=board.id, organisation_id=organisation_id))
    _record("board.partners_chosen", board, by)


def _record(verb: str, board: Board, by: Actor, *, was_public: bool = False) -> None:
    record(
        verb,
        by=by,
        programme_id=board.programme_id,
        board_id=board.id,
        is_public=was_public or board.is_public,
    )
