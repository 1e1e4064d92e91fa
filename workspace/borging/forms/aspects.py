"""Saying how an aspect of borging stands, and confirming that it still does."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
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
from wtforms.validators import Optional, StopValidation

from workspace.borging.actions import Change
from workspace.borging.forms.evidence import (
    LINKED,
    an_amount,
    has_been,
    mistake_in,
    needed,
    not_over,
    only_for,
    proof_in,
    web_address,
)
from workspace.borging.models import AspectState, EvidenceKind
from workspace.borging.models.rules import CLAIMS, lacking, year_from
from workspace.borging.queries.answering import Person
from workspace.borging.queries.picture import AspectRow
from workspace.files import NotAFile, Received
from workspace.forms import DayField, Form, LineField, at_most
from workspace.labels import choices
from workspace.times import today

LONGEST = 500  # characters
STEP = 300
BODY = 200
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


def _of_a_claim(form: PlainForm, field: Field) -> None:
    """Leave the last day alone where nothing is claimed: a browser that can hides it then."""
    if form.state.data not in CLAIMS:
        field.errors = []
        raise StopValidation


class AspectForm(Form):
    """One small form for one aspect. Carries the version of the aspect that was read."""

    no_words: ClassVar[Mapping[str, str]] = {"amount": "an amount"}

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
    kind = SelectField(
        _("Wat voor bewijs is dat?"),
        choices=choices(EvidenceKind),
        invalid_choice_message=_("Kies een soort bewijs uit de lijst."),
    )
    file = FileField(_("Bestand"), [only_for(EvidenceKind.FILE)])
    decided_by = LineField(
        _("Wie nam het besluit?"),
        [only_for(EvidenceKind.DECISION), needed(_("Schrijf wie het besluit nam.")), at_most(BODY)],
    )
    decided_on = DayField(
        _("Op welke dag is het besloten?"),
        [only_for(EvidenceKind.DECISION), needed(_("Vul in op welke dag het is besloten.")), has_been],
    )
    agreed_with = LineField(
        _("Met wie is het afgesproken?"),
        [only_for(EvidenceKind.AGREEMENT), needed(_("Schrijf met wie het is afgesproken.")), at_most(BODY)],
    )
    signed_on = DayField(
        _("Op welke dag is er getekend?"),
        [only_for(EvidenceKind.AGREEMENT), needed(_("Vul in op welke dag er is getekend.")), has_been],
    )
    agreed_until = DayField(
        _("Tot en met welke dag loopt de afspraak?"),
        [only_for(EvidenceKind.AGREEMENT), Optional(), not_over],
    )
    stream = LineField(
        _("Uit welke geldstroom?"),
        [only_for(EvidenceKind.FUNDING), needed(_("Schrijf waar het geld vandaan komt.")), at_most(100)],
    )
    amount = LineField(
        _("Hoeveel euro per jaar?"),
        [only_for(EvidenceKind.FUNDING), needed(_("Vul in hoeveel euro het per jaar is.")), an_amount],
    )
    paid_until = DayField(
        _("Tot en met welke dag is er geld?"), [only_for(EvidenceKind.FUNDING), Optional(), not_over]
    )
    link = URLField(_("Link naar meer"), [only_for(*LINKED), Optional(), at_most(LONGEST), web_address])
    valid_until = DateField(
        _("Geldt tot en met"),
        [_of_a_claim, Optional(), _still_to_come],
        format=DAY_FORMATS,
        invalid_value_message=NO_DAY,
    )
    next_step = LineField(_("Volgende stap"), [Optional(), at_most(STEP)])
    next_step_on = DayField(_("Vóór welke dag?"), [Optional()])
    why = TextAreaField(_("Waarom?"), [Optional(), at_most(LONGEST)])
    version = HiddenField()

    has_evidence = False  # from before
    streams: tuple[str, ...] = ()  # of the programme, to choose from
    step_was_on: date | None = None
    received: Received | NotAFile | None = None  # the file that was sent, once it was looked into

    @classmethod
    def about(
        cls,
        aspect: AspectRow,
        organisations: Sequence[tuple[int, str]],
        people: Sequence[Person],
        streams: Sequence[str] = (),
        received: Received | NotAFile | None = None,
    ) -> Self:
        """Return the form for this aspect, with what there is to choose from."""
        answering = f"{aspect.organisation_id}-{aspect.person_id}" if aspect.person_id else ""
        form = cls(
            prefix=f"{aspect.code.word}-",
            data={
                "state": aspect.state.value,
                "organisation": str(aspect.organisation_id or ""),
                "person": answering,
                "kind": EvidenceKind.TEXT.value,
                "valid_until": aspect.valid_until or year_from(today()),
                "next_step": aspect.next_step,
                "next_step_on": aspect.next_step_on,
                "why": aspect.reason,
                "version": str(aspect.version),
            },
        )
        none = SelectChoice("", _("Nog geen"))
        nobody = SelectChoice("", _("Nog niemand"))
        form.organisation.choices = [none, *(SelectChoice(str(id), name) for id, name in organisations)]
        form.person.choices = [nobody, *map(_person_choice, people)]
        form.has_evidence = bool(aspect.evidence)
        form.streams = tuple(streams)
        form.step_was_on = aspect.next_step_on
        form.received = received
        form._recognise_kind()
        return form

    def _recognise_kind(self) -> None:
        """A browser that shows the fields of every kind may send a file or a link without a choice."""
        if self.kind.data == EvidenceKind.TEXT and (self.file.data or self.link.data):
            self.kind.data = EvidenceKind.FILE.value if self.file.data else EvidenceKind.LINK.value

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then what the chosen state asks for."""
        is_right: bool = super().validate(extra_validators)
        if self.state.errors:
            return False
        self._check_evidence()
        missing = lacking(
            AspectState(self.state.data),
            organisation=bool(self.organisation.data),
            evidence=self.has_evidence or bool(self.evidence.data) or self.kind.data != EvidenceKind.TEXT,
            valid_until=self.valid_until.data is not None or bool(self.valid_until.errors),
            reason=bool(self.why.data),
        )
        for name in missing:
            self[FIELD_OF.get(name, name)].errors.append(ASK[name])
        if self.person.data and self.person.data.split("-")[0] != self.organisation.data:
            self.person.errors.append(_("Kies iemand van de organisatie die u koos."))
        self._check_step()
        if self.errors:
            self.ask_file_again()
        return is_right and not self.errors

    def ask_file_again(self) -> None:
        """Say that a file that was sent is not kept, unless something is said of it already."""
        if self.file.data and not self.file.errors:
            self.file.errors = [_("Kies het bestand opnieuw. Wij bewaren het pas als alles klopt.")]

    def _check_evidence(self) -> None:
        """Check what the chosen kind asks for and no single field can tell."""
        if self.kind.data == EvidenceKind.LINK and not self.link.data and not self.link.errors:
            self.link.errors = [_("Vul een link in die begint met https://.")]
        if self.kind.data == EvidenceKind.LINK and not self.evidence.data:
            self.evidence.errors.append(_("Schrijf erbij wat er achter de link te vinden is."))
        if self.kind.data == EvidenceKind.FILE and (mistake := mistake_in(self.received)):
            self.file.errors = [mistake]

    def _check_step(self) -> None:
        """A step has a day; a new day is still to come."""
        step, day = self.next_step, self.next_step_on
        if day.data and not step.data and not step.errors:
            step.errors = [_("Schrijf wat de volgende stap is.")]
        if step.data and not day.data and not day.errors:
            day.errors = [_("Vul in vóór welke dag dit gebeurt.")]
        if day.data and day.data != self.step_was_on and not today() <= day.data <= today() + FURTHEST:
            day.errors = [*day.errors, _("Kies een dag vanaf vandaag, hoogstens tien jaar vooruit.")]

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
            proof=proof_in(self, self.received),
            next_step=self.next_step.data or "",
            next_step_on=self.next_step_on.data,
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
