"""Who may fill a database with made-up people whose password is printed."""

from workspace.access import Actor


def may_load_demonstration(actor: Actor, environment: str) -> bool:
    """Whoever has the command line may, but nobody on a real installation."""
    return actor.is_admin and environment != "production"
