"""Ending what somebody is here, as leaving does: nobody has to agree, and what they carried is told of."""

from sqlalchemy import delete, update

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.boards.models import BoardMember
from workspace.db import change_rows, now
from workspace.initiatives.models import Initiative, Participation
from workspace.leaving.actions import announce_departure
from workspace.leaving.models import Transfer, TransferState
from workspace.meetings.models import Attendance, Meeting
from workspace.organisations.models import Membership
from workspace.privacy.policy.erasure import may_anonymise
from workspace.programmes.models import TeamMember
from workspace.times import today


def end_roles(user: User, *, by: Actor) -> None:
    """Let every role end today, take back what they were asked to take over, and let them join nothing.

    What they carried stays with the number of who carried it last, and stands among what nobody carries
    (docs/decisions/0015).
    """
    require(may_anonymise(by, user))
    for role in (Membership, BoardMember, TeamMember):
        change_rows(delete(role).where(role.user_id == user.id, role.starts_on > today()))
    announce_departure(
        user_id=user.id,
        organisation_id=None,
        programme_id=None,
        last_day=today(),
        note="",
        by=user.as_actor(),
    )
    waiting = Transfer.to_user_id == user.id, Transfer.state == TransferState.ASKED
    gone = {"state": TransferState.WITHDRAWN, "answered_at": now(), "version": Transfer.version + 1}
    change_rows(update(Transfer).where(*waiting).values(gone))
    _leave_initiatives(user.id)
    planned = Meeting.__table__.select().with_only_columns(Meeting.id).where(Meeting.starts_at > now())
    change_rows(delete(Attendance).where(Attendance.user_id == user.id, Attendance.meeting_id.in_(planned)))


def _leave_initiatives(user_id: int) -> None:
    joined = Participation.user_id == user_id
    places = Participation.__table__.select().with_only_columns(Participation.initiative_id).where(joined)
    fewer = {"joined_count": Initiative.joined_count - 1}
    change_rows(update(Initiative).where(Initiative.id.in_(places)).values(fewer))
    change_rows(delete(Participation).where(joined))
