"""Minding one's own account: name, address, language."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.accounts.letters import last_letter, letters, link_in
from tests.cast import PASSWORD, make_user, reloaded
from tests.client import StrictClient
from workspace.access import NotAllowed
from workspace.accounts.actions.people import change_name, make_admin, set_password
from workspace.accounts.actions.sessions import end_sessions
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.passwords import hash_password

PAGES = ("/account", "/account/naam", "/account/e-mailadres", "/account/wachtwoord", "/account/taal")


@pytest.mark.parametrize("page", PAGES)
def test_visitors_are_asked_who_they_are(client: StrictClient, page: str):
    assert client.get(page).location == f"/inloggen?verder={page}"


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens(client: StrictClient, rachida: User, page: str):
    assert client.sign_in(rachida).get(page).status_code == 200


def test_a_name_is_changed(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert client.post("/account/naam", data={"name": "Rachida B."}).location == "/account"
    assert reloaded(rachida).name == "Rachida B."


@pytest.mark.parametrize("name", ["", " ", "x" * 300, "\x00"])
def test_a_bad_name_changes_nothing(client: StrictClient, rachida: User, name: str):
    assert client.sign_in(rachida).post("/account/naam", data={"name": name}).status_code == 422
    assert reloaded(rachida).name == "Rachida"


def test_the_language_of_pages_and_mail_is_chosen(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert client.post("/account/taal", data={"locale": "en"}).status_code == 303
    assert '<html lang="en"' in client.get("/account").text
    assert reloaded(rachida).locale == "en"


def test_mail_comes_in_the_language_of_who_gets_it(client: StrictClient):
    make_user("Grace", locale="en")
    make_user("Griet")
    client.post("/wachtwoord-vergeten?taal=nl", data={"email": "grace@example.nl"})
    page = client.post(
        "/wachtwoord-vergeten?taal=en", data={"email": "griet@example.nl"}, follow_redirects=True
    )
    assert last_letter("grace@example.nl").subject.startswith("Choose a new password")
    assert last_letter("griet@example.nl").subject.startswith("Nieuw wachtwoord kiezen")
    assert '<html lang="en"' in page.text


@pytest.mark.parametrize("forged", ["fr", "", "nl; drop", "\x00"])
def test_a_language_that_is_not_there_is_refused(client: StrictClient, rachida: User, forged: str):
    assert client.sign_in(rachida).post("/account/taal", data={"locale": forged}).status_code == 422
    assert reloaded(rachida).locale == "nl"


def test_an_address_changes_after_a_yes_from_the_new_one(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    answer = client.post("/account/e-mailadres", data={"email": "Nieuw@example.nl"})
    assert answer.status_code == 303
    assert reloaded(rachida).email == "rachida@example.nl"
    link = link_in(last_letter("nieuw@example.nl"))
    assert "nieuw@example.nl" in client.get(link).text
    assert client.post(link).location == "/account"
    assert reloaded(rachida).email == "nieuw@example.nl"
    assert "ander e-mailadres" in last_letter("rachida@example.nl").text


def test_the_yes_may_come_from_another_device(client: StrictClient, app: Flask, rachida: User):
    client.sign_in(rachida).post("/account/e-mailadres", data={"email": "nieuw@example.nl"})
    link = link_in(last_letter("nieuw@example.nl"))
    assert app.test_client().post(link).status_code == 303
    assert reloaded(rachida).email == "nieuw@example.nl"


def test_the_link_for_a_new_address_works_once_and_not_for_ever(client: StrictClient, rachida: User):
    client.sign_in(rachida).post("/account/e-mailadres", data={"email": "nieuw@example.nl"})
    link = link_in(last_letter("nieuw@example.nl"))
    with time_machine.travel(now() + timedelta(hours=2)):
        assert client.post(link).status_code == 410
    assert client.post(link).status_code == 303
    assert client.post(link).status_code == 410


def test_a_password_guards_the_address(client: StrictClient):
    wim = make_user("Wim", password_hash=hash_password(PASSWORD))
    client.sign_in(wim)
    wrong = {"email": "nieuw@example.nl", "current_password": "iets anders dan dat"}
    answer = client.post("/account/e-mailadres", data=wrong)
    assert answer.status_code == 422 and "niet uw wachtwoord" in answer.text
    assert "nieuw@example.nl" in answer.text and letters() == []
    right = {**wrong, "current_password": PASSWORD}
    assert client.post("/account/e-mailadres", data=right).status_code == 303


def test_the_address_of_somebody_else_is_not_given_away(client: StrictClient, rachida: User, nico: User):
    client.sign_in(rachida)
    taken = client.post("/account/e-mailadres", data={"email": nico.email})
    free = client.post("/account/e-mailadres", data={"email": "vrij@example.nl"})
    assert (taken.status_code, taken.location) == (free.status_code, free.location)
    assert "heeft al een account" in last_letter("nico@example.nl").subject


def test_an_address_that_was_taken_meanwhile_stays_with_its_owner(client: StrictClient, rachida: User):
    client.sign_in(rachida).post("/account/e-mailadres", data={"email": "nieuw@example.nl"})
    link = link_in(last_letter("nieuw@example.nl"))
    make_user("Iemand", email="nieuw@example.nl")
    assert client.post(link).status_code == 410
    assert reloaded(rachida).email == "rachida@example.nl"


def test_links_to_the_old_address_lose_their_power(client: StrictClient, rachida: User):
    client.post("/inloggen/link", data={"email": rachida.email})
    old = link_in(last_letter("rachida@example.nl"))
    client.sign_in(rachida).post("/account/e-mailadres", data={"email": "nieuw@example.nl"})
    client.post(link_in(last_letter("nieuw@example.nl")))
    assert client.post(old).status_code == 410


def test_nobody_changes_the_account_of_another(rachida: User, nico: User, ada: User):
    for stranger in (nico.as_actor(), ada.as_actor()):
        with pytest.raises(NotAllowed):
            change_name(rachida, name="x", by=stranger)
        with pytest.raises(NotAllowed):
            set_password(rachida, password_hash="x", by=stranger)
        with pytest.raises(NotAllowed):
            end_sessions(rachida, by=stranger)
    with pytest.raises(NotAllowed):
        make_admin(nico, by=nico.as_actor())


def test_what_is_recorded_holds_no_personal_data(client: StrictClient, rachida: User):
    client.sign_in(rachida).post("/account/naam", data={"name": "Rachida Bouazza"})
    client.post("/account/e-mailadres", data={"email": "nieuw@example.nl"})
    client.post(link_in(last_letter("nieuw@example.nl")))
    events = db.session.query(Event).all()
    assert {event.verb for event in events} == {"changed_name", "changed_address"}
    assert all(event.details == {} and event.actor_id == rachida.id for event in events)
