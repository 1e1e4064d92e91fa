"""Trying again and again ends in a page that says to wait."""

import pytest

from tests.accounts.letters import letters
from tests.cast import PASSWORD
from tests.client import StrictClient
from workspace.accounts.models import KeptForm, User
from workspace.db import db
from workspace.initiatives.models import Initiative

# 10 mistakes in five minutes, 5 mails a day, 20 forms an hour.
pytestmark = pytest.mark.usefixtures("limits")


def tries(client: StrictClient, times: int, email: str = "wim@example.nl", address: str = "192.0.2.1") -> int:
    """Guess so many passwords; return the last status."""
    status = 0
    for _ in range(times):
        status = client.post(
            "/inloggen",
            data={"email": email, "password": "niet het goede"},
            environ_base={"REMOTE_ADDR": address},
        ).status_code
    return status


def test_after_ten_guesses_even_the_right_password_waits(client: StrictClient, wim: User):
    assert tries(client, 10) == 422
    answer = client.post(
        "/inloggen",
        data={"email": wim.email, "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "192.0.2.1"},
    )
    assert answer.status_code == 429
    assert "<h1>" in answer.text and int(answer.headers["Retry-After"]) > 0
    assert "Probeer het over 5 minuten nog eens." in answer.text


def test_guessing_one_account_from_many_places_is_limited_too(client: StrictClient, wim: User):
    for place in range(10):
        assert tries(client, 1, address=f"192.0.2.{place + 1}") == 422
    assert tries(client, 1, address="192.0.2.99") == 429
    assert tries(client, 1, email=" WIM@example.nl ", address="192.0.2.98") == 429


def test_guessing_many_accounts_from_one_place_is_limited_too(client: StrictClient):
    for number in range(10):
        assert tries(client, 1, email=f"iemand{number}@example.nl") == 422
    assert tries(client, 1, email="nog-iemand@example.nl") == 429


def test_one_household_shares_its_ipv6_network(client: StrictClient):
    for number in range(10):
        tries(client, 1, email=f"iemand{number}@example.nl", address=f"2001:db8:1:2::{number + 1}")
    assert tries(client, 1, email="x@example.nl", address="2001:db8:1:2:ffff::1") == 429
    assert tries(client, 1, email="x@example.nl", address="2001:db8:1:3::1") == 422


def test_an_unknown_address_is_limited_like_a_known_one(client: StrictClient):
    assert tries(client, 10, email="niemand@example.nl") == 422
    assert tries(client, 1, email="niemand@example.nl") == 429


def test_an_office_signs_in_behind_one_address(client: StrictClient, wim: User):
    for _ in range(15):
        client.sign_out()
        answer = client.post("/inloggen", data={"email": wim.email, "password": PASSWORD})
        assert answer.status_code == 303


def test_the_page_itself_is_always_there(client: StrictClient):
    tries(client, 12)
    assert client.get("/inloggen").status_code == 200


def test_one_mailbox_gets_five_letters_a_day_whatever_is_asked(client: StrictClient, rachida: User):
    pages = ["/aanmelden", "/inloggen/link", "/wachtwoord-vergeten", "/inloggen/link", "/aanmelden"]
    form = {"email": rachida.email, "name": "Iemand"}
    for page in pages:
        assert client.post(page, data=form).status_code == 303
    for page in set(pages):
        assert client.post(page, data=form).status_code == 429
    assert len(letters(rachida.email)) == 5


def test_one_place_asks_for_twenty_letters_an_hour(client: StrictClient):
    for number in range(20):
        form = {"email": f"iemand{number}@example.nl", "name": "Iemand"}
        assert client.post("/aanmelden", data=form).status_code == 303
    assert client.post("/aanmelden", data={"email": "x@example.nl", "name": "X"}).status_code == 429


def test_nobody_fills_the_disk_with_forms_to_be_kept(client: StrictClient):
    too_long = client.post("/account/naam", data={"name": "x" * 100_001})
    assert too_long.status_code == 413
    for _ in range(60):
        assert client.post("/account/naam", data={"name": "x"}).status_code == 303
    assert client.post("/account/naam", data={"name": "x"}).status_code == 429
    assert client.get("/account/naam").status_code == 303
    assert db.session.query(KeptForm).count() == 60


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("/account/wachtwoord", {"password": "fiets kaas lantaarn wolk"}),
        ("/account/e-mailadres", {"email": "nieuw@example.nl"}),
    ],
)
def test_the_secondary_doors_are_limited_too(
    client: StrictClient, wim: User, page: str, form: dict[str, str]
):
    client.sign_in(wim)
    for _ in range(10):
        answer = client.post(page, data={**form, "current_password": "niet het goede"})
    answer = client.post(page, data={**form, "current_password": PASSWORD})
    assert answer.status_code == 429


def test_one_person_posts_sixty_things_an_hour_and_loses_no_word(
    client: StrictClient, nico: User, rachida: User, initiative: Initiative
):
    page = f"/initiatieven/{initiative.id}/reacties"
    client.sign_in(nico)
    for _ in range(60):
        assert client.post(page, data={"body": ""}).status_code == 422
    answer = client.post(page, data={"body": "Wat ik nog net wilde zeggen over de soep."})
    assert answer.status_code == 429 and "over de soep" in answer.text
    client.sign_out()
    assert client.sign_in(rachida).post(page, data={"body": ""}).status_code == 422
