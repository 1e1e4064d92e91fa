"""Requests that somebody is tricked into, or that lie about where they come from."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests import cast
from tests.attacks.tries import corpus
from tests.house.test_odd_input import rules
from tests.house.world import address_of, fields_of
from tests.rounds import has_turn
from workspace.accounts.models import User
from workspace.db import Base, db
from workspace.mail.models import OutgoingMail
from workspace.passwords import hash_password
from workspace.server import behind_proxies

pytestmark = [pytest.mark.slow, pytest.mark.once]
REDIRECTS = corpus("redirect")
HERE = "http://localhost"
LIES = {
    "X-Forwarded-Host": "kwaad.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-For": "6.6.6.6",
    "X-Original-URL": "/beheer",
    "X-Rewrite-URL": "/beheer",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "host=kwaad.example",
    "X-Forwarded-Prefix": "/kwaad",
}


@pytest.fixture
def guarded(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def rows():
    """Return what each table holds."""
    with db.engine.connect() as connection:
        return {table.name: connection.execute(table.select()).all() for table in Base.metadata.sorted_tables}


def changed(before):
    """Return the tables that hold something else now."""
    after = rows()
    return {name for name in after if after[name] != before[name]}


def token_on(page):
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def test_no_change_without_the_token_of_this_session(guarded, quick, world, tries):
    """Each POST of the routes: without a token, with nonsense, with the token of somebody else."""
    others = token_on(quick.as_person(world, "nico").get("/account/naam"))
    open_to_machines = {
        rule.endpoint
        for rule in rules(guarded, "POST")
        if hasattr(guarded.view_functions[rule.endpoint], "no_csrf_because")
    }
    assert len(open_to_machines) <= 2, "Say why nobody can be tricked into these."
    before = rows()
    for rule in rules(guarded, "POST"):
        if rule.endpoint in open_to_machines:
            continue
        for token in (None, "kwaad", others):
            sent = fields_of(rule.endpoint, world) | ({"csrf_token": token} if token else {})
            headers = {"X-CSRFToken": token} if token else {}
            answer = quick.as_person(world, "marja").post(address_of(rule, world), data=sent, headers=headers)
            assert answer.status_code == 400, f"{rule} answers {answer.status_code} to {token}"
            tries.add()
    assert changed(before) <= {"audit_entry", "user_session"}


def test_a_token_works_in_its_own_session_only(guarded, quick, world):
    token = token_on(quick.as_person(world, "nico").get("/account/naam"))
    sent = {"name": "Nico de Tweede", "csrf_token": token}
    assert quick.post("/account/naam", data=sent).status_code == 303
    assert quick.as_person(world, "paul").post("/account/naam", data=sent).status_code == 400


def test_looking_changes_nothing(app, quick, world, tries):
    """A GET writes in no table, so that no picture on a page elsewhere changes anything."""
    for person in ("marja", "rachida"):
        quick.as_person(world, person)
        before = rows()
        for rule in rules(app, "GET"):
            for method in ("GET", "HEAD"):
                if has_turn(0, len(rule.rule), of=4, few=1) or method == "GET":
                    quick.open(address_of(rule, world), method=method)
                    tries.add()
        assert changed(before) <= {"audit_entry"}, person


@pytest.mark.parametrize("way", ["verder", "referrer", "terug"])
def test_nobody_is_sent_elsewhere(app, quick, world, tries, way):
    nico = db.session.get(User, world.nico.id)
    nico.password_hash = hash_password(cast.PASSWORD)
    db.session.commit()
    for number, target in enumerate(REDIRECTS):
        if not has_turn(number, len(way), of=3, few=1):
            continue
        plain = target.encode("utf-8", "replace").decode()
        headers = (
            {"Referer": re.sub(r"[^\x20-\x7e]", "", f"http://localhost/{plain}")} if way == "referrer" else {}
        )
        for extra in ({}, {"HX-Request": "true"}):
            quick.as_person(world, "visitor")
            answer = quick.post(
                "/inloggen",
                query_string={way: plain},
                data={"email": nico.email, "password": cast.PASSWORD, way: plain},
                headers=headers | extra,
            )
            place = answer.headers.get("Location") or answer.headers.get("HX-Redirect")
            assert place and answer.status_code in {200, 303}, (target, answer.status_code)
            assert_here(place, target)
            assert "kwaad" not in {cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")}
            tries.add()


def assert_here(place, target):
    """Raise when a browser that is sent to this place leaves this site."""
    as_browsers_read = re.sub(r"[\t\r\n]", "", place).strip("\x00\x1f ").replace("\\", "/")
    led = urlsplit(urljoin(f"{HERE}/inloggen", as_browsers_read))
    assert (led.scheme, led.netloc) == ("http", "localhost"), (target, place)
    assert "\r" not in place and "\n" not in place


def test_no_question_of_any_page_sends_somebody_elsewhere(app, quick, world, tries):
    names = ("verder", "terug", "next", "url", "return", "redirect", "naar", "bewaard", "op")
    for place, rule in enumerate(rules(app, "GET")):
        for number, target in enumerate(REDIRECTS):
            if has_turn(number, place, of=len(REDIRECTS), few=1) and has_turn(place, 0, of=4, few=1):
                asked = dict.fromkeys(names, target.encode("utf-8", "replace").decode())
                answer = quick.as_person(world, "marja").get(
                    address_of(rule, world).split("?")[0], query_string=asked
                )
                for led in filter(None, (answer.headers.get("Location"), answer.headers.get("HX-Redirect"))):
                    assert_here(led, target)
                tries.add(len(names))


def test_a_forged_host_stands_nowhere(app, quick, world, tries):
    """Links in pages and mail come from SITE_URL; only a proxy that the settings know is believed."""
    for rule in rules(app, "GET"):
        address = address_of(rule, world)
        answer = quick.as_person(world, "marja").get(address, headers=LIES)
        said = answer.data + str(answer.headers).encode()
        assert b"kwaad.example" not in said and b"/kwaad" not in said, rule
        tries.add(len(LIES))


def test_mail_leads_to_the_site_whatever_the_host_said(app, quick, world, tries):
    for address in ("/wachtwoord-vergeten", "/inloggen/link", "/aanmelden"):
        sent = {"email": world.nico.email, "name": "Kwaad"}
        for host in ("kwaad.example", "127.0.0.1:8000@kwaad.example"):
            quick.as_person(world, "visitor").post(address, data=sent, headers=LIES | {"Host": host})
            tries.add()
    written = list(db.session.query(OutgoingMail))
    assert written
    assert all("kwaad.example" not in f"{mail.text}{mail.html or ''}{mail.subject}" for mail in written)
    assert all("http://127.0.0.1:8000/" in mail.text for mail in written)


@pytest.mark.parametrize(("proxies", "believed"), [(0, "10.0.0.1"), (1, "3.3.3.3"), (2, "2.2.2.2")])
def test_only_proxies_that_we_know_are_believed_about_an_address(proxies, believed):
    seen = []

    def application(environ, start_response):
        seen.append(environ["REMOTE_ADDR"])
        return []

    said = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2, 3.3.3.3"}
    behind_proxies(application, proxies)(said, None)
    assert seen == [believed]
