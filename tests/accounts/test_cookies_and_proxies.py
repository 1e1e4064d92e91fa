"""One cookie that nobody else reads or makes, and an address of the visitor that nobody makes up."""

from pathlib import Path

import pytest
from flask import Flask, request

from tests.client import StrictClient
from workspace import create_app
from workspace.accounts.models import User
from workspace.config import Settings
from workspace.limits import client_address
from workspace.server import behind_proxies

FORGED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7, 192.0.2.1",
    "X-Forwarded-Host": "kwaad.example.com",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;host=kwaad.example.com;proto=https",
}


@pytest.mark.once
def test_over_https_the_one_cookie_belongs_to_this_host_only(database_url: str, tmp_path: Path, app: Flask):
    kept = app.extensions["settings"]
    settings = Settings(
        environment="test", database_url=database_url, files_dir=tmp_path, site_url="https://samen.example.nl"
    )
    safe = create_app(settings)
    answer = safe.test_client().get("/inloggen?taal=en", base_url="https://samen.example.nl")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-samenbord=")
    for words in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert words in cookie
    assert "Domain" not in cookie
    assert app.extensions["settings"] is kept


def test_a_cookie_that_was_changed_opens_nothing(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    cookie = client.get_cookie("samenbord")
    assert cookie is not None
    said, _, signed = cookie.value.rpartition(".")
    forged = f"{said}.{'B' if signed[0] == 'A' else 'A'}{signed[1:]}"
    for spoilt in (forged, cookie.value.split(".")[0], "", "x" * 4000):
        client.set_cookie("samenbord", spoilt)
        assert client.get("/account").status_code == 303
    client.set_cookie("samenbord", cookie.value)
    assert client.get("/account").status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(("proxies", "address"), [(0, "192.0.2.200"), (1, "192.0.2.1"), (2, "198.51.100.7")])
def test_only_what_our_own_proxies_add_is_believed(proxies: int, address: str):
    seen = []
    bare = Flask("bare")

    @bare.get("/")
    def look() -> str:
        seen.append((client_address(), request.host))
        return ""

    bare.wsgi_app = behind_proxies(bare.wsgi_app, proxies)  # type: ignore[method-assign]
    headers = {**FORGED} if not proxies else {name: FORGED[name] for name in ("X-Forwarded-For", "Forwarded")}
    bare.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.200"})
    assert seen == [(address, "localhost")]
