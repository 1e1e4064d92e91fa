"""Supporting an initiative and joining it."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import TextInput

from workspace.forms import Form, LineField, TextField, at_most

HOURS_AT_MOST = 200  # a month


class HoursField(IntegerField):
    """A whole number of hours, with our own words for what is no number."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Vul een heel getal in, bijvoorbeeld 4.")) from None


class JoinForm(Form):
    """What somebody brings; only the coordinator sees it."""

    few_read: ClassVar[Mapping[str, str]] = {
        "skills": "the coordinator alone reads it",
        "note": "the coordinator alone reads it",
    }

    hours_a_month = HoursField(
        _("Hoeveel uur per maand hebt u?"),
        [
            Optional(),
            NumberRange(0, HOURS_AT_MOST, _("Vul een getal in tussen 0 en %(max)s.")),
        ],
    )
    skills = LineField(_("Wat kunt u goed?"), [Optional(), at_most(300)])
    note = TextField(_("Wat wilt u nog zeggen?"), [Optional(), at_most(500)])
    shares_email = BooleanField(_("De coördinator mag mijn e-mailadres zien"))
