"""Forms for reporting, and for what is done with it."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form, TextField, at_most, filled
from workspace.initiatives.models import ReportReason, Verdict
from workspace.labels import choices
from workspace.moderation.actions import Judgement

LONGEST = 500  # characters
# What somebody who moderates does, as they choose it.
ACTS = {
    Verdict.NOTHING: _("Niets aan de hand: laten staan"),
    Verdict.LINKS_SHOWN: _("De links laten werken"),
    Verdict.HIDDEN: _("Verbergen"),
    Verdict.WARNED: _("Laten staan, en de schrijver aanspreken"),
    Verdict.RESTORED: _("Weer laten zien"),
}
NEEDS_REASON = (Verdict.HIDDEN, Verdict.WARNED)
TOGETHER = (Verdict.NOTHING, Verdict.LINKS_SHOWN, Verdict.HIDDEN, Verdict.WARNED)


class ReportForm(Form):
    """What is wrong, and perhaps own words."""

    reason = RadioField(
        _("Wat is er mis?"),
        filled(_("Kies wat er mis is.")),
        choices=choices(ReportReason),
        invalid_choice_message=_("Kies wat er mis is."),
    )
    words = TextField(_("Wilt u er iets bij zeggen?"), [Optional(), at_most(LONGEST)])


class JudgeForm(Form):
    """What is done, why, and a word to the author. Carries how it stood when it was read."""

    verdict = RadioField(
        _("Wat doet u ermee?"),
        filled(_("Kies wat u ermee doet.")),
        invalid_choice_message=_("Kies wat u ermee doet."),
    )
    reason = SelectField(
        _("Om welke reden?"),
        choices=[SelectChoice("", _("Kies een reden")), *choices(ReportReason)],
        default="",
        invalid_choice_message=_("Kies een reden uit de lijst."),
    )
    words = TextField(_("Uw woorden aan de schrijver"), [Optional(), at_most(LONGEST)])
    stamp = HiddenField()

    @classmethod
    def among(cls, verdicts: Sequence[Verdict], **filled_in: Any) -> Self:
        """Return the form with these acts to choose from."""
        form = cls(data=filled_in or None)
        form.verdict.choices = [SelectChoice(verdict.value, ACTS[verdict]) for verdict in verdicts]
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each answer; who hides or warns gives a reason."""
        is_right: bool = super().validate(extra_validators)
        needs_reason = self.verdict.data in {verdict.value for verdict in NEEDS_REASON}
        if needs_reason and not self.reason.data:
            self.reason.errors = [*self.reason.errors, _("Kies een reden: de schrijver leest die.")]
            return False
        return is_right

    def judgement(self) -> Judgement:
        """Return what was decided; a reason goes with what needs one."""
        verdict = Verdict(self.verdict.data)
        reason = ReportReason(self.reason.data) if self.reason.data and verdict in NEEDS_REASON else None
        return Judgement(verdict, reason, self.words.data or "")


class ReadForm(Form):
    """One button."""
