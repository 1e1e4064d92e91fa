"""What a visitor typed is there again after signing up, also on another device."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.accounts.letters import last_letter, link_in
from tests.cast import PASSWORD, make_user, save
from tests.client import StrictClient
from workspace.access import OPERATOR, VISITOR, NotAllowed
from workspace.accounts.actions.housekeeping import forget_expired
from workspace.accounts.models import AccountLink, KeptForm, User, UserSession
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.initiatives.models import Initiative
from workspace.passwords import hash_password

TEXT = "Jan & <Piet> 'van' de straat"


def writes(client: StrictClient) -> str:
    """Send a form without being signed in; return the address of the sign-in page."""
    answer = client.post("/account/naam", data={"name": TEXT, "which": "NameForm"})
    assert answer.status_code == 303
    return str(answer.location)


def way_on(address: str) -> str:
    return parse_qs(urlsplit(address).query)["verder"][0]


def test_the_sign_in_page_says_that_the_text_is_safe(client: StrictClient):
    assert "Uw tekst is bewaard. Nog één stap: wie bent u?" in client.get(writes(client)).text
    assert "Uw tekst is bewaard" not in client.get("/inloggen?verder=/account").text


def test_it_survives_signing_in_with_a_password(client: StrictClient):
    make_user("Wim", password_hash=hash_password(PASSWORD))
    page = writes(client)
    wrong = client.post(page, data={"email": "wim@example.nl", "password": "fout"})
    assert "Uw tekst is bewaard" in wrong.text
    answer = client.post(page, data={"email": "wim@example.nl", "password": PASSWORD})
    again = client.get(answer.location).text
    assert "Jan &amp; &lt;Piet&gt;" in again
    assert "Het is nog niet verstuurd." in again


def test_it_survives_signing_up_on_another_device(client: StrictClient, app: Flask):
    sign_up = f"/aanmelden?verder={way_on(writes(client))}"
    assert "Uw tekst is bewaard. Nog één stap: wie bent u?" in client.get(sign_up).text
    answer = client.post(
        "/aanmelden",
        query_string={"verder": way_on(writes(client))},
        data={"name": "Nel", "email": "nel@example.nl"},
    )
    assert "Uw tekst is bewaard" in client.get(answer.location).text
    phone = app.test_client()
    link = link_in(last_letter("nel@example.nl"))
    assert "Uw tekst is bewaard" in phone.get(link).text
    answer = phone.post(link)
    page = phone.get(answer.location)
    assert "Jan &amp; &lt;Piet&gt;" in page.text
    assert phone.post("/account/naam", data={"name": TEXT}).status_code == 303
    assert TEXT in {user.name for user in db.session.query(User)}


@pytest.mark.parametrize("page", ["/inloggen/link", "/aanmelden"])
def test_it_survives_for_somebody_who_has_an_account(client: StrictClient, rachida: User, page: str):
    verder = way_on(writes(client))
    client.post(page, query_string={"verder": verder}, data={"name": "R", "email": rachida.email})
    answer = client.post(link_in(last_letter("rachida@example.nl")))
    assert answer.location == verder
    assert "Jan &amp; &lt;Piet&gt;" in client.get(answer.location).text


def test_it_survives_a_mistyped_address(client: StrictClient):
    verder = way_on(writes(client))
    client.post("/inloggen/link", query_string={"verder": verder}, data={"email": "niemand@example.nl"})
    sign_up = link_in(last_letter("niemand@example.nl"))
    client.post(sign_up, data={"name": "Nel", "email": "niemand@example.nl"})
    answer = client.post(link_in(last_letter("niemand@example.nl")))
    assert "Jan &amp; &lt;Piet&gt;" in client.get(answer.location).text


def test_a_false_token_brings_an_empty_form(client: StrictClient, rachida: User):
    page = client.sign_in(rachida).get("/account/naam?bewaard=%00bestaat-niet")
    assert page.status_code == 200 and 'value="Rachida"' in page.text
    assert "Het is nog niet verstuurd." not in page.text


def test_a_token_of_one_page_brings_nothing_on_another(client: StrictClient, rachida: User):
    token = parse_qs(urlsplit(way_on(writes(client))).query)["bewaard"][0]
    page = client.sign_in(rachida).get(f"/account/e-mailadres?bewaard={token}")
    assert "Piet" not in page.text


def test_what_nobody_needs_any_more_is_removed(client: StrictClient, rachida: User):
    writes(client)
    client.post("/inloggen/link", data={"email": rachida.email})
    save(UserSession(user_id=rachida.id, key_hash="x", ends_at=now() + timedelta(days=30)))
    kinds = (KeptForm, AccountLink)
    forget_expired(at=now(), by=OPERATOR)
    assert [db.session.query(kind).count() for kind in kinds] == [1, 1]
    forget_expired(at=now() + timedelta(days=8), by=OPERATOR)
    assert [db.session.query(kind).count() for kind in kinds] == [0, 0]
    assert db.session.query(UserSession).count() == 1
    forget_expired(at=now() + timedelta(days=365 * 100), by=OPERATOR)
    assert db.session.query(UserSession).count() == 0


def test_only_the_clock_keeps_house(app: Flask, ada: User):
    for actor in (VISITOR, ada.as_actor()):
        with pytest.raises(NotAllowed):
            forget_expired(at=now(), by=actor)


def test_a_newcomer_posts_an_initiative_from_two_devices(
    client: StrictClient, app: Flask, board: Board, core_area: Area
):
    """Typed on a computer, confirmed on a phone, posted there: with every choice that was made."""
    fields = {
        "which": "PostForm",
        "board": str(board.id),
        "title": "Soep & praatje op dinsdag",
        "summary": "Samen eten in het dorpshuis.\n\nIedereen is welkom.",
        "for_whom": "Wie alleen eet",
        "areas": [str(core_area.id)],
        "visibility": "public",
    }
    answer = client.post("/initiatieven/nieuw", data={**fields, "once": "eerste"})
    client.post(
        "/aanmelden",
        query_string={"verder": way_on(answer.location)},
        data={"name": "Nel", "email": "nel@example.nl"},
    )
    phone = app.test_client()
    answer = phone.post(link_in(last_letter("nel@example.nl")))
    page = phone.get(answer.location).text
    assert "Soep &amp; praatje op dinsdag" in page and "Iedereen is welkom." in page
    assert f'<option selected value="{board.id}">' in page
    assert f'value="{core_area.id}" checked' in page
    assert phone.post("/initiatieven/nieuw", data={**fields, "once": "tweede"}).status_code == 303
    assert db.session.query(Initiative).one().title == "Soep & praatje op dinsdag"
