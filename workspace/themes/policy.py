"""Who may change the look of the installation."""

from workspace.access import Actor


def may_import_theme(actor: Actor) -> bool:
    """Tell whether this actor may: the operator of the installation."""
    return actor.is_admin
