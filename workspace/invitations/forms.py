"""What is asked when somebody is invited."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField

from workspace.forms import NO_ADDRESS, Form, an_address, at_most, filled
from workspace.invitations.models import InvitedAs
from workspace.labels import choices
from workspace.text import email_address


class InvitationForm(Form):
    """Whom to invite, and as what."""

    email = EmailField(_("E-mailadres"), [*filled(NO_ADDRESS), at_most(254), an_address])
    invited_as = RadioField(_("Als wat?"), invalid_choice_message=_("Kies als wat u deze persoon uitnodigt."))

    def offer(self, *roles: InvitedAs) -> None:
        """Offer these roles, the first one chosen beforehand."""
        self.invited_as.choices = choices(roles)
        if not self.is_submitted():
            self.invited_as.data = roles[0].value

    @property
    def address(self) -> str:
        """Return the address as it is stored; the form was found valid."""
        return email_address(self.email.data)
