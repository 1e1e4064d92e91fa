"""A signed-in browser: its key is new each time, and signing out ends it at once."""

from datetime import timedelta

import time_machine
from flask import Flask

from tests.accounts.letters import last_letter, link_in
from tests.cast import PASSWORD
from tests.client import StrictClient
from workspace.accounts.models import User, UserSession
from workspace.db import db, now


def sign_in(client: StrictClient, user: User) -> str:
    """Sign in as people do; return the key of the session."""
    client.post("/inloggen", data={"email": user.email, "password": PASSWORD})
    with client.session_transaction() as session:
        return str(session["_user_id"])


def test_nothing_of_the_session_before_goes_along(client: StrictClient, wim: User):
    with client.session_transaction() as session:
        session["_user_id"] = "planted-by-somebody"
        session["left"] = "behind"
    key = sign_in(client, wim)
    assert key != "planted-by-somebody"
    with client.session_transaction() as session:
        assert "left" not in session


def test_each_time_has_a_key_of_its_own(client: StrictClient, wim: User):
    first = sign_in(client, wim)
    client.post("/uitloggen")
    assert sign_in(client, wim) != first


def test_the_cookie_of_before_signing_out_opens_nothing(client: StrictClient, app: Flask, wim: User):
    key = sign_in(client, wim)
    answer = client.post("/uitloggen")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    copy = app.test_client()
    with copy.session_transaction() as session:
        session["_user_id"] = key
    assert copy.get("/account").status_code == 303


def test_signing_out_twice_does_no_harm(client: StrictClient, wim: User):
    sign_in(client, wim)
    assert client.post("/uitloggen").status_code == 303
    assert client.post("/uitloggen").status_code == 303


def test_signing_out_is_no_link(client: StrictClient, wim: User):
    sign_in(client, wim)
    assert client.get("/uitloggen").status_code == 405
    assert client.get("/account").status_code == 200


def test_signing_out_here_leaves_other_devices_alone(client: StrictClient, app: Flask, wim: User):
    phone = app.test_client()
    sign_in(client, wim)
    sign_in(phone, wim)
    client.post("/uitloggen")
    assert phone.get("/account").status_code == 200


def test_signing_out_everywhere_ends_all_of_them(client: StrictClient, app: Flask, wim: User, rachida: User):
    phone, of_rachida = app.test_client(), app.test_client()
    sign_in(client, wim)
    sign_in(phone, wim)
    of_rachida.sign_in(rachida)
    assert "2 apparaten" in client.get("/account").text
    assert client.post("/uitloggen/overal").status_code == 303
    for browser in (client, phone):
        assert browser.get("/account").status_code == 303
    assert of_rachida.get("/account").status_code == 200


def test_signing_out_everywhere_is_for_who_is_signed_in(client: StrictClient):
    assert client.post("/uitloggen/overal").location.startswith("/inloggen")


def test_a_session_ends_by_itself(client: StrictClient, wim: User):
    sign_in(client, wim)
    with time_machine.travel(now() + timedelta(days=31)):
        assert client.get("/account").status_code == 303


def test_signing_in_as_somebody_else_ends_the_session_that_was(
    client: StrictClient, wim: User, rachida: User
):
    client.post("/inloggen/link", data={"email": rachida.email})
    sign_in(client, wim)
    client.post(link_in(last_letter("rachida@example.nl")))
    assert "Rachida" in client.get("/account").text
    owners = {row.user_id for row in db.session.query(UserSession)}
    assert owners == {rachida.id}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: StrictClient, wim: User):
    answer = client.post("/inloggen", data={"email": wim.email, "password": PASSWORD})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("samenbord=")]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Expires=" in cookie
