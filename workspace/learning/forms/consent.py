"""Asking the person quoted, and what that person answers."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from workspace.forms import DayField, Form, TextField, VersionedForm, an_address, at_most, not_in_the_future
from workspace.learning.forms.limits import QUOTE_LENGTH
from workspace.text import email_address


class Way(StrEnum):
    """How the person quoted is asked."""

    MAIL = "mail"
    COORDINATOR = "coordinator"
    MYSELF = "myself"
    PAPER = "paper"


class Reply(StrEnum):
    """What somebody answers who is quoted."""

    YES = "ja"
    NO = "nee"
    RATHER = "liever"


WAYS = {
    Way.MAIL: _("Iemand met een e-mailadres: wij sturen een brief met een link"),
    Way.MYSELF: _("Ik citeer mezelf"),
    Way.PAPER: _("Iemand die niet online komt, en op papier ja zei"),
}
REPLIES = {
    Reply.YES: _("Ja, zo mag het"),
    Reply.NO: _("Nee, liever niet"),
    Reply.RATHER: _("Liever zo: ik schrijf hieronder hoe ik het zeg"),
}


class AskForm(VersionedForm):
    """Who said it, and how that person is asked."""

    few_read: ClassVar[Mapping[str, str]] = {"email": "a letter goes there; nobody sees it"}

    way = RadioField(
        _("Wie zei dit?"),
        [InputRequired(_("Kies wie dit zei."))],
        invalid_choice_message=_("Kies wie dit zei."),
    )
    email = StringField(_("E-mailadres van wie dit zei"), [at_most(254)], default="")
    paper_on = DayField(_("Op welke dag zei de persoon ja?"), [not_in_the_future])
    agreed = BooleanField(_("De persoon zei op papier ja tegen precies deze woorden"))

    def offer(self, *ways: Way, coordinator: str = "") -> None:
        """Offer these ways; `coordinator` is the name of who runs the initiative."""
        names: dict[Way, Any] = WAYS | {
            Way.COORDINATOR: _("%(name)s, die dit initiatief trekt", name=coordinator)
        }
        self.way.choices = [SelectChoice(way.value, names[way]) for way in ways]
        if Way.PAPER not in ways:
            del self.paper_on, self.agreed

    def validate_email(self, field: Field) -> None:
        if self.way.data == Way.MAIL:
            an_address(self, field)

    def validate_paper_on(self, field: Field) -> None:
        if self.way.data == Way.PAPER and field.data is None:
            raise ValidationError(_("Vul de dag in waarop de persoon ja zei, zoals 1-12-2026."))

    def validate_agreed(self, field: Field) -> None:
        if self.way.data == Way.PAPER and not field.data:
            raise ValidationError(_("Zonder ja van de persoon tonen wij het citaat niet."))

    @property
    def address(self) -> str:
        """Return the address as it is stored, of a form that is right."""
        return email_address(self.email.data or "")

    @property
    def day(self) -> date:
        """Return the day of the yes on paper, of a form that is right."""
        found: date = self.paper_on.data
        return found


class AnswerForm(VersionedForm):
    """Yes, no, or rather in other words."""

    reply = RadioField(
        _("Mag dit zo worden getoond?"),
        [InputRequired(_("Kies ja, nee of liever zo."))],
        choices=[SelectChoice(reply.value, text) for reply, text in REPLIES.items()],
        invalid_choice_message=_("Kies ja, nee of liever zo."),
    )
    wish = TextField(_("Hoe zegt u het liever?"), [at_most(QUOTE_LENGTH)])

    def validate_wish(self, field: Field) -> None:
        if self.reply.data == Reply.RATHER and not any(sign.isalnum() for sign in field.data or ""):
            raise ValidationError(_("Schrijf hoe u het liever zegt."))


class GoneForm(Form):
    """What somebody no longer agrees to."""

    what = RadioField(
        _("Waarvoor geldt de toestemming niet meer?"),
        [InputRequired(_("Kies waarvoor de toestemming niet meer geldt."))],
        choices=[
            SelectChoice("picture", _("Voor de foto")),
            SelectChoice("words", _("Voor alles: de woorden, de naam en de foto")),
        ],
        invalid_choice_message=_("Kies waarvoor de toestemming niet meer geldt."),
    )
