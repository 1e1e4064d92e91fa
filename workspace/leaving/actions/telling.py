"""What every act on a transfer leaves behind. Called by other actions, which asked permission."""

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.leaving.models import Transfer
from workspace.leaving.queries.things import Thing


def tell_transfer(verb: str, transfer: Transfer, thing: Thing | None, *, by: Actor) -> None:
    """Record what happened to a transfer; what changed hands is told by the action that changed it."""
    record(
        verb,
        by=by,
        programme_id=thing.programme_id if thing else None,
        initiative_id=thing.initiative_id if thing else None,
        subject_id=transfer.id,
        kind=transfer.kind.value,
        subject=transfer.subject_id,
        to=transfer.to_user_id,
        organisation=transfer.to_organisation_id,
    )
