"""Everything an initiative says, in groups."""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation

from workspace.boards.models import TargetGroup
from workspace.forms import DayField, Form, LineField, TextField, at_most, filled
from workspace.initiatives.forms.checks import from_choices, number_or_none
from workspace.initiatives.forms.posting import NO_PLACES, TEXT_LENGTH, WHO_SEES
from workspace.initiatives.forms.rows import GoalRow, PartnerRow, add_empty_row, rows_of
from workspace.initiatives.models import TITLE_LENGTH, Kind, ParticipationLevel, Scale, Visibility
from workspace.labels import choices

NOT_CHOSEN = _("Nog niet gekozen")
EURO = re.compile(r"(?:€ ?)?(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})(?:,(\d{2}|-))?")


@dataclass(frozen=True)
class Options:
    """What there is to choose from, for this person and this initiative."""

    areas: Sequence[tuple[int, str]]
    partners: Sequence[tuple[int, str]]
    organisations: Sequence[tuple[int, str]]
    coordinators: Sequence[tuple[int, str]]
    visibilities: Sequence[Visibility]
    pilot_ends_by: date


class MoneyField(StringField):
    """An amount in euros as people write it, kept in cents."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        euros, cents = divmod(self.data, 100)
        return f"{euros},{cents:02}" if cents else str(euros)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        amount = EURO.fullmatch(text)
        if text and not amount:
            self.data = None
            raise ValueError(_("Vul een bedrag in euro’s in, bijvoorbeeld 1.250."))
        self.data = None
        if amount:
            cents = (amount[2] or "0").replace("-", "0")
            self.data = int(amount[1].replace(".", "")) * 100 + int(cents)


def _a_pilot_ends(form: PlainForm, field: Field) -> None:
    """A pilot ends, and within eighteen months (N6)."""
    if form.kind.data != Kind.PILOT:
        return
    if not field.raw_data or not field.raw_data[0]:
        raise StopValidation(_("Vul in op welke dag de proeftuin eindigt."))
    if field.data is not None and field.data > form.options.pilot_ends_by:
        latest = form.options.pilot_ends_by.strftime("%d-%m-%Y")
        advice = _("Een proeftuin duurt hoogstens achttien maanden. Kies hoogstens %(day)s.", day=latest)
        raise StopValidation(advice)


class EditForm(Form):
    """All that people may change about an initiative; the version says which text they started from."""

    version = HiddenField()
    title = LineField(_("Titel"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)])
    summary = TextField(
        _("Wat wilt u doen?"),
        [*filled(_("Vertel in een paar zinnen wat u wilt doen.")), at_most(TEXT_LENGTH)],
    )
    why = TextField(_("Waarom is het nodig?"), [Optional(), at_most(TEXT_LENGTH)])
    for_whom = LineField(_("Voor wie is het?"), [Optional(), at_most(300)])
    target_groups = SelectMultipleField(
        _("Voor welke doelgroepen?"),
        invalid_choice_message=_("Kies groepen uit de lijst."),
    )
    place = LineField(_("Waar is het?"), [Optional(), at_most(200)])
    areas = SelectMultipleField(
        _("In welke plaatsen?"),
        coerce=int,
        invalid_value_message=NO_PLACES,
        invalid_choice_message=NO_PLACES,
    )
    helpers = LineField(_("Wie helpt er mee?"), [Optional(), at_most(500)])
    policy_field = LineField(
        _("Bij welke wettelijke taak of welk beleid hoort het?"), [Optional(), at_most(100)]
    )
    yearly_cost_cents = MoneyField(_("Wat kost het per jaar, in euro’s?"), [Optional()])

    kind = RadioField(_("Wat is het?"), [from_choices(_("Kies wat het is."))], validate_choice=False)
    pilot_ends_on = DayField(_("Tot en met welke dag loopt de proeftuin?"), [_a_pilot_ends, Optional()])
    scale = RadioField(_("Op welke schaal?"), [from_choices(_("Kies een schaal."))], validate_choice=False)
    scale_reason = LineField(_("Waarom op deze schaal?"), [Optional(), at_most(500)])

    participation = RadioField(
        _("Hoe doen inwoners mee?"), [from_choices(_("Kies hoe inwoners meedoen."))], validate_choice=False
    )
    asked = TextField(_("Wat vraagt u van mensen?"), [Optional(), at_most(TEXT_LENGTH)])
    promised = TextField(_("Wat mogen zij verwachten?"), [Optional(), at_most(TEXT_LENGTH)])

    goals = rows_of(GoalRow)
    partners = rows_of(PartnerRow)

    coordinator = SelectField(
        _("Wie is de coördinator?"),
        [from_choices(_("Kies iemand uit de lijst."))],
        coerce=number_or_none,
        validate_choice=False,
    )
    organisation = SelectField(
        _("Van welke organisatie is het?"),
        [from_choices(_("Kies een organisatie uit de lijst."))],
        coerce=number_or_none,
        validate_choice=False,
    )
    visibility = RadioField(_("Wie mag dit zien?"), [from_choices(WHO_SEES)], validate_choice=False)

    def __init__(self, *, options: Options, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.options = options
        self.target_groups.choices = choices(TargetGroup)
        self.areas.choices = _named(options.areas)
        self.kind.choices = choices(Kind)
        self.scale.choices = choices(Scale)
        self.participation.choices = [*_named([("", NOT_CHOSEN)]), *choices(ParticipationLevel)]
        self.coordinator.choices = _named([("", _("Niemand")), *options.coordinators])
        self.organisation.choices = _named([("", _("Geen organisatie")), *options.organisations])
        self.visibility.choices = choices(options.visibilities)
        self._give_partners_choices()

    def _give_partners_choices(self) -> None:
        for row in self.partners.entries:
            row.form.organisation.choices = _named([("", NOT_CHOSEN), *self.options.partners])

    def add_rows(self) -> None:
        """Make room for one more goal and one more partner."""
        add_empty_row(self.goals)
        add_empty_row(self.partners)
        self._give_partners_choices()

    def renew(self) -> None:
        """Make this a form that was not sent yet, with the same text in it."""
        self.once.data = secrets.token_urlsafe(16)


def _named(given: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=name) for value, name in given]
