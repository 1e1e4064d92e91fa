"""Who is in the working group of a board, and who is its kartrekker."""

from datetime import date, timedelta

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.boards import policy
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.working_group import current_members, is_candidate
from workspace.db import db
from workspace.times import today


class NotACandidate(Exception):
    """This person belongs to no organisation of the programme: invite them by e-mail."""


class AlreadyMember(Exception):
    """This person is in the working group already."""


class AlreadyEnded(Exception):
    """The last day has passed: who comes back is invited or added anew."""


class EndsBeforeStart(Exception):
    """The last day lies before the first."""


def add_board_member(board: Board, *, user_id: int, by: Actor) -> None:
    """Add somebody of a partner organisation to the working group; raise NotACandidate or AlreadyMember."""
    require(policy.may_manage_board(by, board))
    if any(member.user_id == user_id for member in current_members(board)):
        raise AlreadyMember
    if not is_candidate(user_id, board):
        raise NotACandidate
    _begin(board, user_id, is_lead=False)
    _record("board_member.added", board, by, user_id)


def name_theme_lead(board: Board, *, user_id: int, by: Actor) -> None:
    """Let somebody lead this board from today; the one before them ended yesterday.

    Raise NotACandidate or AlreadyMember, when they lead it already.
    """
    require(policy.may_manage_board(by, board))
    _let_lead(board, user_id, by)


def take_over_board(board: Board, *, asked_id: int, by: Actor) -> None:
    """Lead this board from today, as one was asked; raise NotACandidate or AlreadyMember."""
    require(policy.may_take_over(by, asked_id=asked_id))
    _let_lead(board, asked_id, by)


def end_board_member(member: BoardMember, board: Board, *, last_day: date, by: Actor) -> None:
    """Let somebody be in the working group until this day, itself included; raise EndsBeforeStart."""
    require(policy.may_end_place(by, board, user_id=member.user_id))
    if last_day < member.starts_on:
        raise EndsBeforeStart
    member.ends_on = last_day
    _record("theme_lead.ended" if member.is_lead else "board_member.ended", board, by, member.user_id)


def resume_board_member(member: BoardMember, board: Board, *, ends_on: date | None, by: Actor) -> None:
    """Let a place in the working group last longer after all; raise AlreadyEnded when it has passed."""
    require(policy.may_end_place(by, board, user_id=member.user_id))
    if member.ends_on is not None and member.ends_on < today():
        raise AlreadyEnded
    member.ends_on = ends_on
    _record("theme_lead.resumed" if member.is_lead else "board_member.resumed", board, by, member.user_id)


def _let_lead(board: Board, user_id: int, by: Actor) -> None:
    members = current_members(board)
    if any(member.user_id == user_id and member.is_lead for member in members):
        raise AlreadyMember
    if not is_candidate(user_id, board):
        raise NotACandidate
    for member in members:
        if member.is_lead or member.user_id == user_id:
            _end_yesterday(member)
    _begin(board, user_id, is_lead=True)
    _record("theme_lead.named", board, by, user_id)


def _end_yesterday(member: BoardMember) -> None:
    if member.starts_on < today():
        member.ends_on = today() - timedelta(days=1)
    else:
        db.session.delete(member)  # named and replaced on one day: there is no day to show


def _begin(board: Board, user_id: int, *, is_lead: bool) -> None:
    db.session.add(BoardMember(board_id=board.id, user_id=user_id, is_lead=is_lead, starts_on=today()))


def _record(verb: str, board: Board, by: Actor, user_id: int) -> None:
    # The working group stands in the head of the board, which everybody sees.
    record(
        verb,
        by=by,
        programme_id=board.programme_id,
        board_id=board.id,
        subject_id=user_id,
        is_public=board.is_public,
    )
