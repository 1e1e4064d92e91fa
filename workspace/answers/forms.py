"""Forms for answering a question, and for saying who sees to it and when the answer comes."""

from collections.abc import Collection
from datetime import date, timedelta

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from workspace.clocks.queries import Askable
from workspace.forms import DayField, Form, TextField, at_most, filled
from workspace.organisations.queries import MemberRow
from workspace.times import today

LONGEST = 5000  # characters
LONGEST_REASON = 300
MOST_DAYS = 183  # that more time may take, from today: who needs longer says what comes when, in an answer


class AnswerForm(Form):
    """The answer of an organisation."""

    body = TextField(
        _("Antwoord van uw organisatie"), [*filled(_("Schrijf eerst het antwoord.")), at_most(LONGEST)]
    )


class MoreTimeForm(Form):
    """When the answer comes, and why later."""

    until = DayField(_("Wij antwoorden uiterlijk op"), filled(_("Kies de dag waarop het antwoord er is.")))
    reason = TextField(
        _("Waarom hebt u meer tijd nodig?"),
        [*filled(_("Schrijf waarom u meer tijd nodig hebt.")), at_most(LONGEST_REASON)],
    )

    def __init__(self, *, due_on: date) -> None:
        self.after = max(due_on, today())
        super().__init__(prefix="later-")

    def validate_until(self, field: Field) -> None:
        if field.data and field.data <= self.after:
            raise ValidationError(_("Kies een dag na vandaag, die ook later is dan de dag die er nu staat."))
        if field.data and field.data > today() + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Kies een dag binnen een half jaar."))


class GiveForm(Form):
    """A colleague who sees to a question."""

    person = SelectField(
        _("Wie zorgt voor het antwoord?"), invalid_choice_message=_("Kies een collega uit de lijst.")
    )

    def __init__(self, colleagues: Collection[MemberRow]) -> None:
        super().__init__(prefix="collega-")
        self.person.choices = [SelectChoice(str(each.user_id), each.name) for each in colleagues]


class SendOnForm(Form):
    """The organisation that a question is for, and why."""

    organisation = SelectField(
        _("Voor welke organisatie is deze vraag?"),
        invalid_choice_message=_("Kies een organisatie uit de lijst."),
    )
    reason = TextField(
        _("Waarom stuurt u de vraag door?"),
        [*filled(_("Schrijf waarom u de vraag doorstuurt.")), at_most(LONGEST_REASON)],
    )

    def __init__(self, askable: Collection[Askable]) -> None:
        super().__init__(prefix="door-")
        self.organisation.choices = [SelectChoice(str(each.id), each.name) for each in askable]
