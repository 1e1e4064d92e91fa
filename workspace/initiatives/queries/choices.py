"""What there is to choose from on the forms of initiatives."""

from collections.abc import Sequence

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.actors import current
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.models import Initiative, Participation
from workspace.organisations.models import Organisation
from workspace.programmes.models import Partner, Programme
from workspace.times import today

BOARDS_AT_MOST = 500


def list_boards(seen_by: Actor, *, programme_id: int | None = None) -> Sequence[Board]:
    """Return the boards, with their programmes, of one programme or of all, in the order people know."""
    query = visible_boards(seen_by).options(contains_eager(Board.programme))
    if programme_id is not None:
        query = query.where(Board.programme_id == programme_id)
    in_order = query.order_by(Programme.name, Programme.id, Board.position, Board.id)
    return db.session.scalars(in_order.limit(BOARDS_AT_MOST)).all()


def list_places(area_id: int, *, also: Sequence[int] = ()) -> Sequence[Row[int, str]]:
    """Return id and name of places in this area, like the cores of a municipality, and these others."""
    query = select(Area.id, Area.name).where(or_(Area.parent_id == area_id, Area.id.in_(also)))
    return db.session.execute(query.order_by(Area.name)).all()


def list_partner_organisations(programme_id: int, *, also: Sequence[int] = ()) -> Sequence[Row[int, str]]:
    """Return id and name of the organisations that take part in a programme today, and of these others."""
    taking_part = select(Partner.organisation_id).where(
        Partner.programme_id == programme_id, current(Partner, today())
    )
    query = select(Organisation.id, Organisation.name).where(
        or_(Organisation.id.in_(taking_part), Organisation.id.in_(also))
    )
    return db.session.execute(query.order_by(Organisation.name)).all()


def list_coordinators(initiative: Initiative, *, seen_by: Actor) -> Sequence[Row[int, str]]:
    """Return id and name of who could coordinate it: who does now, its maker, oneself, the working group.

    Whoever joined can be chosen by the coordinator only, who is the one that knows their names.
    """
    group = select(BoardMember.user_id).where(
        BoardMember.board_id == initiative.board_id, current(BoardMember, today())
    )
    near = [each for each in (initiative.coordinator_id, initiative.created_by_id, seen_by.id) if each]
    who = [User.id.in_(near), User.id.in_(group)]
    if policy.may_see_participants(seen_by, initiative):
        joined = select(Participation.user_id).where(Participation.initiative_id == initiative.id)
        who.append(User.id.in_(joined))
    with_account = User.entered_by_id.is_(None)
    query = select(User.id, User.name).where(or_(*who), with_account).order_by(User.name)
    return db.session.execute(query).all()
