"""Who puts in what: which organisation takes part, its part, its hours and what it needs (N15)."""

from collections.abc import Sequence
from typing import Any, Protocol

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form, LineField, VersionedForm, at_most
from workspace.initiatives.forms.checks import from_choices, number_or_none, picked

HOURS = (0, 2, 4, 8, 16, 24, 40)  # a month, in steps that nobody has to count for
LONGEST = 300  # characters
WRONG_HOURS = _("Kies een aantal uren uit de lijst.")
CHOOSE = _("Kies een organisatie uit de lijst.")


class HasHours(Protocol):
    """What is stored for an organisation now."""

    @property
    def hours_promised(self) -> int | None: ...
    @property
    def hours_given(self) -> int | None: ...


def hours_or_none(value: Any) -> int | None:
    """Return the hours that were chosen, None for not said, and -1 for what is in no list."""
    text = "" if value is None else str(value)
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


class PartnerForm(Form):
    """Which organisation takes part, and its part."""

    organisation = SelectField(
        _("Welke organisatie doet mee?"), [picked(CHOOSE)], coerce=number_or_none, validate_choice=False
    )
    part = LineField(_("Wat doet deze organisatie?"), [Optional(), at_most(LONGEST)])

    def __init__(self, *, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        listed = [SelectChoice(number, name) for number, name in organisations]
        self.organisation.choices = [SelectChoice("", _("Kies een organisatie")), *listed]


class PartForm(VersionedForm):
    """The part of an organisation, for who edits the initiative."""

    part = LineField(_("Wat doet deze organisatie?"), [Optional(), at_most(LONGEST)])


class InputForm(VersionedForm):
    """What an organisation says of itself."""

    part = LineField(_("Wat doet uw organisatie?"), [Optional(), at_most(LONGEST)])
    hours_promised = SelectField(
        _("Hoeveel uur per maand belooft uw organisatie?"),
        [from_choices(WRONG_HOURS)],
        coerce=hours_or_none,
        validate_choice=False,
    )
    hours_given = SelectField(
        _("Hoeveel uur per maand geeft uw organisatie nu?"),
        [from_choices(WRONG_HOURS)],
        coerce=hours_or_none,
        validate_choice=False,
    )
    needs = LineField(_("Wat heeft uw organisatie nodig van anderen?"), [Optional(), at_most(LONGEST)])

    def __init__(self, *, stored: HasHours, **kwargs: Any) -> None:
        """Make the form, with what is stored now among the choices, whatever it is."""
        super().__init__(**kwargs)
        for field, now in (
            (self.hours_promised, stored.hours_promised),
            (self.hours_given, stored.hours_given),
        ):
            steps = sorted({*HOURS, *([] if now is None else [now])})
            field.choices = [SelectChoice("", _("Weet ik nog niet")), *map(_step, steps)]


def _step(hours: int) -> SelectChoice:
    words = _("Geen uren") if hours == 0 else lazy_ngettext("%(num)d uur", "%(num)d uur", hours)
    return SelectChoice(hours, words)
