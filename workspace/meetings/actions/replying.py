"""Saying whether one comes; and inviting, by the clock, who joined a working group after it was planned."""

from workspace.access import Actor, require
from workspace.db import db
from workspace.meetings import policy
from workspace.meetings.actions.telling import tell_meeting
from workspace.meetings.models import Attendance, Meeting, MeetingState, Reply
from workspace.meetings.queries.groups import list_group
from workspace.meetings.queries.sight import find_attendance, list_attendance


def reply(meeting: Meeting, answer: Reply, *, by: Actor) -> None:
    """Say whether one comes. The meeting is held; saying the same again changes nothing."""
    require(policy.may_reply(by, meeting, is_invited=find_attendance(meeting, by) is not None))
    mine = find_attendance(meeting, by)
    if mine is None or mine.reply == answer:
        return
    mine.reply = answer
    tell_meeting("meeting_answered", meeting, by=by, reply=answer.value)


def invite_newcomers(meeting: Meeting, *, by: Actor) -> int:
    """Invite who belongs at a meeting since it was planned, and no longer who left; return how many came."""
    require(policy.may_invite_newcomers(by))
    if meeting.state != MeetingState.PLANNED:
        return 0
    group = list_group(meeting)
    invited = {each.user_id: each for each in list_attendance(meeting)}
    for user_id in invited.keys() - group:
        db.session.delete(invited[user_id])
    newcomers = sorted(group - invited.keys())
    db.session.add_all(Attendance(meeting_id=meeting.id, user_id=user_id) for user_id in newcomers)
    if newcomers:
        tell_meeting("meeting_opened", meeting, by=by, people=newcomers)
    return len(newcomers)
