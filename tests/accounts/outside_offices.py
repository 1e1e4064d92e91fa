"""Organisations through which people sign in: a real identity server, and one that a test can spoil."""

import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.cast import PASSWORD
from tests.setup_provider import NoProvider, provider_python

SERVER = Path(__file__).parents[1] / "provider_server.py"
BACK = "http://127.0.0.1:8000/inloggen/organisatie/terug"
SECRET = "een-geheim-van-de-toepassing"
INPUT = re.compile(r"<input[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@contextmanager
def real_office(back: str = BACK) -> Iterator[str]:
    """Run a real identity server that sends people back there; yield its address.

    Where it cannot be installed this skips and says so; in CI it fails: nobody reads there what was skipped.
    """
    try:
        python = provider_python()
    except NoProvider as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))
    command = [str(python), str(SERVER), back, SECRET]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def sign_in_there(address: str, name: str = "ine", *, answer: str = "accept") -> dict[str, str]:
    """Sign in at the real server as people do there; return what it sends the browser back with."""
    browser = requests.Session()
    reply = browser.get(address, allow_redirects=False)
    for _ in range(12):
        if reply.is_redirect:
            onward = urljoin(reply.url, reply.headers["Location"])
            if onward.startswith(BACK):
                return dict(parse_qsl(urlsplit(onward).query))
            reply = browser.get(onward, allow_redirects=False)
            continue
        fields = _hidden(reply.text)
        known = {"login": name, "password": PASSWORD, "answer": answer}
        fields |= {field: value for field, value in known.items() if f'name="{field}"' in reply.text}
        reply = browser.post(reply.url, data=fields, allow_redirects=False)
    raise AssertionError(f"The server does not send back: {reply.status_code} {reply.url}")


def _hidden(page: str) -> dict[str, str]:
    inputs = [dict(ATTRIBUTE.findall(tag)) for tag in INPUT.findall(page)]
    return {tag["name"]: unescape(tag.get("value", "")) for tag in inputs if tag.get("type") == "hidden"}


class OddOffice:
    """An organisation whose answers a test can spoil."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "of-the-office"})
        self.signs_with = self.key
        self.header: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.leaves_out: set[str] = set()  # of the claims
        self.facts: dict[str, Any] = {}
        self.more: dict[str, Any] = {}  # what it tells when asked with the token
        self.asked: list[dict[str, str]] = []
        self.nonce = ""
        office = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = dict(parse_qsl(urlsplit(self.path).query))
                if "redirect_uri" in asked:
                    return self._send_back(asked)
                answers = {"/jwks_uri": office.keys(), "/userinfo_endpoint": office.more}
                self._send(200, answers.get(self.path) or office.own_facts())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                office.asked.append(dict(parse_qsl(body)))
                self._send(200, office.token())

            def _send_back(self, asked: dict[str, str]) -> None:
                office.nonce = asked["nonce"]
                answer = urlencode({"code": "code", "state": asked["state"], "iss": office.address})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def _send(self, status: int, what: dict[str, Any]) -> None:
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def own_facts(self) -> dict[str, Any]:
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        ends = {name: f"{self.address}/{name}" for name in names}
        return {"issuer": self.address, **ends, **self.facts}

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self) -> dict[str, Any]:
        moment = int(time.time())
        claims = {
            "iss": self.address,
            "sub": "ine-1",
            "aud": "samenbord",
            "iat": moment,
            "exp": moment + 300,
            "nonce": self.nonce,
            "name": "Ine Vermeer",
            "email": "ine@example.nl",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: claim for name, claim in claims.items() if name not in self.leaves_out}
        header = {"alg": "RS256", "kid": "of-the-office", **self.header}
        signed = jwt.encode(header, claims, self.signs_with, algorithms=[str(header["alg"])])
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": signed}

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
