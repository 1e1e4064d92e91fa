"""What somebody chooses about their own data."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from workspace.forms import Form, filled
from workspace.labels import choices
from workspace.privacy.models import Contributions


class ErasureForm(Form):
    """What becomes of what somebody wrote, when their name and address go."""

    contributions = RadioField(
        _("Wat gebeurt er met wat u schreef?"),
        filled(_("Kies wat er gebeurt met wat u schreef.")),
        choices=choices(Contributions),
        invalid_choice_message=_("Kies wat er gebeurt met wat u schreef."),
    )

    @property
    def chosen(self) -> Contributions:
        """What was chosen, in a form that is right."""
        return Contributions(self.contributions.data)
