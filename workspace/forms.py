"""The base form: cleans what is typed, sends once, brings back what was kept, and speaks Dutch.

What people type for others to read is looked through for personal data: see `workspace.personal_data`.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from babel.support import NullTranslations, Translations
from flask import g, request
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.i18n import messages_path
from wtforms.validators import InputRequired, Length, StopValidation

from workspace import text
from workspace.asking import ask_about
from workspace.money import read_cents, show_cents
from workspace.times import today

LONGEST_NUMBER = 16  # characters
NO_ADDRESS = _("Vul een e-mailadres in, zoals naam@voorbeeld.nl.")
SHARED = frozenset({"csrf_token", "once", "which"})

Validator = Callable[[PlainForm, Field], None]


def _clean(value: Any) -> Any:
    # Only what was typed: a choice that became a member of an enum is text too, and must stay that member.
    return text.clean(value) if type(value) is str else value


@lru_cache
def _messages_in(locale: str) -> NullTranslations:
    """Return what WTForms itself says in a language; Flask-WTF would read the file for each request."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


class Form(FlaskForm):
    """Every form of the product.

    `once` makes a second click harmless, `which` names the form, so that text kept for a visitor comes
    back in the form where it was typed and in no other.

    Every text is looked through for what tells who somebody is; `few_read` and `no_words` name the fields in
    which that may stand, with the reason.
    """

    # Read by a few who need it, such as who takes work over: a phone number or an address belongs there.
    few_read: ClassVar[Mapping[str, str]] = {}
    # No text of people: an amount or a code.
    no_words: ClassVar[Mapping[str, str]] = {}

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    which = HiddenField()

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: PlainForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound_field.field_class, (FieldList, FormField)):
                return unbound_field.bind(form=form, **options)  # the fields inside are cleaned
            filters = [_clean, *unbound_field.kwargs.get("filters", ())]
            return unbound_field.bind(form=form, **{**options, "filters": filters})

        def get_translations(self, form: PlainForm) -> Any:
            return _messages_in(str(get_locale()))

        def wrap_formdata(self, form: PlainForm, formdata: Any) -> Any:
            if not isinstance(formdata, MultiDict) and request.is_json:
                return None  # no form is sent as JSON, whose values may be of any kind
            # Some fields show what was sent again as it came in, when they could not read it.
            sent = super().wrap_formdata(form, formdata)
            if not sent:
                return sent
            for_files = {field.name for field in form if isinstance(field, FileField)}
            return MultiDict(
                (name, _clean(value))
                for name, value in sent.items(multi=True)
                if name in for_files or not isinstance(value, FileStorage)
            )

    def __init__(self, **kwargs: Any) -> None:
        kept = g.get("kept_fields")
        if kept and kept.get("which") == type(self).__name__:
            kwargs["formdata"] = kept
        super().__init__(**kwargs)
        if "formdata" in kwargs:
            self.once.data = secrets.token_urlsafe(16)
        self.which.data = type(self).__name__

    def hidden_tag(self) -> Markup:
        """Return the hidden fields without ids, and what all forms share under one name in each of them.

        So several forms fit on a page, each with a prefix of its own.
        """
        hidden = (field for field in self if isinstance(field, HiddenField))
        tag = Markup('<input type="hidden" name="{}" value="{}">')
        fields = Markup("\n").join(tag.format(_name_of(field), field._value()) for field in hidden)
        asked = getattr(self, "_asked", None)
        return fields + asked.box(type(self).__name__) if asked else fields

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether all is well, also that nothing typed tells who somebody is without being meant to."""
        is_well: bool = super().validate(extra_validators)
        self._asked = ask_about(self, few_read=self.few_read, no_words=self.no_words)
        return is_well and not self._asked.is_wrong


class ButtonForm(Form):
    """A form that is only a button."""


def _name_of(field: Field) -> str:
    name: str = field.short_name if field.short_name in SHARED else field.name
    return name


class VersionedForm(Form):
    """A form for what two people may edit at once: it carries the version that was read."""

    version = HiddenField()

    def is_stale(self, version: int) -> bool:
        """Tell whether somebody else saved a newer version since this form was opened."""
        return bool(self.version.data != str(version))

    def differences(self, stored: Form) -> list[tuple[str, str, str]]:
        """Return label, what is stored now and what was typed, for every field where they differ."""
        pairs = ((field, stored[field.name]) for field in self if not isinstance(field, HiddenField))
        rows = (
            (mine.label.text, shown(theirs), shown(mine)) for mine, theirs in pairs if mine.type[:4] != "CSRF"
        )
        return [row for row in rows if row[1] != row[2]]


def shown(field: Field) -> str:
    """Return what a person would say stands in this field."""
    if isinstance(field, BooleanField):
        return str(_("Ja") if field.data else _("Nee"))
    if isinstance(field, SelectField):
        chosen = field.data if isinstance(field, SelectMultipleField) else [field.data]
        return ", ".join(
            str(option.label) for option in field.iter_choices() if option.value in (chosen or [])
        )
    if isinstance(field, DateField):
        return f"{field.data.day}-{field.data.month}-{field.data.year}" if field.data else ""
    return str(field.data or "")


class LineField(StringField):
    """One line of text: never None, and without line breaks even when somebody forges them."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        filters = [*options.pop("filters", ()), _one_line]
        super().__init__(label, validators, default="", filters=filters, **options)


class TextField(TextAreaField):
    """Text of several lines: never None."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators, default="", **options)


class DayField(DateField):
    """A day, as a browser sends it or as people here type it: 2026-12-01 or 1-12-2026."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(
            label,
            [*validators, _believable],
            format=["%Y-%m-%d", "%d-%m-%Y"],
            invalid_value_message=_("Vul een datum in, zoals 1-12-2026."),
            **options,
        )


class AmountField(StringField):
    """A number as people here type it, such as 24 or 1.250,5: not below zero, kept in hundredths."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else show_cents(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = read_cents(typed) if len(typed) <= LONGEST_NUMBER else None
        if not typed or self.data is not None:
            return
        if typed.startswith(("-", "−", "–")):
            raise ValueError(_("Vul een getal in dat niet onder nul is."))
        raise ValueError(_("Vul een getal in, bijvoorbeeld 24 of 1.250,5."))


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def an_address(form: PlainForm, field: Field) -> None:
    """Refuse what cannot be an e-mail address."""
    try:
        text.email_address(field.data or "")
    except ValueError as mistake:
        raise ValidationError(NO_ADDRESS) from mistake


def not_in_the_future(form: PlainForm, field: Field) -> None:
    """Refuse a day that is still to come: a validator for what already happened."""
    if field.data is not None and field.data > today():
        raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))


def _believable(form: PlainForm, field: Field) -> None:
    if field.data is not None and not 1900 <= field.data.year <= 2200:
        raise ValidationError(_("Vul een jaar in tussen 1900 en 2200."))


def filled(message: str) -> list[Any]:
    """Return validators for a field that must be filled in, with the words that say how to mend it."""
    return [InputRequired(message), _not_blank(message)]


def _not_blank(message: str) -> Validator:
    def check(form: PlainForm, field: Field) -> None:
        if isinstance(field.data, str) and not any(c.isprintable() and not c.isspace() for c in field.data):
            raise StopValidation(message)

    return check


def at_most(length: int) -> Any:
    """Return a validator that refuses text longer than this many characters."""
    return Length(max=length, message=_("Maak de tekst korter: hoogstens %(max)d tekens."))
