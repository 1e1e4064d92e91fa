"""Where pictures of moments lie."""

from workspace.learning.actions.moments import Shown
from workspace.learning.forms.moments import Picked
from workspace.pictures import brought
from workspace.stores import Folder, files_of
from workspace.web import settings

A_PHOTOGRAPH = 13 * 1024 * 1024  # bytes, with what is typed beside it
LONG_TEXT = 4 * 1024 * 1024  # bytes: what is too long is told beside what was typed, not refused unread


def folder() -> Folder:
    """Return the folder with the files of pictures."""
    return files_of(settings()).folder("moments")


def brought_in(picked: Picked | None) -> Picked | None:
    """Return a picture that was sent, in the store already where that lies across a network."""
    return picked and picked._replace(picture=brought(picked.picture, folder()))


def shown(picked: Picked | None) -> Shown | None:
    """Return a picture that was sent, with where its file goes, or None without one."""
    return Shown(picked.picture, picked.alt, folder()) if picked else None
