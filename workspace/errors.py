"""One page for each thing that can go wrong, in plain Dutch, and never a trace of the inside."""

import logging
from datetime import timedelta
from typing import Any

from flask import Flask, Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, TooManyRequests

from workspace.access import VISITOR, NotAllowed
from workspace.db import db
from workspace.forms import VersionedForm
from workspace.outages import HEADERS, STATUS, cause_of, is_outage

HIDDEN = frozenset({"csrf_token", "once", "which", "version"})
UNKNOWN_WAIT = 300  # seconds
SHORTEST_TEXT = 20  # characters that are worth keeping
PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})

log = logging.getLogger(__name__)


class Workspace(Flask):
    """Flask, with a log that holds no secret of an address: a link in mail, a calendar, a code."""

    def log_exception(self, exc_info: Any) -> None:
        """Log an exception with the rule of the address, and of what stands in it the numbers only."""
        numbers = {name: value for name, value in (request.view_args or {}).items() if type(value) is int}
        self.logger.error(
            "Exception on %s %s [%s]", request.url_rule, numbers, request.method, exc_info=exc_info
        )

    def handle_exception(self, e: Exception) -> Response:
        """Answer what nobody caught, in a view, at the commit or on the page of another error alike."""
        if is_outage(e):
            response = self.finalize_request(_outage(e), from_error_handler=True)
            response.headers.update(HEADERS)  # a limit on posting would have people wait for an hour
            return response
        _forget_who_is_here()
        return super().handle_exception(e)


def register_errors(app: Flask) -> None:
    """Answer every error with its page and status."""
    app.register_error_handler(NoResultFound, lambda _: page(404))
    app.register_error_handler(NotAllowed, lambda _: page(403))
    app.register_error_handler(StaleDataError, lambda _: page(409))
    app.register_error_handler(CSRFError, lambda _: page(400))
    # An address with something in it that PostgreSQL takes for no text, such as NUL: nothing has that name.
    app.register_error_handler(DataError, lambda _: page(404))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, lambda _: page(500))


def page(status: int, **facts: str) -> tuple[str, int]:
    """Return the page of this status, having undone whatever the request had begun."""
    db.session.rollback()
    typed = typed_texts() if status in {403, 409, 429} else []
    return render_template(f"errors/{status}.html", typed=typed, **facts), status


def typed_texts() -> list[str]:
    """Return what somebody wrote in the form of this request, to be copied: it was not saved.

    A right can end, or somebody can be first, between opening a form and sending it.
    """
    fields = request.form.items(multi=True) if request.method == "POST" else ()
    return [
        text.strip()
        for name, text in fields
        if name not in HIDDEN and "password" not in name and len(text.strip()) >= SHORTEST_TEXT
    ]


def conflict_page(form: VersionedForm, stored: VersionedForm) -> tuple[str, int]:
    """Return both versions side by side, with a way to save one's own after all; nothing is lost."""
    differences = form.differences(stored)
    form.version.data = stored.version.data
    typed = [
        (field.name, value) for field in form for value in field.raw_data or () if field.name not in HIDDEN
    ]
    return render_template("components/conflict.html", form=form, typed=typed, differences=differences), 409


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    facts = {"wait": _wait(error)} if status == TooManyRequests.code else {}
    body, code = page(status if status in PAGES else 400 if status < 500 else 500, **facts)
    allowed = error.get_response().headers.get("Allow")
    return body, code, {"Allow": allowed} if allowed else {}


def _wait(error: HTTPException) -> str:
    """Return in words how long the limit looks back that was reached."""
    reached = getattr(error, "limit", None)  # of a view; else of something counted by itself
    seconds = reached.limit.get_expiry() if reached else getattr(error, "retry_after", None)
    return str(format_timedelta(timedelta(seconds=seconds or UNKNOWN_WAIT)))


def _outage(error: Exception) -> ResponseReturnValue:
    """Return the page that says to come back in a moment, with what was typed; it asks no database."""
    log.error("Something outside is away: %s", cause_of(error))
    _forget_who_is_here()
    db.session.rollback()
    fields = _fields_of_this_form()
    typed, again = typed_texts() if fields else [], fields if _can_go_again(fields) else []
    return render_template("errors/503.html", typed=typed, again=again), STATUS, HEADERS


def _forget_who_is_here() -> None:
    """Go on as a visitor when nobody knows yet who this is: asking would take the database."""
    if "_login_user" not in g:
        g._login_user = VISITOR


def _fields_of_this_form() -> list[tuple[str, str]]:
    """Return all fields that this request sent, none when it sent none or its body cannot be read."""
    try:
        return list(request.form.items(multi=True)) if request.method == "POST" else []
    except (OSError, HTTPException):  # the disk is full, so that an upload had no place to wait either
        return []


def _can_go_again(fields: list[tuple[str, str]]) -> bool:
    """Tell whether sending these fields again does what was meant, once, and no secret stands in the page."""
    names = {name for name, _ in fields}
    return "once" in names and not request.files and not any("password" in name for name in names)
