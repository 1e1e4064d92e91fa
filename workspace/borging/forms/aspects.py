"""Saying how an aspect of borging stands, and confirming that it still does."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from workspace.borging.actions import Change
from workspace.borging.models import AspectState
from workspace.borging.models.rules import lacking, year_from
from workspace.borging.queries.answering import Person
from workspace.borging.queries.picture import AspectRow
from workspace.forms import Form, at_most
from workspace.labels import choices
from workspace.times import today

LONGEST = 500  # characters
FURTHEST = timedelta(days=10 * 366)
DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
NO_DAY = _("Vul een datum in, zoals 1-12-2026.")
ASK = {
    "organisation": _("Kies de organisatie die hiervoor instaat."),
    "evidence": _("Schrijf waaruit dit blijkt."),
    "valid_until": _("Vul in tot en met welke dag dit geldt."),
    "reason": _("Schrijf waarom dit niet nodig is."),
}
FIELD_OF = {"reason": "why"}


def _still_to_come(form: PlainForm, field: Field) -> None:
    if field.data is not None and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens tien jaar vooruit."))


def _web_address(form: PlainForm, field: Field) -> None:
    host = field.data.removeprefix("https://").partition("/")[0]
    if not field.data.startswith("https://") or "." not in host or len(field.data.split()) != 1:
        raise ValidationError(_("Vul een link in die begint met https://."))


class AspectForm(Form):
    """One small form for one aspect. Carries the version of the aspect that was read."""

    state = RadioField(
        _("Hoe staat het ervoor?"),
        choices=choices(AspectState),
        invalid_choice_message=_("Kies hoe het ervoor staat."),
    )
    organisation = SelectField(
        _("Welke organisatie staat hiervoor in?"),
        [Optional()],
        invalid_choice_message=_("Kies een organisatie uit de lijst."),
    )
    person = SelectField(_("Wie daar?"), [Optional()], invalid_choice_message=_("Kies iemand uit de lijst."))
    evidence = TextAreaField(_("Waaruit blijkt dat?"), [Optional(), at_most(LONGEST)])
    link = URLField(_("Link naar meer"), [Optional(), at_most(LONGEST), _web_address])
    valid_until = DateField(
        _("Geldt tot en met"), [Optional(), _still_to_come], format=DAY_FORMATS, invalid_value_message=NO_DAY
    )
    why = TextAreaField(_("Waarom?"), [Optional(), at_most(LONGEST)])
    version = HiddenField()

    has_evidence = False  # from before

    @classmethod
    def about(
        cls, aspect: AspectRow, organisations: Sequence[tuple[int, str]], people: Sequence[Person]
    ) -> Self:
        """Return the form for this aspect, with these organisations and people to choose from."""
        answering = f"{aspect.organisation_id}-{aspect.person_id}" if aspect.person_id else ""
        form = cls(
            prefix=f"{aspect.code.word}-",
            data={
                "state": aspect.state.value,
                "organisation": str(aspect.organisation_id or ""),
                "person": answering,
                "valid_until": aspect.valid_until or year_from(today()),
                "why": aspect.reason,
                "version": str(aspect.version),
            },
        )
        none = SelectChoice("", _("Nog geen"))
        nobody = SelectChoice("", _("Nog niemand"))
        form.organisation.choices = [none, *(SelectChoice(str(id), name) for id, name in organisations)]
        form.person.choices = [nobody, *map(_person_choice, people)]
        form.has_evidence = bool(aspect.evidence)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then what the chosen state asks for."""
        is_right: bool = super().validate(extra_validators)
        if self.state.errors:
            return False
        missing = lacking(
            AspectState(self.state.data),
            organisation=bool(self.organisation.data),
            evidence=self.has_evidence or bool(self.evidence.data),
            valid_until=self.valid_until.data is not None or bool(self.valid_until.errors),
            reason=bool(self.why.data),
        )
        for name in missing:
            self[FIELD_OF.get(name, name)].errors.append(ASK[name])
        if self.link.data and not self.evidence.data:
            self.evidence.errors.append(_("Schrijf erbij wat er achter de link te vinden is."))
        if self.person.data and self.person.data.split("-")[0] != self.organisation.data:
            self.person.errors.append(_("Kies iemand van de organisatie die u koos."))
        return is_right and not self.errors

    def is_about(self, aspect: AspectRow) -> bool:
        """Tell whether the aspect is still as it was when this form was opened."""
        return bool(self.version.data == str(aspect.version))

    def change(self) -> Change:
        """Return what the form says, once it is valid."""
        return Change(
            state=AspectState(self.state.data),
            organisation_id=int(self.organisation.data) if self.organisation.data else None,
            person_id=int(self.person.data.split("-")[1]) if self.person.data else None,
            valid_until=self.valid_until.data,
            reason=self.why.data or "",
            why=self.why.data or "",
            evidence=self.evidence.data or "",
            link=self.link.data or "",
        )


def _person_choice(person: Person) -> SelectChoice:
    value = f"{person.organisation_id}-{person.id}"
    return SelectChoice(value, person.name, optgroup=person.organisation)


class ConfirmForm(Form):
    """A claim still holds: a year from today, unless another day is given."""

    valid_until = DateField(
        _("Geldt tot en met"), [Optional(), _still_to_come], format=DAY_FORMATS, invalid_value_message=NO_DAY
    )
    version = HiddenField()
