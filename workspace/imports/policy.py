"""Who may import: whoever has the command line."""

from workspace.access import Actor


def may_import(actor: Actor) -> bool:
    """Tell whether this actor may add what a file holds: the operator of the installation."""
    return actor.is_admin
