"""What is asked about an organisation and about somebody who belongs to it."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import URL, Optional

from workspace.areas.queries import AreaRow
from workspace.forms import DayField, Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.labels import choices, grouped
from workspace.organisations.models import Layer, OrganisationKind


class OrganisationForm(VersionedForm):
    """An organisation. Kind and area stand there only for those who may choose them."""

    name = LineField(_("Naam"), [*filled(_("Vul de naam van de organisatie in.")), at_most(100)])
    kind = SelectField(
        _("Soort organisatie"), invalid_choice_message=_("Kies een soort organisatie uit de lijst.")
    )
    layer = SelectField(
        _("Werkgebied"),
        choices=choices(Layer),
        invalid_choice_message=_("Kies een werkgebied uit de lijst."),
    )
    area = SelectField(_("Gebied"), [Optional()], invalid_choice_message=_("Kies een gebied uit de lijst."))
    description = TextField(_("Wat doet deze organisatie?"), [Optional(), at_most(4000)])
    website = LineField(
        _("Website"),
        [
            Optional(),
            at_most(300),
            URL(message=_("Vul een volledig adres in, zoals https://www.voorbeeld.nl.")),
        ],
    )

    def offer(self, kinds: Iterable[OrganisationKind], areas: Iterable[AreaRow]) -> None:
        """Offer these kinds and places; without kinds, neither can be chosen."""
        self.kind.choices = choices(kinds)
        self.area.choices = [
            SelectChoice("", str(_("Geen"))),
            *grouped((area.id, area.name, area.kind) for area in areas),
        ]
        if not self.kind.choices:
            del self.kind, self.area


class MembershipForm(Form):
    """What somebody is in an organisation."""

    function = LineField(_("Functie"), [Optional(), at_most(100)])
    represents = BooleanField(_("Mag namens de organisatie afspraken maken (vertegenwoordiger)"))
    none_left = BooleanField(_("Ik weet dat er daarna geen vertegenwoordiger meer is"))


class EndForm(Form):
    """The last day of somebody in an organisation."""

    last_day = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))
    none_left = BooleanField(_("Ik weet dat er daarna geen vertegenwoordiger meer is"))
