"""Who belongs at a meeting: the working group of its board, or the partneroverleg of its programme."""

from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, select, union

from workspace.accounts.models import User
from workspace.boards.models import BoardMember
from workspace.db import db, now
from workspace.meetings.models import Attendance, Meeting, MeetingState
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, TeamMember
from workspace.times import today


class Invitee(NamedTuple):
    """Somebody who gets an invitation, with where and in which language."""

    user_id: int
    name: str
    email: str
    locale: str


def list_group(meeting: Meeting) -> set[int]:
    """Return who belongs at this meeting today, by number."""
    group = _working_group(meeting.board_id) if meeting.board_id else _overleg(meeting.programme_id)
    with_address = select(User.id).where(User.id.in_(group), User.confirmed_at.is_not(None))
    return set(db.session.scalars(with_address))


def _working_group(board_id: int) -> Select[Any]:
    here = (BoardMember.board_id == board_id, current(BoardMember, today()))
    return select(BoardMember.user_id).where(*here)


def _overleg(programme_id: int) -> CompoundSelect[Any]:
    """Return who may commit the partners, and the team. The council advises and is not a partner."""
    representing = (
        select(Membership.user_id)
        .join(Partner, Partner.organisation_id == Membership.organisation_id)
        .join(Organisation, Organisation.id == Partner.organisation_id)
        .where(
            Partner.programme_id == programme_id,
            Organisation.kind != OrganisationKind.COUNCIL,
            Membership.represents,
            current(Partner, today()),
            current(Membership, today()),
        )
    )
    team = (TeamMember.programme_id == programme_id, current(TeamMember, today()))
    return union(representing, select(TeamMember.user_id).where(*team))


def list_invitees(meeting: Meeting) -> list[Invitee]:
    """Return everybody who is invited, with the address of their mail. For letters only."""
    query = (
        select(User.id, User.name, User.email, User.locale)
        .join(Attendance, Attendance.user_id == User.id)
        .where(Attendance.meeting_id == meeting.id, User.confirmed_at.is_not(None), User.blocked_at.is_(None))
        .order_by(User.id)
    )
    return [Invitee(*row) for row in db.session.execute(query)]


def list_to_come() -> list[int]:
    """Return the numbers of the meetings that are planned and still to come."""
    query = select(Meeting.id).where(Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now())
    return list(db.session.scalars(query.order_by(Meeting.id)))


def get_meeting_to_fill(meeting_id: int) -> Meeting:
    """Return a meeting, held, for the clock that invites newcomers; raise NoResultFound."""
    found = select(Meeting).where(Meeting.id == meeting_id).with_for_update()
    return db.session.scalars(found, execution_options={"populate_existing": True}).one()
