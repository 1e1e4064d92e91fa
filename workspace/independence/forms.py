"""Proposing a trial without its lead, agreeing to it, and calling it off."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, ValidationError
from wtforms import Form as PlainForm

from workspace.forms import DayField, Form, TextField, at_most, filled
from workspace.independence.models import SoloTrial
from workspace.independence.models.rules import is_long_enough, last_day_from
from workspace.times import today

REASON_LENGTH = 500  # characters
FURTHEST = timedelta(days=366)


def _from_today(form: PlainForm, field: Field) -> None:
    if field.data is not None and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een eerste dag vanaf vandaag, hoogstens een jaar vooruit."))


class TrialForm(Form):
    """The first and the last day of a trial."""

    starts_on = DayField(_("Eerste dag"), [*filled(_("Vul de eerste dag in.")), _from_today])
    ends_on = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(prefix="proef-", **kwargs)

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a trial that is too short or too long."""
        start = self.starts_on.data
        if start is None or field.data is None or self.starts_on.errors:
            return
        if not is_long_enough(start, field.data):
            raise ValidationError(_("Kies een latere laatste dag: een proef duurt minstens veertien dagen."))
        if field.data > last_day_from(start):
            raise ValidationError(_("Kies een eerdere laatste dag: een proef duurt hoogstens zes maanden."))


class AgreeForm(Form):
    """One button; it carries the version of the trial that was read."""

    version = HiddenField()

    def __init__(self, *, trial: SoloTrial | None = None, **kwargs: Any) -> None:
        data = {} if trial is None else {"version": trial.version}
        kwargs.setdefault("prefix", "akkoord-")
        super().__init__(data=data, **kwargs)

    def is_about(self, trial: SoloTrial) -> bool:
        """Tell whether the trial is still as it was when this form was opened."""
        return bool(self.version.data == str(trial.version))


class CallOffForm(AgreeForm):
    """Why a trial is called off."""

    reason = TextField(
        _("Waarom?"),
        [*filled(_("Schrijf waarom, zodat de ander ermee verder kan.")), at_most(REASON_LENGTH)],
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(prefix="afzegging-", **kwargs)
