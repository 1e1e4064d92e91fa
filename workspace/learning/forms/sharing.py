"""Words for other programmes, and the answer of a municipality."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from workspace.forms import TextField, VersionedForm, at_most, filled
from workspace.learning.models.consent import SHARED_LENGTH


class ShareForm(VersionedForm):
    """What other programmes read about an obstacle."""

    text = TextField(
        _("Wat lezen andere programma's?"),
        [*filled(_("Schrijf wat andere programma's mogen lezen.")), at_most(SHARED_LENGTH)],
    )
    asks_name = BooleanField(_("Vraag de gemeente of haar naam erbij mag staan"))


class NameForm(VersionedForm):
    """Whether the name of the municipality may stand there."""

    agreed = RadioField(
        _("Mag de naam van uw gemeente erbij staan?"),
        [InputRequired(_("Kies ja of nee."))],
        choices=[SelectChoice("ja", _("Ja, de naam mag erbij")), SelectChoice("nee", _("Nee, zonder naam"))],
        invalid_choice_message=_("Kies ja of nee."),
    )
