"""Making a report, writing in it, sending it round, and adopting it."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, RadioField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from workspace.advice.models import DoneWith
from workspace.forms import DayField, Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.labels import choices
from workspace.programmes.models import Openness
from workspace.reporting.models import ReportKind
from workspace.times import today

TITLE_LENGTH = 160  # characters
WORDS_LENGTH = 20_000
REMARK_LENGTH = 3000
REASON_LENGTH = 400
PICK = _("Kies een van de antwoorden.")


class MakeReportForm(Form):
    """What kind of account, of which period: a year, or days of one's own."""

    kind = RadioField(_("Wat wilt u maken?"), choices=choices(ReportKind), invalid_choice_message=PICK)
    year = IntegerField(
        _("Over welk jaar?"),
        [Optional(), NumberRange(1900, 2200, _("Vul een jaar in tussen 1900 en 2200."))],
        invalid_value_message=_("Vul een jaar in, zoals 2026."),
    )
    starts_on = DayField(_("Of vanaf welke dag?"), [Optional()])
    ends_on = DayField(_("Tot en met welke dag?"), [Optional()])
    title = LineField(_("Titel"), [Optional(), at_most(TITLE_LENGTH)])
    due_on = DayField(_("Wanneer moet het klaar zijn?"), [Optional()])
    openness = RadioField(
        _("Wie mag het lezen als het is vastgesteld?"),
        choices=choices(Openness),
        default=Openness.PARTNERS.value,
        invalid_choice_message=PICK,
    )

    def validate_ends_on(self, field: Field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("Kies een laatste dag die na de eerste komt."))

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.year.data is None and not (self.starts_on.data and self.ends_on.data) and right:
            self.year.errors = [_("Vul een jaar in, of een eerste en een laatste dag.")]
            return False
        return right

    def period(self) -> tuple[date, date]:
        """Return first and last day, of a form that is right: one's own days go before the year."""
        if self.starts_on.data and self.ends_on.data:
            return self.starts_on.data, self.ends_on.data
        return date(self.year.data, 1, 1), date(self.year.data, 12, 31)


class ReportFactsForm(VersionedForm):
    """What a report is called, when it is due and who may read it."""

    title = LineField(_("Titel"), [*filled(_("Geef het verslag een titel.")), at_most(TITLE_LENGTH)])
    due_on = DayField(_("Wanneer moet het klaar zijn?"), [Optional()])
    openness = RadioField(
        _("Wie mag het lezen als het is vastgesteld?"),
        choices=choices(Openness),
        invalid_choice_message=PICK,
    )


class SectionForm(VersionedForm):
    """The words of a section."""

    words = TextField(_("Tekst"), [at_most(WORDS_LENGTH)])


class WordsChoiceForm(VersionedForm):
    """Whether one's own words stay, or those that the facts give now come in their place."""

    choice = HiddenField(_("Keuze"), [InputRequired(PICK)])

    def validate_choice(self, field: Field) -> None:
        if field.data not in {"keep", "take"}:
            raise ValidationError(PICK)


class RoundForm(Form):
    """Until when others may react."""

    react_by = DayField(_("Tot en met welke dag kan iedereen reageren?"), [InputRequired(_("Kies een dag."))])

    def validate_react_by(self, field: Field) -> None:
        if field.data is not None and field.data < today():
            raise ValidationError(_("Kies vandaag of een latere dag."))


class RemarkForm(Form):
    """What somebody says of a section."""

    body = TextField(
        _("Wat wilt u hierover zeggen?"), [*filled(_("Schrijf uw reactie.")), at_most(REMARK_LENGTH)]
    )


class RemarkAnswerForm(VersionedForm):
    """What was done with a remark, and why."""

    done = RadioField(
        _("Wat deed u met deze reactie?"),
        choices=choices(DoneWith),
        invalid_choice_message=_("Kies wat er met de reactie is gedaan."),
    )
    response = TextField(
        _("Leg uit wat u deed, en waarom"),
        [*filled(_("Leg uit wat u met de reactie deed.")), at_most(REMARK_LENGTH)],
    )


class NothingForm(Form):
    """Why a theme has no success or no obstacle in this period."""

    reason = LineField(
        _("Geen, want …"), [*filled(_("Leg uit waarom er niets te vertellen is.")), at_most(REASON_LENGTH)]
    )


class AdoptForm(Form):
    """Who may read the report from now on."""

    openness = RadioField(
        _("Wie mag het verslag lezen?"), choices=choices(Openness), invalid_choice_message=PICK
    )

    def __init__(self, *, drawn_for: Openness, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if drawn_for != Openness.PUBLIC:
            del self.openness

    def chosen(self) -> Openness:
        """Return who may read it, of a form that is right."""
        return Openness(self.openness.data) if "openness" in self else Openness.PARTNERS
