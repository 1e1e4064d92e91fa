"""The six questions of the start check, in our own words (N9)."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import Field, Form, FormField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form as BaseForm
from workspace.forms import LineField, TextField, at_most
from workspace.initiatives.actions import Opinion
from workspace.initiatives.forms.rows import Row
from workspace.initiatives.models import Clarity, StartQuestion
from workspace.labels import choices

WORDS_LENGTH = 500  # characters
NAME_LENGTH = 200
NOTHING_NOW = SelectChoice("", _("Hier zeg ik nu niets over"))


class Wording(NamedTuple):
    """A question as it is asked, and a line of help."""

    text: Any
    help: Any


QUESTIONS = {
    StartQuestion.SUPPORT: Wording(
        _("Is er draagvlak: willen genoeg mensen en organisaties dit?"),
        _("Denk aan buren, verenigingen en organisaties. Wie hebt u al gesproken?"),
    ),
    StartQuestion.GOALS: Wording(
        _("Is duidelijk wat u samen wilt bereiken?"),
        _("En waaraan iedereen straks ziet dat het gelukt is."),
    ),
    StartQuestion.FRAMEWORKS: Wording(
        _("Is duidelijk wat vastligt, en waarin mensen vrij zijn?"),
        _("Dat noemen we kaders. Denk aan geld, regels en tijd, en aan wie erover beslist."),
    ),
    StartQuestion.ROLES: Wording(
        _("Weet iedereen wie wat doet?"),
        _("Wie trekt het, wie helpt mee, en wie kunt u bellen?"),
    ),
    StartQuestion.EXPECTATIONS: Wording(
        _("Weten inwoners wat u van hen vraagt, en wat zij mogen verwachten?"),
        _("Ook wanneer zij iets horen, en van wie."),
    ),
    StartQuestion.BORGING: Wording(
        _("Is er een eerste gedachte over hoe het later doorgaat?"),
        _("Dat noemen we borging: zorgen dat het doorgaat, ook als het programma stopt."),
    ),
}


def _says_how_clear(form: Form, field: Field) -> None:
    if not field.data and (form.words.data or form.who_could_say.data):
        raise ValidationError(_("Kies hoe duidelijk dit is. Dan bewaren wij wat u schreef."))


class OpinionRow(Row):
    """What somebody says to one question; nothing when they choose nothing."""

    clarity = RadioField(
        _("Hoe duidelijk is dit?"),
        [_says_how_clear],
        choices=[*choices(Clarity), NOTHING_NOW],
        default="",
        invalid_choice_message=_("Kies een antwoord uit de lijst."),
    )
    words = TextField(_("In uw woorden"), [Optional(), at_most(WORDS_LENGTH)])
    who_could_say = LineField(_("Niet duidelijk? Wie kan dit zeggen?"), [Optional(), at_most(NAME_LENGTH)])


class StartCheckForm(BaseForm):
    """The six questions, each of which may be left as it is, but not all."""

    support = FormField(OpinionRow)
    goals = FormField(OpinionRow)
    frameworks = FormField(OpinionRow)
    roles = FormField(OpinionRow)
    expectations = FormField(OpinionRow)
    borging = FormField(OpinionRow)

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether it is right: something was said about at least one question."""
        is_right: bool = super().validate(extra_validators)
        if is_right and not self.answers():
            self.form_errors.append(_("Kies bij minstens één vraag hoe duidelijk het is."))
            return False
        return is_right

    def answers(self) -> dict[StartQuestion, Opinion]:
        """Return what was said, of a form that is right."""
        said = {question: self[question.value].form for question in StartQuestion}
        return {
            question: Opinion(Clarity(row.clarity.data), row.words.data, self._who(row))
            for question, row in said.items()
            if row.clarity.data
        }

    @staticmethod
    def _who(row: Any) -> str:
        """Return who could say more: nobody is asked for what is clear."""
        return "" if row.clarity.data == Clarity.CLEAR else row.who_could_say.data
