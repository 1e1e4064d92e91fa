"""The form in which somebody says when they want mail."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice

from workspace.digests.models import FRIDAY, WORKING_DAYS, MailChoice, Rhythm
from workspace.forms import Form
from workspace.labels import choices

WEEKDAYS = (
    _("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"), _("zaterdag"), _("zondag"),
)  # fmt: skip
NO_DAYS = _("Kies dagen uit de lijst.")


def a_day(form: "MailForm", field: Field) -> None:
    """Refuse fixed days without a day."""
    if form.rhythm.data == Rhythm.WEEKLY and not field.data:
        raise ValidationError(_("Kies minstens één dag, of kies hoe vaak u de samenvatting wilt."))


class MailForm(Form):
    """How often the digest comes, on which days, and whether what is addressed comes at once."""

    rhythm = RadioField(
        _("Hoe vaak wilt u een samenvatting?"),
        choices=choices(Rhythm),
        invalid_choice_message=_("Kies hoe vaak u een samenvatting wilt."),
    )
    days = SelectMultipleField(
        _("Op welke dagen?"),
        [a_day],
        coerce=int,
        choices=[SelectChoice(number, name) for number, name in enumerate(WEEKDAYS)],
        invalid_value_message=NO_DAYS,
        invalid_choice_message=NO_DAYS,
    )
    at_once = BooleanField(_("Stuur mij meteen bericht als iets aan mij gericht is"))

    def __init__(self, *, chosen: MailChoice | None, **kwargs: Any) -> None:
        """Make the form, with what somebody chose before, or with what holds for who chose nothing."""
        rhythm = chosen.rhythm if chosen else Rhythm.WEEKLY
        data = {
            "rhythm": rhythm.value,
            "days": chosen.weekdays if chosen and rhythm is Rhythm.WEEKLY else sorted(FRIDAY),
            "at_once": chosen.at_once if chosen else True,
        }
        super().__init__(data=data, **kwargs)

    def weekdays(self) -> frozenset[int]:
        """Return the days on which the digest comes, of a form that is right: none for never."""
        match Rhythm(self.rhythm.data):
            case Rhythm.DAILY:
                return WORKING_DAYS
            case Rhythm.WEEKLY:
                return frozenset(self.days.data or ())
            case Rhythm.NEVER:
                return frozenset()


class StopForm(Form):
    """One button, with what a mail program sends when its reader presses the same button there (RFC 8058)."""
