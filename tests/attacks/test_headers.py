"""Every answer tells the browser what it may do with it, also before Flask is asked."""

import pytest

from tests.house.test_rights import rules
from tests.house.world import address_of, build_world, fields_of
from workspace import create_app
from workspace.config import Settings
from workspace.headers import CONTENT_SECURITY_POLICY, OF_NO_PAGE

A_YEAR = 31_536_000
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def assert_guarded(answer):
    """Raise when an answer lacks a header that each has, or has it twice."""
    for name, value in ALWAYS.items():
        assert answer.headers.getlist(name) == [value], f"{answer.request.path}: {name}"
    # Where the address itself is a secret, not even our own pages are told of it.
    assert answer.headers.getlist("Referrer-Policy") in (["same-origin"], ["no-referrer"])
    page = answer.headers.get("Content-Type", "text/html").startswith("text/html")
    policies = answer.headers.getlist("Content-Security-Policy")
    assert policies == [CONTENT_SECURITY_POLICY if page else OF_NO_PAGE], answer.request.path
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "X-Powered-By" not in answer.headers


@pytest.mark.once
def test_every_route_answers_with_every_header(app, client, tries):
    world = build_world(app.extensions["settings"].files_dir)
    for person in (None, world.nico):
        for rule, method in rules(app):
            if person:
                client.sign_in(person)
            sent = {"data": fields_of(rule.endpoint, world)} if method == "POST" and person is None else {}
            assert_guarded(client.open(address_of(rule, world), method=method, **sent))
            tries.add()


@pytest.mark.once
def test_what_is_answered_before_flask_has_them_too(app, client, board, tries):
    static = [
        app.jinja_env.globals["static_url"](name) for name in ("css/all.css", "favicon.svg", "icons.svg")
    ]
    watched = app.extensions["watch"].url(board.id, "iedereen") + "0"
    for address in (*static, watched, "/static/nothing", "/kijk/1.iedereen.9.x?nu=1", "/geen-pagina", "/%00"):
        assert_guarded(client.get(address))
        tries.add()
    for status in (client.open("/", method="TRACE"), client.post("/inloggen", data=b"x" * 14_000_000)):
        assert status.status_code in {405, 413}
        assert_guarded(status)
        tries.add()


def test_the_policy_lets_nothing_in_from_elsewhere():
    parts = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert parts.pop("img-src") == "'self' data:"
    assert set(parts.values()) == {"'self'", "'none'"}
    for name in ("default-src", "frame-ancestors", "base-uri"):
        assert parts[name] == "'none'"
    assert parts["form-action"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY and "script" not in OF_NO_PAGE


@pytest.mark.once
def test_over_https_a_browser_is_told_to_stay_there(tmp_path, tries):
    site = Settings(
        environment="production",
        secret_key="x" * 40,
        database_url=f"sqlite:///{tmp_path}/x.sqlite",
        files_dir=tmp_path,
        site_url="https://samen.example.nl",
    )
    browser = create_app(site).test_client()
    for address in ("/toegankelijkheid", "/static/nothing", "/.well-known/security.txt"):
        told = browser.get(address, base_url="https://samen.example.nl").headers.getlist(
            "Strict-Transport-Security"
        )
        assert len(told) == 1
        seconds, subdomains = told[0].split("; ")
        assert int(seconds.removeprefix("max-age=")) >= A_YEAR and subdomains == "includeSubDomains"
        tries.add()
    plain = create_app(Settings(environment="test", database_url="sqlite://", files_dir=tmp_path))
    assert "Strict-Transport-Security" not in plain.test_client().get("/robots.txt").headers
