"""Who reminds of a plan. Pure. Who writes in one, says `reports`."""

from workspace.access import Actor


def may_remind(actor: Actor) -> bool:
    """Only the clock of the server, which does it for everybody."""
    return actor.is_admin and actor.id is None
