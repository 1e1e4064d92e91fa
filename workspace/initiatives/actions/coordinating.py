"""Coordinating an initiative in place of somebody else, as one was asked."""

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, Revision


def take_over_initiative(initiative: Initiative, *, asked_id: int, by: Actor) -> None:
    """Coordinate an initiative from now on; the history keeps who did before. It is held."""
    require(policy.may_take_over(by, asked_id=asked_id))
    if initiative.coordinator_id == asked_id:
        return
    from_version = initiative.version
    changes = {"coordinator": [initiative.coordinator_id, asked_id]}
    db.session.add(
        Revision(initiative_id=initiative.id, made_by_id=asked_id, from_version=from_version, changes=changes)
    )
    initiative.coordinator_id = asked_id
    tell("initiative_edited", initiative, by=by, subject_id=from_version, fields=["coordinator"])
