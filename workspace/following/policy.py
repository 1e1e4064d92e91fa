"""Who may follow what, and who lets the news spread."""

from workspace.access import Actor


def may_follow(actor: Actor) -> bool:
    """Tell whether this person has an account: what they see, they may follow, and stop following."""
    return actor.is_authenticated


def may_read_notices(actor: Actor) -> bool:
    """Tell whether this person has an account: everybody minds their own notices, and nobody another's."""
    return actor.is_authenticated


def may_spread(actor: Actor) -> bool:
    """Tell whether this is the clock or the command line: nobody spreads news from a browser."""
    return actor.is_admin and actor.id is None
