"""The form in which a side says where it stands."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import Optional

from workspace.forms import Form, TextField, at_most
from workspace.labels import choices
from workspace.letting_go.models import POSITIONS, Position, Said

LONGEST = 500  # characters


class StanceForm(Form):
    """Where one stands, where one wants to be, and perhaps why."""

    stands = RadioField(
        _("Waar staat u nu?"),
        choices=choices(POSITIONS),
        invalid_choice_message=_("Kies waar u nu staat."),
    )
    wants = RadioField(
        _("Waar wilt u staan?"),
        choices=choices(POSITIONS),
        invalid_choice_message=_("Kies waar u wilt staan."),
    )
    why = TextField(_("Waarom?"), [Optional(), at_most(LONGEST)])

    def __init__(self, *, own: Said | None, **kwargs: Any) -> None:
        """Make the form, with what this side said before."""
        data = {"stands": own.stands.value, "wants": own.wants.value} if own else {}
        super().__init__(data=data, **kwargs)

    def positions(self) -> tuple[Position, Position]:
        """Return where they stand and where they want to be, of a form that is right."""
        return Position(self.stands.data), Position(self.wants.data)
