"""The roles that end with a departure, each with the place it is in."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.leaving.models import Departure, EndedRole, RoleKind
from workspace.leaving.queries.columns import NO_NUMBER
from workspace.leaving.queries.things import comes_through
from workspace.organisations.models import Membership
from workspace.programmes.models import Programme, TeamMember

Role = Membership | TeamMember | BoardMember
TABLES: dict[RoleKind, Any] = {
    RoleKind.MEMBERSHIP: Membership,
    RoleKind.TEAM: TeamMember,
    RoleKind.WORKING_GROUP: BoardMember,
}


def list_lasting_roles(departure: Departure) -> list[tuple[RoleKind, Role]]:
    """Return the roles within what somebody leaves that would last beyond the last day; they are held."""
    found: list[tuple[RoleKind, Role]] = []
    for kind, query in _within(departure).items():
        role = TABLES[kind]
        lasts = or_(role.ends_on.is_(None), role.ends_on > departure.last_day)
        mine = query.where(
            role.user_id == departure.user_id, role.starts_on <= departure.last_day, lasts
        ).order_by(role.id)
        found += [(kind, row) for row in db.session.scalars(mine.with_for_update(of=role))]
    return found


def find_role(kind: RoleKind, role_id: int) -> Role | None:
    """Return a role with its place, held; None when it is there no longer."""
    role = TABLES[kind]
    found = _with_places()[kind].where(role.id == role_id).with_for_update(of=role)
    row: Role | None = db.session.scalars(found).first()
    return row


def list_ended_roles(departure: Departure) -> Sequence[EndedRole]:
    """Return which roles got their last day through this departure, the latest first."""
    found = select(EndedRole).where(EndedRole.departure_id == departure.id)
    return db.session.scalars(found.order_by(EndedRole.id.desc())).all()


def find_ended_later(role: EndedRole) -> EndedRole | None:
    """Return who ended the same role again after this departure did, the first of them, or None."""
    found = select(EndedRole).where(
        EndedRole.kind == role.kind, EndedRole.role_id == role.role_id, EndedRole.id > role.id
    )
    return db.session.scalars(found.order_by(EndedRole.id).limit(1)).first()


def list_programmes_without_manager(departure: Departure) -> list[str]:
    """Return the programmes that nobody manages any more after the last day of whoever leaves."""
    mine, other = aliased(TeamMember), aliased(TeamMember)
    manages = exists().where(
        mine.programme_id == Programme.id,
        mine.user_id == departure.user_id,
        mine.is_manager,
        mine.ends_on == departure.last_day,
    )
    goes_on = exists().where(
        other.programme_id == Programme.id,
        other.is_manager,
        or_(other.ends_on.is_(None), other.ends_on > departure.last_day),
    )
    query = select(Programme.name).where(manages, ~goes_on, Programme.ends_on > departure.last_day)
    return list(db.session.scalars(query.order_by(Programme.name)))


def _within(departure: Departure) -> dict[RoleKind, Select[Any]]:
    queries = _with_places()
    if departure.organisation_id is not None:
        place = SimpleNamespace(
            carrier_id=BoardMember.user_id,
            programme_id=Board.programme_id,
            organisation_id=NO_NUMBER,
            in_office=true(),
        )
        through = comes_through(place, departure.organisation_id)
        here = Membership.organisation_id == departure.organisation_id
        return {
            RoleKind.WORKING_GROUP: queries[RoleKind.WORKING_GROUP].where(through),
            RoleKind.MEMBERSHIP: queries[RoleKind.MEMBERSHIP].where(here),
        }
    if departure.programme_id is not None:
        in_group = and_(Board.programme_id == departure.programme_id)
        in_team = TeamMember.programme_id == departure.programme_id
        return {
            RoleKind.WORKING_GROUP: queries[RoleKind.WORKING_GROUP].where(in_group),
            RoleKind.TEAM: queries[RoleKind.TEAM].where(in_team),
        }
    return queries


def _with_places() -> dict[RoleKind, Select[Any]]:
    group = select(BoardMember).join(BoardMember.board)
    return {
        RoleKind.WORKING_GROUP: group.options(joinedload(BoardMember.board).joinedload(Board.programme)),
        RoleKind.MEMBERSHIP: select(Membership).options(joinedload(Membership.organisation)),
        RoleKind.TEAM: select(TeamMember).options(joinedload(TeamMember.programme)),
    }
