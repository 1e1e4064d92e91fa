"""Giving advice, and saying what was done with it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from workspace.advice.models import DoneWith
from workspace.forms import Form, TextField, VersionedForm, at_most, filled
from workspace.labels import choices

ADVICE_LENGTH = 5000  # characters
RESPONSE_LENGTH = 2000


class AdviceForm(Form):
    """What an advisory body advises; which one is asked of who belongs to several."""

    organisation = SelectField(
        _("Namens welke raad?"),
        coerce=int,
        invalid_value_message=_("Kies een raad uit de lijst."),
        invalid_choice_message=_("Kies een raad uit de lijst."),
    )
    body = TextField(
        _("Wat is uw advies?"), [*filled(_("Schrijf wat uw advies is.")), at_most(ADVICE_LENGTH)]
    )

    def __init__(self, *, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bodies = bodies
        self.organisation.choices = [SelectChoice(number, name) for number, name in bodies]
        if len(bodies) == 1:
            del self.organisation

    def body_id(self) -> int:
        """Return for which advisory body this is, of a form that is right."""
        return int(self.organisation.data) if "organisation" in self else self.bodies[0][0]


class ChangeAdviceForm(VersionedForm):
    """The words of an advice, with the version that was read."""

    body = TextField(
        _("Wat is uw advies?"), [*filled(_("Schrijf wat uw advies is.")), at_most(ADVICE_LENGTH)]
    )


class ResponseForm(VersionedForm):
    """What the programme did with an advice, and why."""

    followed = RadioField(
        _("Wat deed het programma met dit advies?"),
        choices=choices(DoneWith),
        invalid_choice_message=_("Kies wat er met het advies is gedaan."),
    )
    response = TextField(
        _("Leg uit wat u deed, en waarom"),
        [*filled(_("Leg uit wat u met het advies deed.")), at_most(RESPONSE_LENGTH)],
    )
