"""What a red thread says, and which moments somebody chose."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from workspace.forms import LineField, TextField, VersionedForm, at_most, filled
from workspace.labels import choices
from workspace.learning.queries import MomentRow
from workspace.programmes.models import Openness

TITLE = 120  # characters
SENTENCE = 400
SHORT = 160  # of a moment in a list to choose from


class ThreadForm(VersionedForm):
    """The title and the sentence of a red thread, and who sees it."""

    title = LineField(
        _("Hoe heet de rode draad?"), [*filled(_("Geef de rode draad een naam.")), at_most(TITLE)]
    )
    sentence = TextField(
        _("Wat ziet u terugkomen? Schrijf het in één zin"),
        [*filled(_("Schrijf in één zin wat u ziet terugkomen.")), at_most(SENTENCE)],
    )
    openness = RadioField(
        _("Wie ziet de rode draad?"),
        choices=choices(Openness),
        default=Openness.PUBLIC,
        invalid_choice_message=_("Kies wie de rode draad ziet."),
    )


class NewThreadForm(ThreadForm):
    """A red thread to be, with moments to begin with when somebody came from a suggestion."""

    moment = SelectMultipleField(
        _("Met welke leermomenten begint u?"),
        coerce=int,
        invalid_value_message=_("Kies leermomenten uit de lijst."),
        invalid_choice_message=_("Een van deze leermomenten is er niet meer. Kies opnieuw."),
    )

    def __init__(self, *, cards: Sequence[MomentRow], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.moment.choices = [SelectChoice(card.id, shortened(card)) for card in cards]
        if not cards:
            del self.moment

    def chosen(self) -> list[int]:
        """Return the numbers of the moments to begin with, of a form that is right."""
        return list(self.moment.data or []) if "moment" in self else []


def shortened(card: MomentRow) -> str:
    """Return the beginning of what a moment says, with the day."""
    text = " ".join(card.what.split())
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"
