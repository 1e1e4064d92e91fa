"""What somebody makes of a moment, and for whom that is."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from workspace.forms import TextField, VersionedForm, at_most, filled
from workspace.learning.forms.limits import REFLECTION_LENGTH
from workspace.programmes.models import Openness

FOR_WHOM = {
    Openness.PUBLIC: _("Iedereen die dit leermoment ziet"),
    Openness.PARTNERS: _("Alleen partners van het programma"),
}


class ReflectionForm(VersionedForm):
    """What somebody makes of a moment."""

    body = TextField(
        _("Hoe ziet u dit?"),
        [*filled(_("Schrijf hoe u dit ziet.")), at_most(REFLECTION_LENGTH)],
    )
    openness = RadioField(_("Wie mag dit lezen?"), invalid_choice_message=_("Kies wie dit mag lezen."))

    def __init__(self, *, offered: Sequence[Openness], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered = offered
        self.openness.choices = [SelectChoice(each.value, FOR_WHOM[each]) for each in offered]
        if len(offered) == 1:
            del self.openness

    def for_whom(self) -> Openness:
        """Return for whom it is, of a form that is right."""
        return Openness(self.openness.data) if "openness" in self else self.offered[0]
