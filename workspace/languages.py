"""Dutch, which every text is written in and so needs no looking up, and the languages it is translated to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from babel.support import NullTranslations
from flask import g
from flask_babel import Babel, Domain, LazyString, force_locale, get_translations
from markupsafe import Markup, escape

from workspace.web import locale

AS_WRITTEN = NullTranslations()


def _as_html(text: LazyString) -> Markup:
    return escape(str(text))


# Flask-Babel says of each of its late texts that it is HTML already, names that people typed in it included.
LazyString.__html__ = _as_html


class DutchFirst(Domain):
    """The texts of the product. Looking up the translations of a request costs more than many a query."""

    def get_translations(self) -> Any:
        return AS_WRITTEN if locale() == "nl" else super().get_translations()


class Languages(Babel):
    """Flask-Babel, with Dutch as it is written."""

    _texts: DutchFirst | None = None

    @property
    def domain_instance(self) -> DutchFirst:
        if self._texts is None:
            self._texts = DutchFirst()
        return self._texts


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Let texts and days be in this language for a while, whatever language the reader of the page chose."""
    before = g.get("locale")
    g.locale = language
    try:
        with force_locale(language):
            yield
    finally:
        g.pop("locale")
        if before:
            g.locale = before


def translate(words: str) -> str:
    """Translate a text of a template."""
    return words if locale() == "nl" else str(get_translations().ugettext(words))


def translate_number(one: str, several: str, number: int) -> str:
    """Translate a text of a template that depends on a number."""
    if locale() == "nl":
        return one if number == 1 else several
    return str(get_translations().ungettext(one, several, number))
