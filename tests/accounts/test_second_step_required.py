"""Whoever must sign in in two steps can do nothing else until they do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.accounts.devices import add_app, code_at, prove_now
from tests.accounts.letters import last_letter, link_in
from tests.cast import PASSWORD, make_team_member, make_user
from tests.client import HTMX, StrictClient
from workspace.accounts.models import User, UserSession
from workspace.config import BadSettings, Settings, read_settings
from workspace.db import db, now
from workspace.initiatives.models import Initiative
from workspace.passwords import hash_password
from workspace.programmes.models import Programme

HELD = "/account/veiligheid?verder="


@pytest.fixture(autouse=True)
def required(app: Flask) -> Iterator[None]:
    """An installation where everybody with much power signs in in two steps."""
    before: Settings = app.extensions["settings"]
    everybody = "administrators,managers,officials"
    app.extensions["settings"] = replace(before, require_second_step=everybody)
    yield
    app.extensions["settings"] = before


@pytest.mark.parametrize("who", ["ada", "marja", "olaf", "prisca"])
def test_these_people_see_nothing_until_they_have_one(
    client: StrictClient, request: pytest.FixtureRequest, initiative: Initiative, who: str
):
    client.sign_in(request.getfixturevalue(who))
    for page in ("/", "/mijn", f"/initiatieven/{initiative.id}", "/account", "/account/wachtwoord"):
        assert client.get(page).location.startswith(HELD), page
    assert client.get("/bestaat-niet").status_code == 404
    page = client.get("/account/veiligheid?verder=/mijn")
    assert page.status_code == 200 and "Stel eerst een tweede stap in" in page.text


@pytest.mark.parametrize("who", ["rachida", "paul", "rik", "karin", "tess", "coby"])
def test_other_people_go_on_as_they_did(
    client: StrictClient, request: pytest.FixtureRequest, initiative: Initiative, who: str
):
    assert client.sign_in(request.getfixturevalue(who)).get("/mijn").status_code == 200


def test_what_they_send_is_kept_and_not_done(client: StrictClient, marja: User):
    answer = client.sign_in(marja).post("/account/naam", data={"name": "Marja B", "which": "NameForm"})
    assert answer.location.startswith(f"{HELD}/account/naam?bewaard%3D")
    assert db.session.get_one(User, marja.id).name == "Marja"
    asked = client.post("/account/naam", data={"name": "Marja B"}, headers=HTMX)
    assert asked.headers["HX-Redirect"].startswith(HELD)


def test_support_asked_for_before_signing_in_waits_too(
    client: StrictClient, initiative: Initiative, app: Flask
):
    boss = make_user("Baas", password_hash=hash_password(PASSWORD), is_admin=True)
    asked = client.post(f"/initiatieven/{initiative.id}/steun").location
    answer = client.post(asked, data={"email": boss.email, "password": PASSWORD})
    assert client.get(answer.location, follow_redirects=True).request.path == "/account/veiligheid"


def test_once_they_have_one_they_go_on_where_they_were(client: StrictClient, marja: User):
    add_app(client, marja)
    page = client.get("/account/veiligheid?verder=/mijn").text
    assert 'href="/mijn"' in page and "Stel eerst" not in page
    assert client.get("/mijn").status_code == 200


def test_a_session_from_before_only_shows_the_step(client: StrictClient, app: Flask, marja: User):
    secret = add_app(app.test_client(), marja)
    client.sign_in(marja)
    db.session.execute(db.text("UPDATE user_session SET second_step_at = NULL"))
    db.session.commit()
    asked = client.get("/mijn", follow_redirects=True)
    assert asked.request.path == "/bevestigen"
    done = client.post("/bevestigen/code?verder=/mijn", data={"code": code_at(secret)})
    assert done.location == "/mijn" and client.get("/mijn").status_code == 200


def test_a_role_that_begins_counts_at_the_next_request(
    client: StrictClient, nico: User, programme: Programme
):
    client.sign_in(nico)
    assert client.get("/mijn").status_code == 200
    make_team_member(nico, programme, manager=True)
    assert client.get("/mijn").location.startswith(HELD)


def test_taking_the_last_step_away_holds_them_up_again(client: StrictClient, marja: User):
    add_app(client, marja)
    prove_now()
    client.post("/account/veiligheid/app/verwijdering")
    assert client.get("/mijn").location.startswith(HELD)


def test_without_a_password_they_confirm_by_mail_before_they_set_it_up(client: StrictClient, marja: User):
    client.sign_in(marja)
    db.session.query(UserSession).update({"proved_at": now() - timedelta(hours=1)})
    db.session.commit()
    asked = client.post("/account/veiligheid/app").location
    assert asked.startswith("/bevestigen?verder=/account/veiligheid/app")
    sent = client.post(asked.replace("/bevestigen", "/bevestigen/link"))
    assert client.get(sent.location).status_code == 200
    link = link_in(last_letter(marja.email))
    assert client.get(link).status_code == 200
    assert client.get(client.post(link).location).request.path == "/account/veiligheid/app"


def test_leaving_always_works(client: StrictClient, marja: User):
    assert client.sign_in(marja).post("/uitloggen").location == "/"


def test_the_setting_names_groups_of_people():
    assert Settings().second_step_for == frozenset()
    assert Settings(environment="production").second_step_for == {"administrators"}
    chosen = read_settings({"REQUIRE_SECOND_STEP": "managers, officials"})
    assert chosen.second_step_for == {"managers", "officials"}
    assert read_settings({"REQUIRE_SECOND_STEP": ""}).second_step_for == frozenset()
    with pytest.raises(BadSettings, match="REQUIRE_SECOND_STEP takes administrators"):
        read_settings({"REQUIRE_SECOND_STEP": "bazen"})
