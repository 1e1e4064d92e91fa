"""Saying what is fixed, what is free and who decides; a change keeps what was said before, and why (N10)."""

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import FrameworkChange, Initiative
from workspace.initiatives.queries.frameworks import Frameworks, frameworks_of


def change_frameworks(initiative: Initiative, frameworks: Frameworks, *, reason: str = "", by: Actor) -> bool:
    """Let the frameworks say this from now on; return whether that is something else. It is held.

    The first time needs no reason; raise ValueError when a later change comes without one.
    """
    require(policy.may_edit(by, initiative))
    before = frameworks_of(initiative)
    if frameworks == before:
        return False
    is_first = not any(before)
    if not is_first and not reason:
        raise ValueError("A change of the frameworks asks for a reason")
    role, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    change = FrameworkChange(
        initiative_id=initiative.id,
        **before._asdict(),
        reason="" if is_first else reason,
        made_by_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
    )
    db.session.add(change)
    initiative.frameworks, initiative.frameworks_free, initiative.frameworks_decider = frameworks
    db.session.flush()  # the event needs the id of the change
    if is_first:
        tell("frameworks_set", initiative, by=by, subject_id=change.id)
    else:
        tell("frameworks_changed", initiative, by=by, subject_id=change.id, reason=reason)
    return True
