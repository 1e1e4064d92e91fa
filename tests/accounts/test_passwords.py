"""Choosing, changing and forgetting a password."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.accounts.letters import last_letter, letters, link_in
from tests.cast import PASSWORD, reloaded
from tests.client import StrictClient
from workspace.accounts.models import KeptForm, User, UserSession
from workspace.db import db, now
from workspace.passwords import hash_password, is_easy, matches

NEW = "fiets kaas lantaarn wolk"


def asks_reset(client: StrictClient, user: User) -> str:
    """Ask for a new password; return the link that came."""
    assert client.post("/wachtwoord-vergeten", data={"email": user.email}).status_code == 303
    return link_in(last_letter(user.email))


def test_whoever_forgot_it_chooses_another(client: StrictClient, wim: User):
    link = asks_reset(client, wim)
    assert "wim@example.nl" in client.get(link).text
    assert client.post(link, data={"password": NEW}).status_code == 303
    assert "Wim" in client.get("/account").text
    assert matches(reloaded(wim).password_hash, NEW)
    assert "gewijzigd" in last_letter("wim@example.nl").subject


def test_a_new_password_signs_out_every_other_device(client: StrictClient, app: Flask, wim: User):
    phone = app.test_client().sign_in(wim)
    client.post(asks_reset(client, wim), data={"password": NEW})
    assert phone.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_a_new_password_takes_the_power_from_links_under_way(client: StrictClient, wim: User):
    client.post("/inloggen/link", data={"email": wim.email})
    stray = link_in(last_letter("wim@example.nl"))
    client.post(asks_reset(client, wim), data={"password": NEW})
    client.post("/uitloggen")
    assert client.post(stray).status_code == 410


def test_a_reset_link_works_once_and_not_for_ever(client: StrictClient, wim: User):
    link = asks_reset(client, wim)
    with time_machine.travel(now() + timedelta(hours=2)):
        assert client.post(link, data={"password": NEW}).status_code == 410
    assert client.post(link, data={"password": NEW}).status_code == 303
    assert client.post(link, data={"password": PASSWORD}).status_code == 410
    assert matches(reloaded(wim).password_hash, NEW)


def test_sending_the_reset_twice_answers_the_same(client: StrictClient, wim: User):
    link = asks_reset(client, wim)
    form = {"password": NEW, "once": "een-klik"}
    first = client.post(link, data=form)
    client.sign_out()  # as when the browser forgot the first answer
    assert client.post(link, data=form).location == first.location


def test_a_bad_new_password_leaves_the_link_alone(client: StrictClient, wim: User):
    link = asks_reset(client, wim)
    assert client.post(link, data={"password": "kort"}).status_code == 422
    assert client.post(link, data={"password": NEW}).status_code == 303


def test_changing_it_needs_the_one_there_was(client: StrictClient, wim: User):
    client.sign_in(wim)
    wrong = client.post("/account/wachtwoord", data={"current_password": "x", "password": NEW})
    assert wrong.status_code == 422 and "niet uw huidige wachtwoord" in wrong.text
    assert matches(reloaded(wim).password_hash, PASSWORD)
    right = client.post("/account/wachtwoord", data={"current_password": PASSWORD, "password": NEW})
    assert (right.status_code, right.location) == (303, "/account")
    assert matches(reloaded(wim).password_hash, NEW)


def test_changing_it_leaves_this_device_signed_in_and_no_other(client: StrictClient, app: Flask, wim: User):
    phone = app.test_client()
    phone.post("/inloggen", data={"email": wim.email, "password": PASSWORD})
    client.sign_in(wim)
    client.post("/account/wachtwoord", data={"current_password": PASSWORD, "password": NEW})
    assert client.get("/account").status_code == 200
    assert phone.get("/account").status_code == 303
    assert db.session.query(UserSession).count() == 1


def test_whoever_has_none_chooses_one(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert "Wachtwoord kiezen" in client.get("/account/wachtwoord").text
    assert client.post("/account/wachtwoord", data={"password": NEW}).status_code == 303
    assert matches(reloaded(rachida).password_hash, NEW)


def test_passwords_are_never_kept_for_whoever_was_signed_out_meanwhile(client: StrictClient):
    answer = client.post("/account/wachtwoord", data={"current_password": PASSWORD, "password": NEW})
    assert answer.location.startswith("/inloggen")
    kept = [row.fields for row in db.session.query(KeptForm)]
    assert PASSWORD not in str(kept) and NEW not in str(kept)


@pytest.mark.parametrize("page", ["/wachtwoord-vergeten", "/account/wachtwoord"])
def test_pages_never_show_a_password(client: StrictClient, wim: User, page: str):
    client.sign_in(wim)
    answer = client.post(page, data={"current_password": "verkeerd-en-fout", "password": "ooit-getypt"})
    assert "ooit-getypt" not in answer.text and "verkeerd-en-fout" not in answer.text


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "Vul een wachtwoord in."),
        ("veertien teken", "minstens 15 tekens"),
        ("a b" * 43, "hoogstens 128 tekens"),
        ("wachtwoordwachtwoord", "makkelijk te raden"),
        ("123456789012345", "makkelijk te raden"),
        ("aaaaaaaaaaaaaaaaaa", "makkelijk te raden"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    client: StrictClient, rachida: User, password: str, message: str
):
    client.sign_in(rachida)
    answer = client.post("/account/wachtwoord", data={"password": password})
    assert answer.status_code == 422 and message in answer.text
    assert reloaded(rachida).password_hash is None


@pytest.mark.parametrize(
    "password",
    [
        "Wachtwoord12345",
        "W4chtw00rd!W4chtw00rd!",
        "welkomwelkom2026",
        "qwertyuiopasdfghjkl",
        "abcabcabcabcabcabc",
        "rachida@example.nl",
        "RachidaRachida1",
        "Samenbord2026!!",
        "987654321098765",
        "samenbord-rachida-welkom",
        "!!!!!!!!!!!!!!!!!!!!!",
    ],
)
def test_these_are_easy_to_guess(password: str):
    assert is_easy(password, ("Rachida", "rachida@example.nl", "Samenbord"))


@pytest.mark.parametrize(
    "password",
    [
        "fiets kaas lantaarn wolk",
        "alleen kleine letters hier",
        "83472984739201847",
        "Tussen-neus-en-lippen-door",
        "пароль из четырёх слов",
        "🦄 eenhoorn in de wei 🦄",
        PASSWORD,
    ],
)
def test_these_are_fine_without_any_capital_or_sign(password: str):
    assert not is_easy(password, ("Rachida", "rachida@example.nl", "Samenbord"))


def test_the_longest_password_works(client: StrictClient, rachida: User):
    longest = ("een zin van woorden die lang doorgaat " * 4)[:128].strip()
    client.sign_in(rachida)
    assert client.post("/account/wachtwoord", data={"password": longest}).status_code == 303
    client.sign_out()
    assert client.post("/inloggen", data={"email": rachida.email, "password": longest}).status_code == 303


def test_hashing_is_argon2id_and_slow_enough():
    hashed = hash_password(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hash_password(PASSWORD) != hashed
    assert not matches("no hash at all", PASSWORD)


def test_asking_without_an_account_still_sends_a_letter(client: StrictClient):
    client.post("/wachtwoord-vergeten", data={"email": "niemand@example.nl"})
    (letter,) = letters("niemand@example.nl")
    assert link_in(letter).startswith("/aanmelden")
