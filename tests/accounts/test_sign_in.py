"""Signing in with a password or a link, and where it leads."""

import sqlite3
from datetime import timedelta
from time import monotonic

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask

from tests.accounts.letters import last_letter, letters, link_in
from tests.cast import PASSWORD, make_user, reloaded
from tests.client import StrictClient
from workspace.accounts.models import AccountLink, User, UserSession
from workspace.db import db, now
from workspace.passwords import hash_password


def way_in(user: User, password: str = PASSWORD) -> dict[str, str]:
    return {"email": user.email, "password": password}


def test_with_a_password(client: StrictClient, wim: User):
    answer = client.post("/inloggen", data=way_in(wim))
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Wim" in client.get("/account").text


def test_capitals_and_spaces_around_the_address_do_not_matter(client: StrictClient, wim: User):
    assert (
        client.post("/inloggen", data={"email": " WIM@example.nl", "password": PASSWORD}).status_code == 303
    )


@pytest.mark.parametrize("password", ["een-lang-wachtwoorD", "een-lang-wachtwoord!", "x" * 5000])
def test_a_wrong_password_stays_out(client: StrictClient, wim: User, password: str):
    answer = client.post("/inloggen", data=way_in(wim, password))
    assert answer.status_code == 422
    assert "horen niet bij elkaar" in answer.text
    assert "wim@example.nl" in answer.text and password not in answer.text
    assert client.get("/account").status_code == 303


def test_comparing_a_password_holds_up_nobody_who_writes(client: StrictClient, wim: User):
    """A guess takes no write lock: it is answered while somebody else holds it."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no lock of the whole database")
    busy = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    db.session.rollback()
    busy.execute("BEGIN IMMEDIATE")
    started = monotonic()
    assert client.post("/inloggen", data=way_in(wim, "niet het goede")).status_code == 422
    busy.execute("ROLLBACK")
    busy.close()
    assert monotonic() - started < 5


def test_an_account_without_password_has_none_that_fits(client: StrictClient, rachida: User):
    assert client.post("/inloggen", data=way_in(rachida)).status_code == 422


def test_no_password_says_what_to_do(client: StrictClient, wim: User):
    answer = client.post("/inloggen", data={"email": wim.email, "password": ""})
    assert answer.status_code == 422 and "laat een link sturen" in answer.text


def test_an_account_that_was_not_confirmed_stays_out(client: StrictClient):
    nel = make_user("Nel", password_hash=hash_password(PASSWORD), confirmed_at=None)
    assert client.post("/inloggen", data=way_in(nel)).status_code == 422


def test_an_old_hash_is_renewed_at_sign_in(client: StrictClient, wim: User):
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    wim.password_hash = weak
    db.session.commit()
    assert client.post("/inloggen", data=way_in(wim)).status_code == 303
    assert reloaded(wim).password_hash not in (weak, None)
    client.sign_out()
    assert client.post("/inloggen", data=way_in(wim)).status_code == 303


def test_with_a_link(client: StrictClient, rachida: User):
    answer = client.post("/inloggen/link", data={"email": "rachida@example.nl"})
    assert answer.status_code == 303
    link = link_in(last_letter("rachida@example.nl"))
    assert "Rachida" in client.get(link).text
    assert client.post(link).status_code == 303
    assert "Rachida" in client.get("/account").text


def test_a_link_without_an_address_says_what_to_do(client: StrictClient):
    answer = client.post("/inloggen/link", data={"email": "", "password": ""})
    assert answer.status_code == 422 and "Vul een e-mailadres in" in answer.text
    assert "Vul uw wachtwoord in" not in answer.text


def test_a_link_works_once(client: StrictClient, app: Flask, rachida: User):
    client.post("/inloggen/link", data={"email": rachida.email})
    link = link_in(last_letter("rachida@example.nl"))
    assert client.post(link).status_code == 303
    other = app.test_client()
    for answer in (other.get(link), other.post(link)):
        assert answer.status_code == 410 and "werkt niet meer" in answer.text
    assert other.get("/account").status_code == 303


def test_a_link_ends(client: StrictClient, rachida: User):
    client.post("/inloggen/link", data={"email": rachida.email})
    link = link_in(last_letter("rachida@example.nl"))
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "%F0%9F%A6%84", "a" * 2000])
def test_a_false_link_says_the_same_as_an_old_one(client: StrictClient, token: str):
    assert client.get(f"/inloggen/link/{token}").status_code == 410
    assert client.post(f"/inloggen/link/{token}").status_code == 410


def test_a_link_for_one_thing_does_no_other(client: StrictClient, rachida: User):
    client.post("/wachtwoord-vergeten", data={"email": rachida.email})
    token = link_in(last_letter("rachida@example.nl")).rpartition("/")[2]
    for place in ("/inloggen/link/", "/aanmelden/", "/account/e-mailadres/"):
        assert client.post(place + token).status_code == 410


def test_the_database_holds_no_secret_that_opens_anything(client: StrictClient, rachida: User):
    client.post("/inloggen/link", data={"email": rachida.email})
    link = link_in(last_letter("rachida@example.nl"))
    token = link.rpartition("/")[2]
    assert token not in {row.token_hash for row in db.session.query(AccountLink)}
    client.post(link)
    with client.session_transaction() as session:
        key = session["_user_id"]
    assert key not in {row.key_hash for row in db.session.query(UserSession)}


@pytest.mark.parametrize(
    "target",
    [
        "https://boef.example/",
        "//boef.example/",
        "/\\boef.example/",
        "\\\\boef.example",
        "/\t/boef.example/",
        "/\n/boef.example",
        "/%0d%0aSet-Cookie:x",
        "javascript:alert(1)",
        " //boef.example",
        "/x\r\nSet-Cookie: a=b",
        "http:boef.example",
        "/" + "a" * 600,
        "/\x00",
        "boef",
    ],
)
@pytest.mark.parametrize("way", ["password", "link"])
def test_the_way_on_stays_on_this_site(client: StrictClient, wim: User, target: str, way: str):
    if way == "password":
        answer = client.post("/inloggen", query_string={"verder": target}, data=way_in(wim))
    else:
        client.post("/inloggen/link", query_string={"verder": target}, data={"email": wim.email})
        answer = client.post(link_in(last_letter("wim@example.nl")))
    assert answer.status_code == 303
    location = answer.location.lower()
    assert location.startswith("/") and not location.startswith(("//", "/\\")) and "boef" not in location
    assert "set-cookie" not in location or "%0d%0a" in location


def test_after_signing_in_people_are_where_they_wanted_to_be(client: StrictClient, wim: User):
    answer = client.get("/account/naam")
    assert answer.location == "/inloggen?verder=/account/naam"
    assert client.post(answer.location, data=way_in(wim)).location == "/account/naam"


def test_whoever_is_signed_in_goes_straight_on(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert client.get("/inloggen?verder=/account/naam").location == "/account/naam"


def test_no_letter_goes_out_when_the_form_was_wrong(client: StrictClient):
    client.post("/inloggen/link", data={"email": "nel"})
    assert letters() == []


def test_pages_of_somebody_signed_in_are_not_kept(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert client.get("/account").headers["Cache-Control"] == "no-store"


def test_signing_in_brings_the_language_along(client: StrictClient, wim: User):
    wim.locale = "en"
    db.session.commit()
    client.post("/inloggen", data=way_in(wim))
    assert '<html lang="en"' in client.get("/account").text
