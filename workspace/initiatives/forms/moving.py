"""Moving an initiative, and ending it on purpose."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form, LineField, TextField, at_most, filled
from workspace.initiatives.forms.checks import from_choices
from workspace.initiatives.models import Stage
from workspace.initiatives.models.starting import REASON_LENGTH
from workspace.labels import LABELS

WORD_LENGTH = 2000
ENDS = (Stage.COMPLETED, Stage.STOPPED)


def stage_or_none(value: Any) -> Stage | None:
    """Return the stage of this name, or None when there is no such stage."""
    return next((stage for stage in Stage if value in (stage, stage.value)), None)


def _choices(stages: Iterable[Stage]) -> list[SelectChoice]:
    return [SelectChoice(value=stage, label=LABELS["Stage"][stage.value]) for stage in stages]


class StageForm(Form):
    """Where it goes, and perhaps a word to those who follow it."""

    stage = SelectField(
        _("Naar welke fase?"),
        [from_choices(_("Kies een fase waar u dit initiatief naartoe mag verplaatsen."))],
        coerce=stage_or_none,
        validate_choice=False,
    )
    anyway = LineField(_("Waarom begint u toch?"), [at_most(REASON_LENGTH)])
    word = TextField(_("Een bericht voor wie dit initiatief volgt"), [Optional(), at_most(WORD_LENGTH)])

    def __init__(self, *, stages: Iterable[Stage], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stage.choices = _choices(stages)


def a_reason_to_stop(form: Any, field: Any) -> None:
    """Ask for a reason of who stops; that something is done is a reason by itself."""
    if form.stage.data == Stage.STOPPED and not (field.data or "").strip():
        raise ValidationError(_("Vertel waarom u stopt."))


class EndForm(Form):
    """How it ended, what came of it, why, and what was learned (N24)."""

    stage = RadioField(
        _("Hoe eindigt het?"),
        [from_choices(_("Kies of het initiatief is afgerond of gestopt."))],
        coerce=stage_or_none,
        validate_choice=False,
    )
    outcome = TextField(
        _("Wat is het resultaat?"),
        [*filled(_("Vertel wat het resultaat is.")), at_most(WORD_LENGTH)],
    )
    reason = TextField(
        _("Waarom eindigt het nu?"),
        [a_reason_to_stop, at_most(WORD_LENGTH)],
    )
    lesson = TextField(
        _("Wat hebt u ervan geleerd?"),
        [*filled(_("Vertel wat u ervan hebt geleerd.")), at_most(WORD_LENGTH)],
    )
    thanks = TextField(_("Een dankwoord voor wie meedeed"), [Optional(), at_most(WORD_LENGTH)])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stage.choices = _choices(ENDS)
