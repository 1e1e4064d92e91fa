"""Asking whether personal data are meant to stand in what somebody typed, before it is placed.

The find stands at its field, and a box in the form says that it is meant.
It needs no JavaScript, and comes through htmx as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from flask import request
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import EmailField, Field, FieldList, FormField, HiddenField, PasswordField, StringField
from wtforms import Form as PlainForm

from workspace.personal_data import Find, Found, find_personal_data

SURE = "sure"
FORBIDDEN = frozenset({Found.CITIZEN_NUMBER})
QUESTION = Markup(
    '<div class="field field--invalid"><p class="field__error" id="{id}-why"><span>{why}</span></p>'
    '<div class="choice"><input type="checkbox" id="{id}" name="{name}" value="{value}"{checked}'
    ' aria-describedby="{id}-why"><label for="{id}">{label}</label></div></div>'
)


class Asked(NamedTuple):
    """What somebody is asked about, and whether the form has to come back for it."""

    doubtful: list[Find]
    is_sure: bool  # they said yes already; something else in the form may still be wrong
    is_wrong: bool

    def box(self, form: str) -> Markup:
        """Return the box that says that it is meant to stand there; empty when nothing is asked."""
        if not self.doubtful:
            return Markup("")
        return QUESTION.format(
            id=f"{form}-{SURE}",
            name=SURE,
            why=_(
                "Weet u het zeker? Anderen lezen dit ook: %(words)s",
                words=", ".join(find.words for find in self.doubtful),
            ),
            value=mark_of(self.doubtful),
            checked=Markup(" checked") if self.is_sure else "",
            label=_("Toch plaatsen"),
        )


def ask_about(form: PlainForm, *, few_read: Mapping[str, str], no_words: Mapping[str, str]) -> Asked:
    """Look through the texts of a form that was sent, and put what is found at its field; return what to ask.

    `few_read`, `no_words`: see `workspace.forms.Form`.
    """
    asked = [(field, _finds_in(field, few_read)) for field in texts_of(form, no_words)]
    doubtful = sorted({find for _field, finds in asked for find in finds if find.kind not in FORBIDDEN})
    is_sure = mark_of(doubtful) in request.form.getlist(SURE)
    is_wrong = False
    for field, finds in asked:
        if wrong := [find for find in finds if find.kind in FORBIDDEN or not is_sure]:
            field.errors = [*field.errors, *(told(find) for find in wrong)]
            is_wrong = True
    return Asked(doubtful, is_sure, is_wrong)


def _finds_in(field: Field, few_read: Mapping[str, str]) -> list[Find]:
    """Return what was typed now; what stood there before was asked about then."""
    found = find_personal_data(field.data)
    before = field.object_data if isinstance(field.object_data, str) else ""
    known = set(find_personal_data(before)) if found and before else set()
    is_for_few = field.short_name in few_read
    return [find for find in found if find.kind in FORBIDDEN or not (is_for_few or find in known)]


def mark_of(finds: Iterable[Find]) -> str:
    """Return what the box sends: it says yes to these finds only, so that others are asked about again."""
    return sha256("\n".join(find.words for find in finds).encode()).hexdigest()[:16]


def told(find: Find) -> Any:
    match find.kind:
        case Found.CITIZEN_NUMBER:
            return _(
                "Dit lijkt een burgerservicenummer: %(words)s. Van de wet mag dat hier niet staan,"
                " ook niet als het van uzelf is. Haal het weg.",
                words=find.words,
            )
        case Found.PHONE:
            return _(
                "Dit lijkt een telefoonnummer: %(words)s. Haal het weg, of kies “Toch plaatsen”.",
                words=find.words,
            )
        case Found.EMAIL:
            return _(
                "Dit lijkt een e-mailadres: %(words)s. Haal het weg, of kies “Toch plaatsen”.",
                words=find.words,
            )


def is_text(kind: type[Field]) -> bool:
    """Tell whether people type words in a field of this class."""
    return issubclass(kind, StringField) and not issubclass(kind, (HiddenField, EmailField, PasswordField))


def texts_of(form: PlainForm, but: Mapping[str, str]) -> Iterator[Field]:
    """Yield the fields with words in a form and in its rows, but for those with these names."""
    for field in form:
        yield from _texts_in(field, but)


def _texts_in(field: Field, but: Mapping[str, str]) -> Iterator[Field]:
    if isinstance(field, FormField):
        yield from texts_of(field.form, but)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _texts_in(entry, but)
    elif is_text(type(field)) and isinstance(field.data, str) and field.short_name not in but:
        yield field
