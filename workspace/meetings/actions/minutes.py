"""Writing down a meeting that was held: who was there, what was decided, and what else there is to know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from workspace.access import Actor, require
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.meetings import policy
from workspace.meetings.actions.telling import tell_meeting
from workspace.meetings.models import AgendaItem, Meeting, MeetingState
from workspace.meetings.queries.sight import list_attendance, list_items_to_change
from workspace.times import now, today


@dataclass(frozen=True)
class Minutes:
    """Who was there by number, what was decided by point, and notes."""

    there: Collection[int] = ()
    decisions: Mapping[int, str] = field(default_factory=dict)
    notes: str = ""


def write_minutes(meeting: Meeting, minutes: Minutes, about: Mapping[int, Initiative], *, by: Actor) -> None:
    """Keep what came of a meeting, which is then held; or mend it afterwards.

    `about` are the initiatives on its agenda that this person sees: what was decided is told there.
    """
    require(policy.may_write_minutes(by, meeting, on=today()))
    for each in list_attendance(meeting):
        each.was_there = each.user_id in minutes.there
    decided = [item for item in list_items_to_change(meeting) if _decide(item, minutes.decisions)]
    was_held = meeting.state == MeetingState.HELD
    meeting.state, meeting.notes, meeting.changed_at = MeetingState.HELD, minutes.notes, now()
    tell_meeting("meeting_minutes_changed" if was_held else "meeting_held", meeting, by=by)
    for item in sorted(decided, key=lambda one: one.initiative_id or 0):  # two meetings wait in one order
        initiative = about.get(item.initiative_id or 0)
        if initiative is not None:
            tell(
                "meeting_decided",
                initiative,
                by=by,
                subject_id=item.id,
                is_public=False,
                meeting=meeting.id,
                item=item.id,
            )


def _decide(item: AgendaItem, decisions: Mapping[int, str]) -> bool:
    """Write a decision at its point; tell whether there is one now that was not there before."""
    before, after = item.decision, decisions.get(item.id, item.decision)
    item.decision = after
    return bool(after) and after != before
