"""Telling what was counted, and reacting to news with one tap."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from workspace.forms import (
    AmountField,
    DayField,
    Form,
    LineField,
    VersionedForm,
    at_most,
    filled,
    not_in_the_future,
)
from workspace.results.actions import Counted
from workspace.results.models import ReactionKind

TAKE_BACK = "terug"


class ResultForm(VersionedForm):
    """What was counted, how many of what, and on which day."""

    amount = AmountField(_("Hoeveel?"), [InputRequired(_("Vul een getal in, bijvoorbeeld 24 of 1.250,5."))])
    unit = LineField(_("Van wat?"), [*filled(_("Vul in wat u telde, bijvoorbeeld bezoekers.")), at_most(40)])
    what = LineField(_("Waarbij?"), [Optional(), at_most(120)])
    on_day = DayField(
        _("Op welke dag?"), [not_in_the_future, InputRequired(_("Vul in op welke dag u telde."))]
    )

    def counted(self) -> Counted:
        """Return what was counted, of a form that is right."""
        return Counted(self.what.data or "", self.amount.data or 0, self.unit.data, self.on_day.data)


class ReactionForm(Form):
    """One tap: a kind of reaction, or taking it back."""

    kind = RadioField(choices=[*(kind.value for kind in ReactionKind), TAKE_BACK], validate_choice=True)

    def wanted(self) -> ReactionKind | None:
        """Return the reaction somebody wants, or None to take it back, of a form that is right."""
        return None if self.kind.data == TAKE_BACK else ReactionKind(self.kind.data)
