"""The working group of a board: who is in it, who leads it, who led it before, and who could join."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Partner
from workspace.times import today


class BoardMemberRow(NamedTuple):
    """Somebody of a working group as lists show it."""

    id: int
    user_id: int
    name: str
    is_lead: bool
    starts_on: date
    ends_on: date | None


class Candidate(NamedTuple):
    """Somebody who could join the working group, with the organisation they belong to."""

    user_id: int
    name: str
    organisation: str


def list_working_group(board: Board) -> list[BoardMemberRow]:
    """Return who is in the working group today, the kartrekker first."""
    rows = _members(board).where(current(BoardMember, today()))
    ordered = rows.order_by(BoardMember.is_lead.desc(), User.name, BoardMember.id)
    return [BoardMemberRow(*row) for row in db.session.execute(ordered)]


def list_former_leads(board: Board) -> list[BoardMemberRow]:
    """Return who led this board before, latest first."""
    rows = _members(board).where(BoardMember.is_lead, BoardMember.ends_on < today())
    ordered = rows.order_by(BoardMember.ends_on.desc(), BoardMember.id.desc()).limit(20)
    return [BoardMemberRow(*row) for row in db.session.execute(ordered)]


def _members(board: Board) -> Select[*tuple[Any, ...]]:
    return (
        select(
            BoardMember.id,
            BoardMember.user_id,
            User.name,
            BoardMember.is_lead,
            BoardMember.starts_on,
            BoardMember.ends_on,
        )
        .join(BoardMember.user)
        .where(BoardMember.board_id == board.id)
    )


def get_board_member(member_id: int, board: Board) -> BoardMember:
    """Return one current member of this working group, with the person; raise NoResultFound."""
    found = select(BoardMember).where(
        BoardMember.id == member_id, BoardMember.board_id == board.id, current(BoardMember, today())
    )
    return db.session.scalars(found.options(joinedload(BoardMember.user))).one()


def current_members(board: Board) -> list[BoardMember]:
    """Return the rows of everybody in the working group today; who else would change them waits."""
    db.session.execute(select(Board.id).where(Board.id == board.id).with_for_update())
    found = select(BoardMember).where(BoardMember.board_id == board.id, current(BoardMember, today()))
    return list(db.session.scalars(found.order_by(BoardMember.id)))


def list_candidates(board: Board) -> list[Candidate]:
    """Return the people of the partner organisations of the programme, by organisation and name."""
    rows = (
        select(User.id, User.name, Organisation.name)
        .join(Membership, Membership.user_id == User.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(
            Partner.programme_id == board.programme_id,
            current(Partner, today()),
            current(Membership, today()),
            User.confirmed_at.is_not(None),
        )
        .order_by(Organisation.name, User.name, User.id)
        .distinct()
    )
    return [Candidate(*row) for row in db.session.execute(rows)]


def is_candidate(user_id: int, board: Board) -> bool:
    """Tell whether this person belongs to an organisation of the programme, or to the working group."""
    among_members = any(member.user_id == user_id for member in current_members(board))
    return among_members or any(one.user_id == user_id for one in list_candidates(board))
