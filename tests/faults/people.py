"""People with a browser: signed in, with a session that stays when the server goes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import urllib3
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from tests.client import key_of
from tests.faults.servers import SECRET, Server
from workspace.accounts.models import User

Files = Mapping[str, tuple[str, bytes, str]]  # field -> name, content, kind


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]
    seconds: float = 0.0

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class Person:
    """Somebody at a server, with one connection that is kept open as a browser does."""

    def __init__(self, server: Server, user: User, patience: float = 30) -> None:
        self.id, self.name = user.id, user.name
        self._pool = urllib3.HTTPConnectionPool(
            "127.0.0.1", server.port, timeout=patience, retries=False, maxsize=1, block=True
        )
        raw = secrets.token_hex(20)
        signing = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token")
        self.token = str(signing.dumps(raw))
        self._headers = {"Cookie": f"samenbord={_cookie({'_user_id': key_of(user), 'csrf_token': raw})}"}

    def post(self, path: str, fields: Mapping[str, str], files: Files | None = None) -> Answer | None:
        """Send a form; return None when the connection broke before there was an answer."""
        sent: dict[str, Any] = {"csrf_token": self.token, **fields, **(files or {})}
        return self._ask("POST", path, fields=sent, encode_multipart=bool(files))

    def get(self, path: str) -> Answer | None:
        """Open a page; return None when the connection broke before there was an answer."""
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, **sent: Any) -> Answer | None:
        try:
            answer = self._pool.request(method, path, headers=self._headers, redirect=False, **sent)
        except urllib3.exceptions.HTTPError:
            return None
        return Answer(answer.status, answer.data.decode(errors="replace"), answer.headers)


def _cookie(session: dict[str, str]) -> str:
    app = Flask("cookies")
    app.secret_key = SECRET
    signing = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signing is not None
    return str(signing.dumps(session))
