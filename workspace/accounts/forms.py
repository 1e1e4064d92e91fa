"""What people fill in about themselves."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, HiddenField, PasswordField, RadioField, StringField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from workspace import passwords
from workspace.accounts.models import NAME_LENGTH
from workspace.accounts.models.second_steps import LABEL_LENGTH
from workspace.codes import LONGEST_TYPED
from workspace.forms import NO_ADDRESS, Form, LineField, an_address, at_most, filled
from workspace.passkeys import LONGEST_SENT
from workspace.text import clean_name, email_address

LANGUAGES = {"nl": "Nederlands", "en": "English"}


def a_name(form: PlainForm, field: Field) -> None:
    """Refuse a name that nobody could read: without any letter or figure."""
    if not any(character.isalnum() for character in field.data):
        raise ValidationError(_("Vul een naam in met letters."))


def a_good_password(form: "NewPasswordForm", field: Field) -> None:
    """Refuse what is short, or easy to guess. Nothing is said about capitals or signs: that helps nobody."""
    if len(field.data) < passwords.LEAST:
        raise ValidationError(
            _(
                "Kies een langer wachtwoord: minstens %(least)s tekens. Een paar woorden mag ook.",
                least=passwords.LEAST,
            )
        )
    if len(field.data) > passwords.MOST:
        raise ValidationError(
            _("Kies een korter wachtwoord: hoogstens %(most)s tekens.", most=passwords.MOST)
        )
    if passwords.is_easy(field.data, form.about):
        raise ValidationError(
            _("Dit wachtwoord is makkelijk te raden. Kies vier woorden die niet bij elkaar horen.")
        )


class AddressForm(Form):
    """An e-mail address; `address` is its stored form once the form was found valid."""

    email = EmailField(_("E-mailadres"), validators=[*filled(NO_ADDRESS), an_address])

    @property
    def address(self) -> str:
        return email_address(self.email.data)


class SignInForm(AddressForm):
    """Signing in with a password, or on the same page without one, by a link."""

    password = PasswordField(
        _("Wachtwoord"), validators=filled(_("Vul uw wachtwoord in, of laat een link sturen."))
    )


class SignInLinkForm(SignInForm):
    """The same page, when the other button was pressed: the password does not matter."""

    password = PasswordField(_("Wachtwoord"))


class SignUpForm(AddressForm):
    """A new account: how others see somebody, and where mail goes."""

    name = StringField(
        _("Naam"),
        validators=[*filled(_("Vul uw naam in.")), at_most(NAME_LENGTH), a_name],
        filters=[clean_name],
    )
    email = EmailField(_("E-mailadres"), validators=[*filled(NO_ADDRESS), an_address])


class NameForm(Form):
    """The name that others see."""

    name = StringField(
        _("Naam"),
        validators=[*filled(_("Vul uw naam in.")), at_most(NAME_LENGTH), a_name],
        filters=[clean_name],
    )


class NewPasswordForm(Form):
    """A new password; `about` is what everybody knows of this person, and so no password."""

    password = PasswordField(
        _("Nieuw wachtwoord"), validators=[*filled(_("Vul een wachtwoord in.")), a_good_password]
    )

    def __init__(self, *, about: Sequence[str] = (), **kwargs: Any) -> None:
        self.about = about
        super().__init__(**kwargs)


class FirstPasswordForm(NewPasswordForm):
    """Confirming an account: a password may be chosen, and need not be."""

    password = PasswordField(_("Wachtwoord"), validators=[])

    def validate_password(self, field: Field) -> None:
        """Look at a password only when there is one."""
        if field.data:
            a_good_password(self, field)


class ChangePasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the one there was."""

    current_password = PasswordField(
        _("Huidig wachtwoord"), validators=filled(_("Vul uw huidige wachtwoord in."))
    )
    password = PasswordField(
        _("Nieuw wachtwoord"), validators=[*filled(_("Vul een nieuw wachtwoord in.")), a_good_password]
    )


class NewAddressForm(AddressForm):
    """Another e-mail address, for somebody without a password."""

    email = EmailField(_("Nieuw e-mailadres"), validators=[*filled(NO_ADDRESS), an_address])


class NewAddressWithPasswordForm(NewAddressForm):
    """Another e-mail address, by somebody who knows the password."""

    current_password = PasswordField(_("Wachtwoord"), validators=filled(_("Vul uw wachtwoord in.")))


class ConfirmByPasswordForm(Form):
    """Showing again that it is the same person."""

    current_password = PasswordField(_("Wachtwoord"), validators=filled(_("Vul uw wachtwoord in.")))


class CodeForm(Form):
    """A code from an app, or from paper."""

    code = LineField(_("Code"), validators=[*filled(_("Vul de code in.")), at_most(LONGEST_TYPED)])


class ShownKeyForm(Form):
    """What a browser sends that showed a passkey; filled in by `passkeys.js`."""

    challenge = HiddenField(validators=[at_most(LONGEST_TYPED)])
    credential = HiddenField(validators=[InputRequired(), at_most(LONGEST_SENT)])


class KeyNameForm(Form):
    """What somebody calls a passkey of theirs."""

    label = LineField(_("Naam"), validators=[*filled(_("Vul een naam in.")), at_most(LABEL_LENGTH), a_name])


class NewKeyForm(KeyNameForm):
    """A passkey that a browser made; filled in by `passkeys.js`."""

    challenge = HiddenField(validators=[at_most(LONGEST_TYPED)])
    credential = HiddenField(
        validators=[
            InputRequired(_("De toegangssleutel is niet gemaakt. Probeer het nog eens.")),
            at_most(LONGEST_SENT),
        ]
    )


class LanguageForm(Form):
    """The language of pages and mail."""

    locale = RadioField(
        _("Taal"),
        choices=[SelectChoice(value, label) for value, label in LANGUAGES.items()],
        validators=filled(_("Kies een taal.")),
        invalid_choice_message=_("Kies een taal."),
    )


class PlainButton(Form):
    """A page with one button."""
