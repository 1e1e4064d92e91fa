"""Making a history: its phase, its words, its chapters, their order and the questions at the end."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.histories.actions.questions import LONGEST
from workspace.labels import choices
from workspace.programmes.models import Openness

TITLE_LENGTH = 120  # characters
INTRODUCTION_LENGTH = 5000
STORY_LENGTH = 20000
A_THING = re.compile(r"(m|h|q)(\d{1,9})")  # a moment, a chapter or a question, and its number


class NewHistoryForm(Form):
    """Of which phase, and with what it begins."""

    phase = SelectField(
        _("Van welke fase?"),
        coerce=int,
        invalid_value_message=_("Kies een fase uit de lijst."),
        invalid_choice_message=_("Kies een fase uit de lijst."),
    )
    title = LineField(
        _("Titel van de leergeschiedenis"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)]
    )
    start = RadioField(
        _("Hoe wilt u beginnen?"),
        choices=[
            SelectChoice("themes", _("Met een hoofdstuk voor elk thema")),
            SelectChoice("empty", _("Leeg")),
        ],
        default="themes",
        invalid_choice_message=_("Kies hoe u wilt beginnen."),
    )

    def __init__(self, *, phases: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.phase.choices = [SelectChoice(number, name) for number, name in phases]


class HistoryForm(VersionedForm):
    """The words at the head of a history, and who may read it."""

    title = LineField(_("Titel"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)])
    introduction = TextField(_("Inleiding"), [Optional(), at_most(INTRODUCTION_LENGTH)])
    openness = RadioField(
        _("Wie mag deze leergeschiedenis lezen?"),
        choices=choices(Openness),
        invalid_choice_message=_("Kies wie de leergeschiedenis mag lezen."),
    )


class ChapterForm(VersionedForm):
    """The title and the story of a chapter."""

    title = LineField(_("Titel van het hoofdstuk"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)])
    story = TextField(_("Verhaal"), [Optional(), at_most(STORY_LENGTH)])


class QuestionForm(VersionedForm):
    """A question for the next phase."""

    text = LineField(_("Vraag voor de volgende fase"), [*filled(_("Schrijf de vraag op.")), at_most(LONGEST)])


class PublicationForm(Form):
    """Show it, or make it a draft again."""

    state = HiddenField()


class Thing(NamedTuple):
    """A moment (`m`), a chapter (`h`) or a question (`q`), by its number."""

    kind: str
    number: int


class MoveForm(Form):
    """What is moved, and where to. A card that is dropped somewhere fills in `stage`."""

    thing = HiddenField()
    do = StringField()
    stage = HiddenField()
    to = StringField()

    def what(self) -> Thing | None:
        """Return what should be moved, or None when that is no such thing."""
        return read_thing(self.thing.data)

    def where(self) -> Thing | None:
        """Return the chapter or the moment at which it should come, or None."""
        return read_thing(self.stage.data or self.to.data)


def read_thing(text: str | None) -> Thing | None:
    """Return what `m12`, `h3` or `q4` stands for, or None for anything else."""
    found = A_THING.fullmatch(text or "")
    return Thing(found[1], int(found[2])) if found else None
