"""Remembering that managers were reminded of a plan, so that it is done once."""

from workspace.access import Actor, require
from workspace.db import add_once
from workspace.reporting.models import PlanReminder
from workspace.reporting.policy import plans as policy


def claim_reminder(programme_id: int, *, year: int, step: int, by: Actor) -> bool:
    """Take the reminder of this step for a plan; return False when another process was first.

    It is taken in the transaction that writes the letters: they go out together or not at all.
    """
    require(policy.may_remind(by))
    return add_once(PlanReminder(programme_id=programme_id, year=year, step=step))
