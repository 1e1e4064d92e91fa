"""What is asked about a board and its working group."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.boards.models import ConsultationStage, TargetGroup
from workspace.boards.queries.boards import PartnerChoice
from workspace.boards.queries.working_group import BoardMemberRow, Candidate
from workspace.forms import DayField, Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.labels import choices
from workspace.programmes.models import Openness


class BoardForm(VersionedForm):
    """A board."""

    title = LineField(_("Titel"), [*filled(_("Vul een titel in.")), at_most(100)])
    ambition = TextField(_("Ambitie"), [Optional(), at_most(4000)])
    threshold = LineField(_("Wanneer is de ambitie gehaald?"), [Optional(), at_most(300)])
    policy_field = LineField(_("Wettelijke taak of beleidsveld"), [Optional(), at_most(100)])
    target_groups = SelectMultipleField(
        _("Voor wie"),
        choices=choices(TargetGroup),
        invalid_choice_message=_("Kies groepen uit de lijst."),
    )
    consultation = SelectField(
        _("Hoe ver is het gesprek?"),
        choices=choices(ConsultationStage),
        invalid_choice_message=_("Kies een stap uit de lijst."),
    )
    how_to_join = TextField(_("Hoe kunnen mensen meedoen?"), [Optional(), at_most(2000)])
    openness = SelectField(
        _("Wie ziet dit bord?"),
        choices=choices(Openness),
        invalid_choice_message=_("Kies wie dit bord ziet."),
    )


class BoardPartnersForm(Form):
    """Which organisations work on a board."""

    organisations = SelectMultipleField(
        _("Organisaties"), invalid_choice_message=_("Kies organisaties uit de lijst.")
    )

    def offer(self, organisations: Iterable[PartnerChoice]) -> None:
        """Offer these organisations."""
        self.organisations.choices = [SelectChoice(str(one.id), one.name) for one in organisations]


class PersonForm(Form):
    """Somebody who joins or leads a working group."""

    person = SelectField(_("Wie?"), invalid_choice_message=_("Kies iemand uit de lijst."))

    def offer(self, members: Iterable[BoardMemberRow], candidates: Iterable[Candidate]) -> None:
        """Offer these people, each once: the working group first, then by organisation."""
        group = str(_("Werkgroep"))
        offered = {one.user_id: SelectChoice(str(one.user_id), one.name, optgroup=group) for one in members}
        for one in candidates:
            choice = SelectChoice(str(one.user_id), one.name, optgroup=one.organisation)
            offered.setdefault(one.user_id, choice)
        self.person.choices = [SelectChoice("", str(_("Kies iemand"))), *offered.values()]


class EndForm(Form):
    """The last day of somebody in a working group."""

    last_day = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))
