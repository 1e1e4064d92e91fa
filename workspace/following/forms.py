"""The button to follow something, and the one that says that all was read."""

from dataclasses import dataclass

from wtforms import HiddenField

from workspace.forms import Form
from workspace.frame import with_holes

LARGEST = 10  # digits and a little: what numbers of notices and groups take
LONGEST = 30  # characters of the name of a group


class FollowForm(Form):
    """A form that is only a button."""


class SeenForm(Form):
    """Up to which notice, and perhaps of which group."""

    until = HiddenField()
    about = HiddenField()

    @property
    def number(self) -> int:
        """The number of the newest notice that was on the page; 0 when that is no number."""
        text = str(self.until.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < LARGEST else 0

    @property
    def group(self) -> str:
        return str(self.about.data or "")[:LONGEST]


@dataclass(frozen=True)
class FollowButton:
    """Whether somebody follows what a page is about, and where the button leads."""

    address: str
    follows: bool
    form: FollowForm


def follow_button(place: str, *, follows: bool) -> FollowButton:
    """Return the button for the page at this address; its once-key is its own among the forms of a page."""
    form = with_holes(FollowForm(formdata=None))
    form.once.data = f"{form.once.data}-volgen"
    return FollowButton(f"{place}/volgers", follows, form)
