"""Forms of the administrator."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _

from workspace.forms import Form, LineField, at_most, filled


class SearchForm(Form):
    """Part of a name or an address. It is sent, not in the address: nothing of it stays in a log."""

    no_words: ClassVar[Mapping[str, str]] = {"words": "an administrator looks for a person by it"}

    words = LineField(
        _("Naam of e-mailadres, of een deel ervan"),
        [*filled(_("Vul een naam of een e-mailadres in.")), at_most(100)],
    )
