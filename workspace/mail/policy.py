"""Who may have mail sent out."""

from workspace.access import Actor


def may_deliver(actor: Actor) -> bool:
    """Tell whether this is the clock or the command line: nobody sends mail from a browser."""
    return actor.is_admin and actor.id is None
