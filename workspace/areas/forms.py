"""The name of a core."""

from flask_babel import lazy_gettext as _

from workspace.forms import Form, LineField, at_most, filled


class CoreForm(Form):
    """A core of a municipality."""

    name = LineField(_("Naam van de kern"), [*filled(_("Vul de naam van de kern in.")), at_most(80)])
