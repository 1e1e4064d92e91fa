"""The form with which somebody asks for a file."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from workspace.forms import Form
from workspace.labels import label
from workspace.renditions.models import RenditionFormat


class FormatForm(Form):
    """In which form somebody takes something along. Asking twice gives one file, so it needs no once-key."""

    format = RadioField(
        _("Waarin wilt u het meenemen?"),
        choices=lambda: [SelectChoice(kind.value, label(kind)) for kind in RenditionFormat],
        validators=[InputRequired(_("Kies waarin u het wilt meenemen."))],
    )

    @property
    def chosen(self) -> RenditionFormat:
        return RenditionFormat(self.format.data)
