"""Who sees what is kept, and who removes what was kept long enough. Pure (domain/roles.md)."""

from workspace.access import Actor


def may_see_keeping(actor: Actor) -> bool:
    """The administrator answers for the installation: counts and periods, no names (AVG, article 30)."""
    return actor.is_admin


def may_let_go(actor: Actor) -> bool:
    """Tell whether this is the clock or the command line: nobody does it from a browser."""
    return actor.is_admin and actor.id is None
