"""Seeing to a next step in place of somebody else, as one was asked."""

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.scans.models import ScanStep


def take_over_step(initiative: Initiative, step: ScanStep, *, asked_id: int, by: Actor) -> None:
    """See to a next step from now on. The initiative is held."""
    require(policy.may_take_over(by, asked_id=asked_id))
    if step.person_id == asked_id:
        return
    step.person_id = asked_id
    tell("scan_step_passed", initiative, by=by, subject_id=step.id, aspect=step.question.value)
