"""Who reads the trail, and who keeps it in order (domain/roles.md: accounts, settings, audit log)."""

from workspace.access import Actor


def may_read_trail(actor: Actor) -> bool:
    """Tell whether this person reads the trail: administrators only."""
    return actor.is_admin and actor.id is not None


def may_keep_house(actor: Actor) -> bool:
    """Tell whether this is the clock or the command line."""
    return actor.is_admin and actor.id is None
