"""Pages that are drawn once for many people, with holes for what belongs to one request.

The parts around every page work like that: drawing them anew costs more than many a page between them.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from flask import g, render_template, request
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from workspace.times import show_day, today
from workspace.web import current_actor, locale

SECTIONS = ("/programmas", "/organisaties", "/mijn")  # what the main navigation leads to
SECRET = secrets.token_hex(12)  # nobody who writes can know it
AnyForm = TypeVar("AnyForm", bound=FlaskForm)
HOLE = re.compile(f"{SECRET}-([a-z]+)-")


def hole(kind: str) -> str:
    """Return the mark of a place in HTML that is filled in later."""
    return f"{SECRET}-{kind}-"


class Cut(NamedTuple):
    """HTML cut at its holes: texts, and between each two of them the kind of hole."""

    texts: tuple[bytes, ...]
    kinds: tuple[str, ...]

    @property
    def whole(self) -> Markup:
        """The HTML with its holes still marked, to be part of a larger piece."""
        marks = [*map(hole, self.kinds), ""]
        html = "".join(text.decode() + mark for text, mark in zip(self.texts, marks, strict=True))
        return Markup(html)  # noqa: S704 - rendered by a template

    def filled(self, values: Mapping[str, Callable[[], str]]) -> bytes:
        """Return the HTML with its holes filled; each value is asked for once for each hole of its kind."""
        parts = [self.texts[0]]
        for kind, text in zip(self.kinds, self.texts[1:], strict=True):
            parts += values[kind]().encode(), text
        return b"".join(parts)


def cut(html: str) -> Cut:
    """Return rendered HTML, cut at its holes."""
    texts = HOLE.split(html)
    return Cut(tuple(text.encode() for text in texts[::2]), tuple(texts[1::2]))


class Frame:
    """The parts around every page of one application, by language, sort of reader and place."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str, bool, str, bool], Cut] = {}

    def part(self, name: str, is_error: bool = False) -> Markup:
        """Return a part, such as `header`, of templates/layouts for this request.

        An error has no address of its own: a hidden thing and a missing one answer the same to the letter.
        """
        signed_in = current_actor.is_authenticated
        section, exactly = _section(request.path)
        key = (name, locale(), signed_in, section, exactly)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = cut(_draw(name, signed_in, section, exactly))
        if g.get("frame_left_open"):
            return found.whole
        values = {**OF_THIS_REQUEST, "address": _home_in_the_other_language} if is_error else OF_THIS_REQUEST
        return Markup(found.filled(values).decode())  # noqa: S704 - a template, and escaped values


def _draw(name: str, signed_in: bool, section: str, exactly: bool) -> str:
    return render_template(
        f"layouts/_{name}.html",
        signed_in=signed_in,
        section=section,
        exactly=exactly,
        name=hole("name"),
        token=hole("token"),
        other_language=hole("address"),
        today=hole("today"),
    )


@contextmanager
def left_open() -> Iterator[None]:
    """Leave the holes in the frame of the page drawn in this block, to be filled later."""
    g.frame_left_open = True
    try:
        yield
    finally:
        g.frame_left_open = False


def with_holes(form: AnyForm) -> AnyForm:
    """Return a form, with holes for its token and its once-key while the page is left open."""
    if g.get("frame_left_open"):
        form["once"].data = hole("once")
        if "csrf_token" in form:
            form["csrf_token"].current_token = hole("token")
    return form


def filled_for_this_request(page: Cut) -> bytes:
    """Return a page drawn earlier, with who is here and keys of its own for each of its forms."""
    made = {kind: OF_THIS_REQUEST[kind]() for kind in OF_THIS_REQUEST.keys() & set(page.kinds)}
    once = {"once": lambda: secrets.token_urlsafe(16)}
    return page.filled(once | {kind: (lambda value=value: value) for kind, value in made.items()})


def _section(path: str) -> tuple[str, bool]:
    """Return which part of the main navigation a page lies in, if any, and whether it is its first page."""
    section = next((one for one in SECTIONS if path == one or path.startswith(f"{one}/")), "")
    return section, path == section


def _in_the_other_language() -> str:
    """Return the address of this page in the other language. What answers a form has none: then home."""
    if request.method != "GET":
        return _home_in_the_other_language()
    asked: list[tuple[str, Any]] = [(k, v) for k, v in request.args.items(multi=True) if k != "taal"]
    return str(escape(f"{quote(request.path)}?{urlencode([*asked, ('taal', _other_language())])}"))


def _home_in_the_other_language() -> str:
    return f"/?taal={_other_language()}"


def _other_language() -> str:
    return "nl" if locale() == "en" else "en"


# What goes into the holes of every frame.
OF_THIS_REQUEST: Mapping[str, Callable[[], str]] = {
    "name": lambda: str(escape(current_actor.name)),
    "token": lambda: str(generate_csrf()),
    "address": _in_the_other_language,
    "today": lambda: show_day(today(), locale()),
}
