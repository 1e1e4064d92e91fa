"""What is measured: each page with the request that asks for it, and how fast it has to be."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, g
from flask.testing import FlaskClient

from bench.data import KEY
from bench.steering import MANAGER_KEY, PROVINCE

BOARD = "/programmas/programma-2/thema-1"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Page:
    """One line of the table. `target` is a ratio to the bare Flask page (design/speed.md)."""

    name: str
    path: str
    signed_in: bool = False
    target: float | None = None
    sends: Callable[[str], dict[str, str]] | None = (
        None  # the fields of a form, given the token of the session
    )
    has_limit: bool = True
    at_most: float | None = None  # milliseconds at the median for one reader alone, the programme manager


def comment(token: str) -> dict[str, str]:
    """Return a comment to post, each time another."""
    return {
        "csrf_token": token,
        "once": secrets.token_urlsafe(16),
        "body": f"Ik doe mee op dinsdag, en neem {secrets.randbelow(9) + 2} stoelen mee.",
        "audience": "public",
        "which": "CommentForm",
    }


PAGES = (
    Page("home, visitor", "/", target=0.30),
    Page("board, visitor", BOARD, target=0.30),
    Page("board, signed in", BOARD, signed_in=True, target=0.20),
    Page("board filtered", f"{BOARD}?fase=idea&borging=building", signed_in=True),
    Page("search, common word", f"{BOARD}?zoek=samen", target=0.15),
    Page("initiative, 100 comments", "/initiatieven/1", signed_in=True),
    Page("initiative, 50 comments", "/initiatieven/2", signed_in=True, target=0.15),
    Page(
        "post a comment",
        "/initiatieven/2/reacties",
        signed_in=True,
        target=0.10,
        sends=comment,
        has_limit=False,
    ),
    Page("watch poll, nothing new", "", target=3.0, has_limit=False),
)
STEERED = "/programmas/afbouw-0"
# Read by one person at a time: how long they wait counts, not how many a second.
ALONE = (
    Page("dashboard of a programme", f"{STEERED}/borging", at_most=300),
    Page("dashboard of one board", f"{STEERED}/thema-0/borging", at_most=300),
    Page("dashboard on an earlier day", f"{STEERED}/borging?op=2026-01-31", at_most=300),
    Page("what falls without the team", f"{STEERED}/wat-valt-er?team=ja", at_most=300),
    Page("coverage", f"{STEERED}/dekking", at_most=300),
    Page("province", f"/gebieden/{PROVINCE}/borging", at_most=300),
)


class Visit:
    """Requests as a browser sends them: with the session of somebody, and the token of their forms."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.signed_in, self.manager = app.test_client(), app.test_client()
        for client, key in ((self.signed_in, KEY), (self.manager, MANAGER_KEY)):
            with client.session_transaction() as session:
                session["_user_id"] = key
        page = self.signed_in.get("/").text
        self.token = _between(page, 'name="csrf_token" value="')

    def who(self, page: Page) -> FlaskClient:
        """Return who reads this page; nobody else is remembered from the request before."""
        for name in list(g):
            g.pop(name)
        if page.at_most is not None:
            return self.manager
        return self.signed_in if page.signed_in else self.client

    def path(self, page: Page) -> str:
        """Return the address itself: a page's own one with its title, and what watchers are told."""
        if page.sends:
            return page.path
        if not page.path:
            board = self.client.get(BOARD).text
            return _between(board, 'data-live-url="') + _between(board, 'data-version="')
        answer = self.who(page).get(page.path)
        return answer.location if answer.status_code in {301, 302, 303, 308} else page.path

    def request(self, page: Page) -> bytes:
        """Return the request as it goes over the wire."""
        lines = [
            f"{'POST' if page.sends else 'GET'} {self.path(page)} HTTP/1.1",
            f"Host: {HOST}",
            "Connection: keep-alive",
            "Accept-Encoding: gzip, deflate, br",
        ]
        if cookie := self.who(page).get_cookie(self.app.config["SESSION_COOKIE_NAME"]):
            lines.append(f"Cookie: {cookie.key}={cookie.value}")
        body = b""
        if page.sends:
            body = urlencode(page.sends(self.token)).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


def _between(text: str, start: str) -> str:
    found = re.search(re.escape(start) + '([^"]*)"', text)
    if not found:
        raise LookupError(f"There is no {start} in the page.")
    return found[1]
