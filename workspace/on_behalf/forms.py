"""Entering something for somebody else, and typing the code on paper."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from workspace.forms import DayField, Form, LineField, TextField, at_most, filled
from workspace.initiatives.models import TITLE_LENGTH
from workspace.labels import choices
from workspace.on_behalf.actions import Idea, Told, Whom
from workspace.on_behalf.models import Contribution, ReceivedHow
from workspace.on_behalf.models.codes import read_code
from workspace.on_behalf.queries import PersonRow
from workspace.text import to_html
from workspace.times import show_day, today
from workspace.web import locale

LONGEST_NAME = 30
LONGEST = 5000
SOMEBODY_NEW = "0"
TOO_MUCH = _("Schrijf alleen een voornaam: geen telefoonnummer, adres of e-mailadres.")


def _first_name_only(form: PlainForm, field: Field) -> None:
    """Refuse what can only be a way to reach somebody; a name itself is not judged."""
    data = field.data or ""
    if any(sign in data for sign in "@/") or any(sign.isdigit() for sign in data):
        raise ValidationError(TOO_MUCH)


def _has_been(form: PlainForm, field: Field) -> None:
    if field.data is not None and field.data > today():
        raise ValidationError(_("Deze dag moet nog komen. Vul de dag in waarop de persoon ja zei."))


def _something_to_read(form: PlainForm, field: Field) -> None:
    if field.data and not any(sign.isalnum() for sign in to_html(field.data).striptags()):
        raise ValidationError(_("Schrijf op wat de persoon zei."))


class WhomForm(Form):
    """Who it is, how it came, and that the person agreed: the same for all that is entered."""

    person = RadioField(
        _("Van wie is het?"),
        default=SOMEBODY_NEW,
        invalid_choice_message=_("Kies iemand uit de lijst."),
    )
    name = LineField(
        _("Hoe wil de persoon op het scherm heten?"), [Optional(), at_most(LONGEST_NAME), _first_name_only]
    )
    received = RadioField(
        _("Hoe hoorde u het?"),
        [InputRequired(_("Kies hoe u het hoorde."))],
        choices=choices(ReceivedHow),
        invalid_choice_message=_("Kies hoe u het hoorde."),
    )
    consent_on = DayField(
        _("Op welke dag zei de persoon ja?"),
        [*filled(_("Vul de dag in waarop de persoon ja zei, zoals 1-12-2026.")), _has_been],
    )
    consent = BooleanField(
        _("De persoon vindt het goed dat dit hier komt te staan, en dat iedereen het kan lezen."),
        [InputRequired(_("Vraag het eerst aan de persoon. Zonder een ja plaatsen wij niets."))],
    )

    def offer(self, people: Sequence[PersonRow]) -> None:
        """Let the worker choose from the people for whom they entered something before."""
        known = [SelectChoice(str(row.id), f"{row.name}, {_day(row)}") for row in people]
        self.person.choices = [SelectChoice(SOMEBODY_NEW, _("Iemand voor wie ik nog niets inbracht")), *known]

    def whom(self) -> Whom:
        """Return for whom it is, of a form that is right."""
        number = int(self.person.data)
        return Whom(number) if number else Whom(name=self.name.data or "")

    def told(self) -> Told:
        """Return how it came, of a form that is right."""
        return Told(ReceivedHow(self.received.data), self.consent_on.data, agreed=self.consent.data)


def _day(row: PersonRow) -> str:
    return show_day(row.entered_at.date(), locale())


class IdeaForm(WhomForm):
    """An idea, in the words of the person."""

    title = LineField(_("Titel"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)])
    summary = TextField(
        _("Wat wil de persoon doen?"),
        [*filled(_("Schrijf op wat de persoon wil doen.")), at_most(LONGEST), _something_to_read],
    )
    for_whom = LineField(_("Voor wie is het?"), [Optional(), at_most(300)])
    place = LineField(_("Waar is het?"), [Optional(), at_most(200)])

    def idea(self) -> Idea:
        """Return what was filled in, of a form that is right."""
        return Idea(
            self.title.data, self.summary.data, for_whom=self.for_whom.data or "", place=self.place.data or ""
        )


class ContributionForm(WhomForm):
    """A support or a comment."""

    kind = RadioField(
        _("Wat wil de persoon?"),
        [InputRequired(_("Kies wat de persoon wil."))],
        invalid_choice_message=_("Kies wat de persoon wil."),
    )
    body = TextField(_("Wat zei de persoon?"), [at_most(LONGEST), _something_to_read])

    def ask(self, kinds: Sequence[Contribution]) -> None:
        """Offer what may be entered here now."""
        names = {
            Contribution.SUPPORT: _("Dit initiatief steunen"),
            Contribution.COMMENT: _("Iets zeggen over dit initiatief"),
        }
        self.kind.choices = [SelectChoice(kind.value, names[kind]) for kind in kinds]
        if len(kinds) == 1 and self.kind.data is None:
            self.kind.data = kinds[0].value

    def validate_body(self, field: Field) -> None:
        """Ask for words when there is something to say."""
        if self.kind.data == Contribution.COMMENT.value and not field.data:
            raise ValidationError(_("Schrijf op wat de persoon zei."))


class CodeForm(Form):
    """The code on paper. `code` is what was meant, of a form that is right."""

    no_words: ClassVar[Mapping[str, str]] = {"code": "a code"}

    code = StringField(_("Uw code"), filled(_("Vul de code in die op uw papier staat.")))

    @property
    def meant(self) -> str | None:
        """The eight signs that were meant, or None when it cannot be a code."""
        return read_code(self.code.data or "")

    def refuse(self) -> None:
        """Say that this code does nothing, whether it is wrong, used or replaced."""
        refusal: Any = _(
            "Deze code werkt niet. Kijk op uw papier of u de acht tekens goed hebt overgenomen. "
            "Is uw papier oud, of gebruikte u de code al? Vraag dan een nieuwe aan wie u het papier gaf."
        )
        self.code.errors = [*self.code.errors, refusal]
