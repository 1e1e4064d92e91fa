"""Planning a meeting, changing and moving it, and calling it off.

All but the first expect the meeting to be held (get_meeting with to_change), so that people take turns.
"""

from dataclasses import dataclass
from datetime import datetime

from workspace.access import Actor, require
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.meetings import policy
from workspace.meetings.actions.telling import tell_meeting
from workspace.meetings.models import Attendance, Meeting, MeetingState
from workspace.meetings.queries.groups import list_group
from workspace.meetings.queries.sight import list_attendance
from workspace.programmes.models import Programme


@dataclass(frozen=True)
class Plan:
    """What is planned, and when, in UTC."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    about: str = ""


def plan_meeting(programme: Programme, board: Board | None, plan: Plan, *, by: Actor) -> Meeting:
    """Plan a meeting of a working group, or without a board of all partners, and invite them."""
    require(policy.may_plan(by, programme.id, board.id if board else None))
    meeting = Meeting(
        programme=programme,
        board=board,
        title=plan.title,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        about=plan.about,
        made_by_id=by.signed_in_id(),
    )
    db.session.add(meeting)
    db.session.flush()  # what follows names it
    _invite(meeting)
    tell_meeting("meeting_planned", meeting, by=by)
    return meeting


def change_meeting(meeting: Meeting, plan: Plan, *, by: Actor) -> bool:
    """Change a meeting; return whether those invited must know: another time or place, or another name.

    At another time everybody is asked again whether they come.
    """
    require(policy.may_prepare(by, meeting))
    before = Plan(meeting.title, meeting.starts_at, meeting.ends_at, meeting.place, meeting.about)
    if before == plan:
        return False
    meeting.title, meeting.place, meeting.about = plan.title, plan.place, plan.about
    meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
    meeting.changed_at = now()
    meeting.sequence += 1
    moved = (before.starts_at, before.ends_at) != (plan.starts_at, plan.ends_at)
    _invite(meeting, ask_again=moved)
    tell_meeting("meeting_moved" if moved else "meeting_changed", meeting, by=by)
    return moved or (before.title, before.place) != (plan.title, plan.place)


def take_over_meeting(meeting: Meeting, *, asked_id: int, by: Actor) -> None:
    """Prepare a meeting in place of who planned it, as one was asked; for those invited nothing changes."""
    require(policy.may_take_over(by, meeting, asked_id=asked_id))
    if meeting.made_by_id == asked_id:
        return
    meeting.made_by_id = asked_id
    tell_meeting("meeting_passed", meeting, by=by)


def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor) -> None:
    """Call a meeting off, with a word why."""
    require(policy.may_prepare(by, meeting))
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason
    meeting.changed_at = now()
    meeting.sequence += 1
    tell_meeting("meeting_cancelled", meeting, by=by)


def _invite(meeting: Meeting, *, ask_again: bool = False) -> None:
    """Let those who belong at it now be invited, and nobody else."""
    group = list_group(meeting)
    invited = {each.user_id: each for each in list_attendance(meeting)}
    db.session.add_all(
        Attendance(meeting_id=meeting.id, user_id=user_id) for user_id in sorted(group - invited.keys())
    )
    for user_id, each in invited.items():
        if user_id not in group:
            db.session.delete(each)
        elif ask_again:
            each.reply = None
