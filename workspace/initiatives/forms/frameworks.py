"""What is fixed, what is free and who decides (N10)."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import Optional

from workspace.forms import Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.initiatives.forms.posting import TEXT_LENGTH
from workspace.initiatives.models.starting import REASON_LENGTH
from workspace.initiatives.queries.frameworks import Frameworks


class FrameworksForm(VersionedForm):
    """The frameworks; who changes them says why, who writes them down first does not."""

    fixed = TextField(
        _("Wat ligt vast?"),
        [
            *filled(_("Schrijf op wat vastligt. Ligt er niets vast? Schrijf dat dan.")),
            at_most(TEXT_LENGTH),
        ],
    )
    free = TextField(_("Waarin zijn mensen vrij?"), [Optional(), at_most(TEXT_LENGTH)])
    decider = LineField(_("Wie beslist?"), [Optional(), at_most(300)])
    reason = LineField(
        _("Waarom verandert u de kaders?"),
        [*filled(_("Vertel waarom u de kaders verandert.")), at_most(REASON_LENGTH)],
    )

    def __init__(self, *, is_first: bool, **kwargs: Any) -> None:
        """Make the form; the first time nobody asks why."""
        super().__init__(**kwargs)
        if is_first:
            del self.reason

    def frameworks(self) -> Frameworks:
        """Return what was filled in, of a form that is right."""
        return Frameworks(self.fixed.data, self.free.data, self.decider.data)

    def why(self) -> str:
        """Return the reason, or nothing when it was not asked."""
        return self.reason.data if "reason" in self else ""

    def differences(self, stored: Form) -> list[tuple[str, str, str]]:
        """Return the fields that differ from what is stored; a reason is of one change and not compared."""
        asked = self._fields.pop("reason", None)
        found = super().differences(stored)
        if asked is not None:
            self._fields["reason"] = asked
        return found
