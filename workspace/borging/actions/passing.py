"""Answering for an aspect in place of somebody else, as one was asked."""

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import rewrite_outlook
from workspace.borging.models import AspectChange, BorgingAspect
from workspace.db import db
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative


def take_over_aspect(initiative: Initiative, aspect: BorgingAspect, *, asked_id: int, by: Actor) -> None:
    """Be the person of an aspect from now on; what was claimed stays. The initiative is held."""
    require(policy.may_take_over(by, asked_id=asked_id))
    if aspect.person_id == asked_id:
        return
    aspect.person_id = asked_id
    db.session.add(
        AspectChange(
            aspect_id=aspect.id,
            from_state=aspect.state,
            to_state=aspect.state,
            organisation_id=aspect.organisation_id,
            person_id=asked_id,
            valid_until=aspect.valid_until,
            next_step=aspect.next_step,
            next_step_on=aspect.next_step_on,
            reason=aspect.reason,
            changed_by_id=by.signed_in_id(),
        )
    )
    rewrite_outlook(initiative.id)
    tell("aspect_passed", initiative, by=by, aspect=aspect.code.value)
