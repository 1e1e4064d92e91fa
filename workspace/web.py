"""What views share: who is here, who may enter, one transaction a request, sending a form once."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user as _current_user
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map, RequestRedirect
from werkzeug.wrappers import Response

from workspace.access import Actor, NotAllowed
from workspace.accounts.queries import find_kept_form
from workspace.activity.actions import claim_submission, settle_submission
from workspace.config import Settings
from workspace.db import db, may_write, reading_only
from workspace.marks import before_second_step as before_second_step
from workspace.marks import finishes as finishes
from workspace.marks import prepares as prepares
from workspace.marks import public as public
from workspace.marks import sensitive as sensitive
from workspace.marks import without_csrf as without_csrf
from workspace.text import clean

READING = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_ADDRESS = 500
MOST_FIELDS = 3000  # in one form; a million empty ones fit in the bytes that a form may have
LOCALES = ("nl", "en")

# Flask-Login's proxy, given the type that views rely on.
current_actor = cast(Actor, _current_user)


def actor_here() -> Actor:
    """Return the person at the keyboard itself, not the proxy: for code that asks it many things."""
    return cast(Actor, _current_user._get_current_object())


def awaits_second_step() -> bool:
    """Tell whether this person may do nothing until they show something that they have."""
    return actor_here().awaits_second_step(settings().second_step_for)


def finish_after_sign_in(path: str) -> str:
    """Do what this address stands for, when it says that it is done so; return where to go on."""
    adapter = cast(Any, current_app.create_url_adapter(request))
    try:
        endpoint, values = adapter.match(urlsplit(path).path, method="POST")
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return path
    finish = getattr(current_app.view_functions[endpoint], "finish", None)
    if finish is None:
        return path
    db.session.flush()  # so that whoever signed in is found
    g.pop("_login_user", None)
    if awaits_second_step():
        return path
    try:
        return cast(str, finish(**values))
    except (NotAllowed, NoResultFound):
        return path


def begin_writing() -> None:
    """Start the transaction that changes things, after the slow work was done."""
    db.session.rollback()
    may_write()


def settings() -> Settings:
    """Return the settings of this installation."""
    return cast(Settings, current_app.extensions["settings"])


def wants_fragment() -> bool:
    """Tell whether htmx asked for part of a page rather than the page."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def same_site_path(target: str | None, otherwise: str = "/") -> str:
    """Return an address of this site that is safe to be sent to, or `otherwise`."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if len(target) > LONGEST_ADDRESS or not target.isprintable():
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc or "\\" in target else target


def go_to(address: str) -> ResponseReturnValue:
    """Send the browser on, as a page or from within an htmx request."""
    if wants_fragment():
        return "", 200, {"HX-Redirect": address}
    return redirect(address, 303)


class NumberConverter(IntegerConverter):
    """A number in an address that a database can hold; a larger one is an address that does not exist.

    In plain digits: Python reads those of other scripts too, and so one thing would have many addresses.
    """

    regex = "[0-9]+"

    def __init__(self, url_map: Map, max: int = 2**31 - 1, **options: Any) -> None:
        super().__init__(url_map, max=max, **options)


def prepare_requests(app: Flask, door: Callable[[], ResponseReturnValue | None]) -> None:
    """Give every request its transaction, its guard at the door and its headers."""
    app.url_map.converters["int"] = NumberConverter
    app.before_request(_begin)
    app.before_request(door)
    app.before_request(_send_once)
    app.after_request(_say_who_may_keep_it)  # Flask runs these last to first
    app.after_request(_end_transaction)
    app.teardown_request(lambda _: may_write())


def locale() -> str:
    """Return the language of this request: Dutch, unless this browser asked for English here."""
    if not request:
        return str(g.get("locale", "nl")) if g else "nl"
    if "locale" not in g:  # asked for with every date on a page
        asked = request.args.get("taal")
        if asked in LOCALES:
            session["locale"] = asked
        g.locale = session.get("locale", "nl")
    return cast(str, g.locale)


def _begin() -> None:
    if request.method in READING:
        reading_only()
        if db.engine.dialect.name == "postgresql":
            # No BEGIN and no ROLLBACK: fewer round trips, and prepared statements survive (design/speed.md).
            db.session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
    elif hasattr(view_here(), "prepares_because"):
        reading_only()
    else:
        may_write()
    if None in request.form or None in request.files:
        raise BadRequest  # a part without a name, which no form sends
    if sum(len(values) for _, values in request.form.lists()) > MOST_FIELDS:
        raise RequestEntityTooLarge
    if token := request.args.get("bewaard"):
        g.kept_fields = MultiDict(find_kept_form(token, path=request.path))


def view_here() -> Any:
    """Return the view that answers this request, or None."""
    return current_app.view_functions.get(request.endpoint or "")


def page_of_this_form() -> str:
    """Return the page on which a form that was sent can be typed again."""
    try:
        if (adapter := current_app.create_url_adapter(request)) and request.url_rule:
            adapter.match(method="GET")
    except (NotFound, MethodNotAllowed, RequestRedirect):
        referrer = urlsplit(request.referrer or "")
        return same_site_path(referrer.path) if referrer.netloc == request.host else "/"
    return request.path


def _send_once() -> ResponseReturnValue | None:
    return None if hasattr(view_here(), "prepares_because") else send_once()


def send_once() -> ResponseReturnValue | None:
    """Return None the first time a form is sent, else the answer to give again."""
    key = clean(request.form.get("once", "")) if request.method == "POST" else ""
    if not key:
        return None
    g.submission = f"{current_actor.id or 0}:{key}"[:80]
    location = claim_submission(g.submission)
    if location is None:
        return None
    del g.submission
    return _answer_again(location)


def _answer_again(location: str) -> ResponseReturnValue:
    if wants_fragment():
        return "", 200, {"HX-Refresh": "true"} if not location else {"HX-Redirect": location}
    return redirect(location or page_of_this_form(), 303)


def _end_transaction(response: Response) -> Response:
    """Commit what a successful change did. Everything else leaves no trace."""
    if request.method in READING or response.status_code >= 400:
        db.session.rollback()
        return response
    try:
        if key := g.pop("submission", None):
            settle_submission(key, response.headers.get("HX-Redirect") or response.location or "")
        db.session.commit()
    except StaleDataError as conflict:
        db.session.rollback()
        return current_app.make_response(cast(Any, current_app.handle_user_exception(conflict)))
    return response


def _say_who_may_keep_it(response: Response) -> Response:
    headers = response.headers
    headers["Vary"] = f"{headers['Vary']}, HX-Request, Cookie" if "Vary" in headers else "HX-Request, Cookie"
    if "Cache-Control" not in headers:
        signed_in = getattr(g, "_login_user", None) is not None and current_actor.is_authenticated
        headers.add("Cache-Control", "no-store" if signed_in else "private, no-cache")
    return response
