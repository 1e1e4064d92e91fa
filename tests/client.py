"""A test client that also checks on every page what no single test would think to check."""

import re
from collections import Counter
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.cast import FAR_AWAY, save
from workspace.accounts.models import User, UserSession
from workspace.db import db, may_write

HTMX = {"HX-Request": "true"}
ONCE_KEY = re.compile(r'(?<=name="once" value=")[^"]*')  # another one in every form
# What makes a browser fetch or send something without a click on a link.
FETCHING = {
    "src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "xlink:href", "manifest",
    "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "sse-connect", "ws-connect",
}  # fmt: skip
NOT_FETCHED = {"alternate", "canonical", "license"}
HERE = {"", "localhost", "127.0.0.1:8000"}
LABELLED = {"input", "select", "textarea"}


_checked: set[tuple[int, str]] = set()


class StrictClient(FlaskClient):
    """Starts each request with an empty session and no cached user, and reads every answer strictly."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        forget_the_last_request()
        response = super().open(*args, **kwargs)
        may_write()
        check_cookies(response, self.application.config["SESSION_COOKIE_NAME"])
        if response.mimetype == "text/html" and response.text.strip():
            check_html(response)
        return response

    def sign_in(self, user: User) -> "StrictClient":
        """Go on as this person."""
        key = key_of(user)
        with self.session_transaction() as session:
            session["_user_id"] = key
        return self

    def sign_out(self) -> "StrictClient":
        """Go on as a visitor."""
        with self.session_transaction() as session:
            session.clear()
        return self


def key_of(user: User) -> str:
    """Return the key with which this person is signed in, having signed them in when they were not."""
    key = f"key-of-{user.id}"
    key_hash = sha256(key.encode()).hexdigest()
    if db.session.scalar(select(UserSession.id).where(UserSession.key_hash == key_hash)) is None:
        # Never idle and never too old, whatever day a test travels to; who signs in afresh comes by a page.
        far = datetime.combine(FAR_AWAY, time(), UTC)
        save(
            UserSession(
                user_id=user.id,
                key_hash=key_hash,
                created_at=far,
                last_seen_at=far,
                proved_at=far,
                ends_at=far,
            )
        )
    return key


def forget_the_last_request() -> None:
    """Make this request start as in production: nothing in the session, nobody on `g`."""
    db.session.rollback()
    db.session.expunge_all()
    for name in list(g):
        g.pop(name)


def check_html(response: TestResponse) -> None:
    """Raise when a page or fragment is not what every page of ours must be; look at each text once."""
    text = ONCE_KEY.sub("", response.text)
    if (response.status_code, text) in _checked:
        return
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    if text.lstrip().lower().startswith("<!doctype"):
        tree = parser.parse(text)
        _check_page(tree, failed=response.status_code >= 400)
    else:
        tree = parser.parseFragment(text, container="div")
    _check_elements(list(tree.iter()))
    _checked.add((response.status_code, text))


def check_cookies(response: TestResponse, only: str) -> None:
    """Raise when an answer sets any cookie but that of the session."""
    names = {header.partition("=")[0] for header in response.headers.getlist("Set-Cookie")}
    assert names <= {only}, f"No cookies but the session: {names}"


def fetched_from_elsewhere(element: Element) -> list[str]:
    """Return the addresses on another site that a browser would fetch, or send something to, by itself."""
    said = {name: value for name, value in element.attrib.items() if name in FETCHING}
    if element.tag == "link" and element.attrib.get("rel") not in NOT_FETCHED:
        said["href"] = element.attrib.get("href", "")
    addresses = [part.split()[0] for value in said.values() for part in value.split(", ") if part.split()]
    return [address for address in addresses if urlsplit(address).netloc not in HERE]


def _check_page(tree: Element, *, failed: bool) -> None:
    assert tree.attrib.get("lang") in {"nl", "en"}, "A page says its language"
    # Where a long word may break is no part of it.
    headings = [_text(e).replace("\N{SOFT HYPHEN}", "") for e in tree.iter("h1")]
    assert len(headings) == 1, f"A page has one h1, not {headings}"
    title = _text(next(tree.iter("title"))).removeprefix("Fout: ").removeprefix("Error: ")
    assert failed or title.startswith(headings[0]), f"The title {title!r} begins with the h1 {headings[0]!r}"


def _check_elements(elements: list[Element]) -> None:
    elements = [e for e in elements if isinstance(e.tag, str)]
    ids = Counter(e.attrib["id"] for e in elements if "id" in e.attrib)
    assert not [i for i, n in ids.items() if n > 1], f"Each id once: {ids.most_common(3)}"
    named = {e.attrib.get("for") for e in elements if e.tag == "label"}
    for e in elements:
        assert not fetched_from_elsewhere(e), f"No third parties: {e.tag} {e.attrib}"
        assert "style" not in e.attrib, f"No inline style on {e.tag}"
        assert not [a for a in e.attrib if re.match(r"on[a-z]|hx-on|data-hx-", a)], (
            f"No inline script: {e.attrib}"
        )
        if e.tag == "script":
            assert e.attrib.get("src"), "No inline script"
        if e.tag == "form":
            _check_form(e)
        if e.tag in LABELLED and e.attrib.get("type") not in {"hidden", "submit"}:
            has_name = (
                e.attrib.get("id") in named or "aria-label" in e.attrib or "aria-labelledby" in e.attrib
            )
            assert has_name, f"A field has a label: {e.attrib}"
        if e.tag == "img":
            assert "alt" in e.attrib, f"A picture has an alt text: {e.attrib}"
        if e.tag in {"a", "button"} and "aria-label" not in e.attrib:
            assert _text(e), f"A link or button says what it does: {e.attrib}"


def _check_form(form: Element) -> None:
    assert form.attrib.get("action"), "A form says where it goes"
    if form.attrib.get("method", "get").lower() == "post":
        names = {e.attrib.get("name") for e in form.iter("input")}
        harmless_twice = form.attrib["action"] == "/uitloggen"
        assert "once" in names or harmless_twice, (
            f"A form that changes something carries form.hidden_tag(): {form.attrib}"
        )


def _text(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split()).replace("\u00ad", "")  # where a long word may break
    alts = " ".join(e.attrib.get("alt", "") for e in element.iter("img"))
    return words or alts
