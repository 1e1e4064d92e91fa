"""Where pictures of moments lie."""

from pathlib import Path

from workspace.learning.actions.moments import Shown
from workspace.learning.forms.moments import Picked
from workspace.web import settings

A_PHOTOGRAPH = 13 * 1024 * 1024  # bytes, with what is typed beside it
LONG_TEXT = 4 * 1024 * 1024  # bytes: what is too long is told beside what was typed, not refused unread


def folder() -> Path:
    """Return the folder with the files of pictures."""
    return Path(settings().files_dir, "moments").absolute()


def shown(picked: Picked | None) -> Shown | None:
    """Return a picture that was sent, with where its file goes, or None without one."""
    return Shown(picked.picture, picked.alt, folder()) if picked else None
