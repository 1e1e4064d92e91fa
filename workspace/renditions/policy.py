"""Who takes a report or history along as a file, and who makes files. Pure.

The table of rights (domain/roles.md) knows no files: whoever may read something may take it along, signed in,
so that the file can wait for them. A file is for who asked for it, and for nobody else.
"""

from workspace.access import Actor
from workspace.renditions.models import Rendition


def may_ask_file(actor: Actor) -> bool:
    """Tell whether this person takes along as a file what they may read: whoever is signed in."""
    return actor.is_authenticated


def may_have_file(actor: Actor, rendition: Rendition) -> bool:
    """Tell whether this person asked for this file."""
    return actor.id is not None and actor.id == rendition.user_id


def may_make_files(actor: Actor) -> bool:
    """Tell whether this is the server, which makes files and cleans them up."""
    return actor.is_admin
