"""What every act on a meeting leaves behind. Called by other actions, which asked permission."""

from typing import Any

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.meetings.models import Meeting


def tell_meeting(verb: str, meeting: Meeting, *, by: Actor, **details: Any) -> None:
    """Record what happened to a meeting: for who may see it, never for everybody."""
    record(
        verb,
        by=by,
        programme_id=meeting.programme_id,
        board_id=meeting.board_id,
        subject_id=meeting.id,
        **details,
    )
