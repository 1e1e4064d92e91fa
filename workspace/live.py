"""Answers whoever watches a board, before Flask, sessions and templates: has anything changed?"""

import json
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from hmac import compare_digest, new
from typing import Any

from workspace.outages import RETRY_AFTER, is_outage

PREFIX = "/kijk/"
EVERYBODY, PARTNERS = SCOPES = ("iedereen", "partners")
REMEMBERED = 0.4  # seconds that a version counts as known, so that a thousand watchers are one question
BOARDS_REMEMBERED = 10_000
RENEW_AFTER = 3600  # seconds after which a watcher fetches the page anew, and so asks for its rights again
KNOWS_NOTHING = 0  # no board has this version: whoever is told it fetches the page anew

ReadPulse = Callable[[int], tuple[int, int]]
Wsgi = Callable[..., Iterable[bytes]]


class Watch:
    """Gives out the addresses at which boards are watched, and answers them in front of an application.

    An address names the board, for whom, and until when; a signature keeps others from making one up.
    """

    def __init__(self, secret: str, read_pulse: ReadPulse) -> None:
        self._key = sha256(b"watch" + secret.encode()).digest()
        self._read_pulse = read_pulse
        self._known: dict[int, tuple[float, tuple[int, int]]] = {}

    def url(self, board_id: int, scope: str) -> str:
        """Return where to ask for news of a board; the version that one has goes behind it."""
        until = (int(time.time()) // RENEW_AFTER + 2) * RENEW_AFTER
        claim = f"{board_id}.{scope}.{until}"
        return f"{PREFIX}{claim}.{self._sign(claim)}?nu="

    def in_front_of(self, application: Wsgi) -> Wsgi:
        """Return the application with its watchers answered before it."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if not path.startswith(PREFIX) or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
                return application(environ, start_response)
            try:
                version = self._version(path[len(PREFIX) :])
            except Exception as error:
                if not is_outage(error):
                    raise
                start_response("503 Service Unavailable", [*HEADERS, ("Retry-After", str(RETRY_AFTER))])
                return []
            if version is None:
                return application(environ, start_response)  # which knows no such page
            if environ.get("QUERY_STRING") == f"nu={version}":
                start_response("204 No Content", HEADERS)
                return []
            body = json.dumps({"version": version}).encode()
            start_response("200 OK", [*HEADERS, ("Content-Type", "application/json"), _length(body)])
            return [body]

        return answer

    def forget(self) -> None:
        """Ask again for every version."""
        self._known.clear()

    def _sign(self, claim: str) -> str:
        return new(self._key, claim.encode(), "sha256").hexdigest()[:32]

    def _version(self, token: str) -> int | None:
        claim, _, signature = token.rpartition(".")
        if not claim or not compare_digest(signature.encode(), self._sign(claim).encode()):
            return None
        board_id, scope, until = claim.split(".")
        if not 0 <= int(until) - time.time() <= 2 * RENEW_AFTER:
            return KNOWS_NOTHING
        return self._pulse(int(board_id))[SCOPES.index(scope)]

    def _pulse(self, board_id: int) -> tuple[int, int]:
        known = self._known.get(board_id)
        if known and time.monotonic() - known[0] < REMEMBERED:
            return known[1]
        asked_at, pulse = time.monotonic(), self._read_pulse(board_id)
        if len(self._known) >= BOARDS_REMEMBERED:
            self.forget()
        self._known[board_id] = (asked_at, pulse)
        return pulse


HEADERS = [("Cache-Control", "no-store")]


def _length(body: bytes) -> tuple[str, str]:
    return ("Content-Length", str(len(body)))
