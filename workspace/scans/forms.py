"""Answering a borgingsscan, and choosing the next step after a low answer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple, Self

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from workspace.borging.models import AspectCode
from workspace.borging.queries.answering import Person
from workspace.forms import DayField, Form, LineField, at_most, filled
from workspace.scans.actions import NextStep
from workspace.scans.models.rules import HIGHEST, LOWEST
from workspace.scans.queries.scans import StepRow
from workspace.times import today

UNKNOWN = "weet-niet"
STEP_LENGTH = 300  # characters
FURTHEST = timedelta(days=3 * 366)


class Statement(NamedTuple):
    """What somebody agrees with or not, and a line of help: our own words, about practice."""

    text: Any
    help: Any


STATEMENTS = {
    AspectCode.OWNER: Statement(
        _("Er is iemand die hiermee doorgaat als het programma stopt, en ik weet wie."),
        _("Denk aan een organisatie of groep die blijft, en aan een naam die u kunt bellen."),
    ),
    AspectCode.PEOPLE: Statement(
        _("Het werk gaat door als één van de mensen een tijd wegvalt."),
        _("Zijn er genoeg mensen met genoeg uren, en kunnen zij elkaar vervangen?"),
    ),
    AspectCode.MONEY: Statement(
        _("Ik zie waar het geld volgend jaar vandaan komt."),
        _("Denk ook aan een ruimte en spullen. Kost het niets? Kies dan 5."),
    ),
    AspectCode.DECISION: Statement(
        _("Wie hierover beslist, heeft gezegd dat dit blijft."),
        _("Denk aan een bestuur, een directeur of de gemeenteraad. Hoeft niemand te beslissen? Kies dan 5."),
    ),
    AspectCode.KNOWLEDGE: Statement(
        _("Iemand die hier nieuw is, kan morgen het werk doen."),
        _("Staat op papier hoe het gaat, of kan een ander het uitleggen?"),
    ),
    AspectCode.PARTNERS: Statement(
        _("Partners doen wat zij beloofden, ook als niemand hen eraan herinnert."),
        _("Het gaat om wat u ziet gebeuren, niet om wat er is ondertekend."),
    ),
    AspectCode.COMMUNITY: Statement(
        _("Inwoners helpen mee of vragen erom, zonder dat iemand hen eerst vraagt."),
        _("Denk aan deelnemers, vrijwilligers en buren die er zelf over beginnen."),
    ),
    AspectCode.LEARNING: Statement(
        _("Wij kijken samen of het nog werkt, en doen het daarna soms anders."),
        _("Wanneer was dat voor het laatst? Wat veranderde er toen?"),
    ),
}
CHOICES = [
    SelectChoice("1", _("1, helemaal niet")),
    *(SelectChoice(str(value), str(value)) for value in range(LOWEST + 1, HIGHEST)),
    SelectChoice("5", _("5, helemaal wel")),
    SelectChoice(UNKNOWN, _("Weet ik niet")),
]


def _asked(code: AspectCode) -> RadioField:
    return RadioField(
        STATEMENTS[code].text,
        [Optional()],
        choices=CHOICES,
        description=STATEMENTS[code].help,
        invalid_choice_message=_("Kies 1 tot en met 5, of ‘Weet ik niet’."),
    )


class AnswersForm(Form):
    """The eight questions; each may be left out, but not all."""

    owner = _asked(AspectCode.OWNER)
    people = _asked(AspectCode.PEOPLE)
    money = _asked(AspectCode.MONEY)
    decision = _asked(AspectCode.DECISION)
    knowledge = _asked(AspectCode.KNOWLEDGE)
    partners = _asked(AspectCode.PARTNERS)
    community = _asked(AspectCode.COMMUNITY)
    learning = _asked(AspectCode.LEARNING)

    @classmethod
    def filled_with(cls, answers: Mapping[AspectCode, int | None]) -> Self:
        """Return the form with what somebody answered before."""
        return cls(data={code.value: str(value or UNKNOWN) for code, value in answers.items()})

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each answer, and that there is one."""
        is_right: bool = super().validate(extra_validators)
        if is_right and not self.answers():
            self.owner.errors = [*self.owner.errors, _("Beantwoord ten minste één vraag.")]
            return False
        return is_right

    def questions(self) -> list[tuple[AspectCode, RadioField]]:
        """Return the aspects with their fields, in order."""
        return [(code, self[code.value]) for code in AspectCode]

    def answers(self) -> dict[AspectCode, int | None]:
        """Return what was answered; a question that was left out is not in it."""
        given = {code: field.data for code, field in self.questions() if field.data}
        return {code: None if data == UNKNOWN else int(data) for code, data in given.items()}


def _still_to_come(form: PlainForm, field: Field) -> None:
    if field.data is not None and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens drie jaar vooruit."))


class StepForm(Form):
    """One next step: what, who sees to it, and before which day. Carries the version that was read."""

    step = LineField(
        _("Wat is de eerste stap?"), [*filled(_("Schrijf wat de eerste stap is.")), at_most(STEP_LENGTH)]
    )
    owner = SelectField(
        _("Wie zorgt hiervoor?"),
        filled(_("Kies wie hiervoor zorgt.")),
        invalid_choice_message=_("Kies iemand uit de lijst."),
    )
    due_on = DayField(
        _("Wanneer is het klaar?"),
        [*filled(_("Vul in wanneer het klaar is, zoals 1-12-2026.")), _still_to_come],
    )
    version = HiddenField()

    @classmethod
    def about(
        cls,
        step: StepRow | None,
        organisations: Sequence[tuple[int, str]],
        people: Sequence[Person],
        coordinator: tuple[int, str] | None,
    ) -> Self:
        """Return the form for this step, or for the first, with who can see to it."""
        data: dict[str, Any] = {"version": str(step.version if step else 0)}
        if step is not None:
            owner = _value(step.organisation_id, step.person_id)
            data |= {"step": step.step, "due_on": step.due_on, "owner": owner}
        form = cls(prefix="stap-", data=data)
        form.owner.choices = [SelectChoice("", _("Kies een organisatie of een persoon"))]
        if coordinator is not None:
            id, name = coordinator
            form.owner.choices.append(
                SelectChoice(_value(None, id), name, optgroup=_("Trekt dit initiatief"))
            )
        for id, name in organisations:
            form.owner.choices.append(SelectChoice(_value(id, None), name, optgroup=name))
            form.owner.choices += [
                SelectChoice(_value(id, person.id), person.name, optgroup=name)
                for person in people
                if person.organisation_id == id
            ]
        return form

    def is_about(self, step: StepRow | None) -> bool:
        """Tell whether the step is still as it was when this form was opened."""
        return bool(self.version.data == str(step.version if step else 0))

    def next_step(self) -> NextStep:
        """Return what was filled in, of a form that is right."""
        organisation, _, person = self.owner.data.partition("-")
        return NextStep(
            self.step.data or "", self.due_on.data, int(organisation) or None, int(person) if person else None
        )


def _value(organisation_id: int | None, person_id: int | None) -> str:
    return f"{organisation_id or 0}-{person_id}" if person_id else str(organisation_id or "")
