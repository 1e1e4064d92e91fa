"""The team of a programme."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workspace.accounts.models import User
from workspace.db import db
from workspace.organisations.queries import current
from workspace.programmes.models import Programme, TeamMember
from workspace.times import today


class TeamRow(NamedTuple):
    """Somebody of the team as lists show it."""

    id: int
    user_id: int
    name: str
    is_manager: bool
    starts_on: date
    ends_on: date | None


def list_team(programme: Programme) -> list[TeamRow]:
    """Return who is in the team today, managers first."""
    rows = (
        select(
            TeamMember.id,
            TeamMember.user_id,
            User.name,
            TeamMember.is_manager,
            TeamMember.starts_on,
            TeamMember.ends_on,
        )
        .join(TeamMember.user)
        .where(TeamMember.programme_id == programme.id, current(TeamMember, today()))
        .order_by(TeamMember.is_manager.desc(), User.name, TeamMember.id)
    )
    return [TeamRow(*row) for row in db.session.execute(rows)]


def get_team_member(member_id: int, programme: Programme) -> TeamMember:
    """Return one current member of the team, with the person; raise NoResultFound."""
    found = select(TeamMember).where(
        TeamMember.id == member_id,
        TeamMember.programme_id == programme.id,
        current(TeamMember, today()),
    )
    return db.session.scalars(found.options(joinedload(TeamMember.user))).one()


def is_last_manager(member: TeamMember) -> bool:
    """Tell whether the programme would have no manager without this person."""
    if not member.is_manager:
        return False
    others = select(func.count()).where(
        TeamMember.programme_id == member.programme_id,
        TeamMember.user_id != member.user_id,
        TeamMember.is_manager,
        TeamMember.starts_on <= today(),
        TeamMember.ends_on.is_(None),
    )
    return not db.session.scalar(others)


def find_team_member(programme: Programme, user_id: int) -> TeamMember | None:
    """Return somebody's current place in the team, as manager if they are, or None."""
    found = select(TeamMember).where(
        TeamMember.programme_id == programme.id,
        TeamMember.user_id == user_id,
        current(TeamMember, today()),
    )
    return db.session.scalars(found.order_by(TeamMember.is_manager.desc(), TeamMember.id).limit(1)).first()
