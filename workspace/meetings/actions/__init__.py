"""What people do with meetings."""

from workspace.meetings.actions.agenda import add_item, move_item, remove_item
from workspace.meetings.actions.keys import make_key, revoke_key
from workspace.meetings.actions.minutes import write_minutes
from workspace.meetings.actions.planning import (
    Plan,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    take_over_meeting,
)
from workspace.meetings.actions.replying import invite_newcomers, reply

__all__ = [
    "Plan",
    "add_item",
    "cancel_meeting",
    "change_meeting",
    "invite_newcomers",
    "make_key",
    "move_item",
    "plan_meeting",
    "remove_item",
    "reply",
    "revoke_key",
    "take_over_meeting",
    "write_minutes",
]
