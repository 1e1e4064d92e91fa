"""The organisation that started an initiative says that it carries it itself."""

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import rewrite_outlook
from workspace.borging.models import CarryConfirmation
from workspace.db import db
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative


def confirm_carry(initiative: Initiative, *, by: Actor) -> None:
    """Confirm, once, on behalf of the initiative's organisation; doing it again changes nothing."""
    require(policy.may_confirm_carry(by, initiative))
    if db.session.get(CarryConfirmation, initiative.id) is not None:
        return
    db.session.add(
        CarryConfirmation(
            initiative_id=initiative.id,
            organisation_id=initiative.owner_id,
            confirmed_by_id=by.signed_in_id(),
        )
    )
    rewrite_outlook(initiative.id)
    tell("carry_confirmed", initiative, by=by)
