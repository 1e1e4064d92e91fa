"""Before something that matters people show again that it is them, and lose nothing that they typed."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.accounts.letters import last_letter, letters, link_in
from tests.cast import PASSWORD
from tests.client import HTMX, StrictClient
from workspace.accounts.models import User, UserSession
from workspace.boards.queries.actors import get_actor
from workspace.db import db, now
from workspace.organisations.models import Membership, Organisation

LONG_AGO = timedelta(minutes=16)
ASKED = "/bevestigen?verder="


def came_in(client: StrictClient, user: User, *, ago: timedelta = LONG_AGO) -> StrictClient:
    """Go on as somebody who showed this long ago who they are."""
    client.sign_in(user)
    db.session.query(UserSession).update({"proved_at": now() - ago})
    db.session.commit()
    return client


def test_after_a_quarter_of_an_hour_the_page_asks_who_it_is(client: StrictClient, wim: User):
    assert came_in(client, wim, ago=timedelta(minutes=14)).get("/account/wachtwoord").status_code == 200
    answer = came_in(client, wim).get("/account/wachtwoord")
    assert answer.location == f"{ASKED}/account/wachtwoord"
    assert "Bent u het nog?" in client.get(answer.location).text


def test_the_password_opens_it_and_it_stays_open_for_a_while(client: StrictClient, wim: User):
    page = came_in(client, wim).get("/account/wachtwoord").location
    answer = client.post(page, data={"current_password": PASSWORD})
    assert answer.location == "/account/wachtwoord"
    assert client.get(answer.location).status_code == 200
    assert client.get("/account/e-mailadres").status_code == 200


def test_a_wrong_password_opens_nothing(client: StrictClient, wim: User):
    page = came_in(client, wim).get("/account/wachtwoord").location
    answer = client.post(page, data={"current_password": "niet het goede"})
    assert answer.status_code == 422 and "Dit is niet uw wachtwoord" in answer.text
    assert client.get("/account/wachtwoord").status_code == 303


def test_what_was_typed_is_there_again_but_for_passwords(client: StrictClient, wim: User):
    form = {"email": "nieuw@example.nl", "current_password": PASSWORD, "which": "NewAddressWithPasswordForm"}
    answer = came_in(client, wim).post("/account/e-mailadres", data=form)
    assert answer.location.startswith(f"{ASKED}/account/e-mailadres?bewaard%3D")
    assert "Wat u invulde, is bewaard" in client.get(answer.location).text
    back = client.post(answer.location, data={"current_password": PASSWORD}).location
    page = client.get(back).text
    assert 'value="nieuw@example.nl"' in page and PASSWORD not in page
    assert letters() == []


def test_from_htmx_the_whole_page_goes_there(client: StrictClient, wim: User):
    answer = came_in(client, wim).post("/account/e-mailadres", data={"email": "x@example.nl"}, headers=HTMX)
    assert answer.status_code == 200 and answer.headers["HX-Redirect"].startswith(ASKED)


def test_without_a_password_a_link_comes_by_mail(client: StrictClient, app: Flask, rachida: User):
    form = {"email": "nieuw@example.nl", "which": "NewAddressForm"}
    page = came_in(client, rachida).post("/account/e-mailadres", data=form).location
    assert "U hebt geen wachtwoord" in client.get(page).text
    client.post(page.replace("/bevestigen", "/bevestigen/link"))
    for device in (client, app.test_client()):
        client.post(page.replace("/bevestigen", "/bevestigen/link"))
        back = device.post(link_in(last_letter(rachida.email))).location
        assert 'value="nieuw@example.nl"' in device.get(back).text


def test_whoever_has_a_password_gets_no_link_instead(client: StrictClient, wim: User):
    answer = came_in(client, wim).post("/bevestigen/link?verder=/account")
    assert answer.location == "/bevestigen?verder=/account" and letters() == []


def test_confirming_counts_for_this_browser_only(client: StrictClient, app: Flask, wim: User):
    came_in(client, wim)
    other = app.test_client()
    other.post("/inloggen", data={"email": wim.email, "password": PASSWORD})
    assert other.get("/account/wachtwoord").status_code == 200
    assert client.get("/account/wachtwoord").status_code == 303


def test_signing_out_everywhere_never_asks(client: StrictClient, wim: User):
    assert came_in(client, wim).post("/uitloggen/overal").status_code == 303
    assert db.session.query(UserSession).count() == 0


def test_a_forged_way_on_stays_on_this_site(client: StrictClient, wim: User):
    came_in(client, wim)
    answer = client.post("/bevestigen?verder=//boef.example", data={"current_password": PASSWORD})
    assert answer.location == "/"


def test_rights_given_to_somebody_ask_first(
    client: StrictClient, rik: User, nico: User, welfare: Organisation
):
    membership = Membership(user_id=nico.id, organisation_id=welfare.id, starts_on=now().date())
    db.session.add(membership)
    db.session.commit()
    page = f"/organisaties/{welfare.slug}/leden/{membership.id}"
    answer = came_in(client, rik).post(page, data={"represents": "y"})
    assert answer.location.startswith(ASKED)
    assert not db.session.get_one(Membership, membership.id).represents


def test_it_costs_no_query_of_its_own(client: StrictClient, wim: User, queries: list[str]):
    came_in(client, wim)
    key = f"key-of-{wim.id}"
    queries.clear()
    actor = get_actor(key)
    assert len(queries) == 1
    assert actor is not None and actor.proved_at is not None and actor.second_step_at is None
    assert now() - actor.proved_at > timedelta(minutes=15)


@pytest.mark.usefixtures("limits")
def test_guessing_is_limited(client: StrictClient, wim: User):
    came_in(client, wim)
    for _ in range(10):
        client.post("/bevestigen", data={"current_password": "niet het goede"})
    assert client.post("/bevestigen", data={"current_password": PASSWORD}).status_code == 429
