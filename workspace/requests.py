"""Around every request: its number, how long it took, a line in the log, the figures of `metrics.py`."""

import logging
import re
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, request

from workspace.access import VISITOR, Actor
from workspace.logs import request_id
from workspace.metrics import count_request
from workspace.outages import RETRY_AFTER, is_outage

HEADER = "X-Request-ID"
# The server under us would say its own name (NCSC: do not tell what software you use).
NAMELESS = ("Server", "web")
# As proxies make them: a number of a request in hexadecimal, never words that somebody chose.
NUMBER = re.compile(r"[0-9a-fA-F-]{16,64}")
# Answered before Flask, many times a minute by machines: in the log when that is set to debug.
BY_MACHINES = ("/static/", "/kijk/", "/health/")
OTHER = "other"  # an address that is no page of ours
ROLE, RULE = "workspace.role", "workspace.rule"
Wsgi = Callable[..., Iterable[bytes]]

log = logging.getLogger(__name__)


def note_rules(app: Flask) -> None:
    """Let each request remember its rule, and what kind of reader it had, for its line in the log."""
    app.after_request(_note)


def around(application: Wsgi, *, behind_proxy: bool) -> Wsgi:
    """Return the application with each request numbered, timed and told of.

    Behind a proxy the number is that of the proxy, when it is one.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "") if behind_proxy else ""
        number = given if NUMBER.fullmatch(given) else uuid4().hex
        token, began, statuses = request_id.set(number), perf_counter(), [0]

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            statuses.append(int(status[:3]))
            return start_response(status, [*headers, (HEADER, number), NAMELESS], *more)

        try:
            return application(environ, start)
        except Exception as error:
            log.exception("An error that no page answers")
            if statuses[-1]:
                raise
            return _plain(error, start)
        finally:
            _tell(environ, statuses[-1], perf_counter() - began)
            request_id.reset(token)

    return answer


def _plain(error: Exception, start: Callable[..., Any]) -> list[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    if is_outage(error):
        start("503 Service Unavailable", [*headers, ("Retry-After", str(RETRY_AFTER))])
        return [b"Wij zijn er zo weer.\n"]
    start("500 Internal Server Error", headers)
    return [b"Er ging iets mis.\n"]


def _tell(environ: dict[str, Any], status: int, seconds: float) -> None:
    rule, method = rule_of(environ), environ["REQUEST_METHOD"]
    method = method if method in {"GET", "HEAD", "POST", "OPTIONS"} else OTHER
    count_request(rule, method, status, seconds)
    level = logging.DEBUG if rule in BY_MACHINES else logging.INFO
    if log.isEnabledFor(level):
        about = {"rule": rule, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
        log.log(level, "request", extra=about | {"role": environ.get(ROLE, "none")})


def rule_of(environ: dict[str, Any]) -> str:
    """Return the rule of the address that was asked for, never what stands in the address itself."""
    if rule := environ.get(RULE):
        return str(rule)
    path = environ.get("PATH_INFO", "")
    return next((prefix for prefix in BY_MACHINES if path.startswith(prefix)), OTHER)


def _note(response: Response) -> Response:
    request.environ[ROLE] = kind_of_reader(g.get("_login_user", VISITOR))
    request.environ[RULE] = request.url_rule.rule if request.url_rule else OTHER
    return response


def kind_of_reader(actor: Actor) -> str:
    """Return what somebody is here, told so coarsely that nobody is known by it."""
    if not actor.is_authenticated:
        return "visitor"
    if actor.is_admin:
        return "administrator"
    if actor.team_of or actor.leads:
        return "team"
    return "organisation" if actor.member_of else "resident"
