"""Signing up: a name and an address, a link in the mail, and in."""

import pytest

from tests.accounts.letters import last_letter, letters, link_in
from tests.client import StrictClient
from workspace.accounts.models import User
from workspace.db import db

NEL = {"name": "Nel", "email": "nel@example.nl"}


def users() -> list[User]:
    return db.session.query(User).order_by(User.id).all()


def test_a_newcomer_signs_up_and_confirms(client: StrictClient):
    answer = client.post("/aanmelden", data=NEL)
    assert answer.status_code == 303
    assert "nel@example.nl" in client.get(answer.location).text
    link = link_in(last_letter("nel@example.nl"))
    assert "Account openen" in client.get(link).text
    answer = client.post(link)
    assert (answer.status_code, answer.location) == (303, "/")
    page = client.get("/account").text
    assert "Nel" in page and "nel@example.nl" in page


def test_opening_the_link_changes_nothing_yet(client: StrictClient):
    client.post("/aanmelden", data=NEL)
    link = link_in(last_letter("nel@example.nl"))
    for _ in range(3):  # a mail scanner, a preview, a person
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert not users()[0].is_confirmed


def test_an_account_that_is_not_confirmed_is_no_way_in(client: StrictClient):
    client.post("/aanmelden", data=NEL)
    assert client.get("/account").status_code == 303


def test_a_password_can_be_chosen_while_confirming(client: StrictClient):
    client.post("/aanmelden", data=NEL)
    link = link_in(last_letter("nel@example.nl"))
    client.post(link, data={"password": "fiets kaas lantaarn wolk"})
    client.sign_out()
    way_in = {"email": "nel@example.nl", "password": "fiets kaas lantaarn wolk"}
    assert client.post("/inloggen", data=way_in).status_code == 303
    assert "Nel" in client.get("/account").text


def test_a_bad_password_while_confirming_leaves_the_link_alone(client: StrictClient):
    client.post("/aanmelden", data=NEL)
    link = link_in(last_letter("nel@example.nl"))
    answer = client.post(link, data={"password": "kort"})
    assert answer.status_code == 422 and "minstens 15 tekens" in answer.text
    assert not users()[0].is_confirmed
    assert client.post(link, data={"password": ""}).status_code == 303


def test_nobody_chooses_a_password_for_the_address_of_somebody_else(client: StrictClient):
    """A stranger signs up first; whoever owns the address confirms later, and the stranger stays out."""
    client.post("/aanmelden", data={**NEL, "password": "van de vreemdeling zelf"})
    client.post("/aanmelden", data=NEL)
    client.post(link_in(last_letter("nel@example.nl")))
    client.sign_out()
    way_in = {"email": "nel@example.nl", "password": "van de vreemdeling zelf"}
    assert client.post("/inloggen", data=way_in).status_code == 422


def test_signing_up_again_before_confirming_mends_the_name(client: StrictClient):
    client.post("/aanmelden", data={**NEL, "name": "Nle"})
    client.post("/aanmelden", data=NEL)
    assert [user.name for user in users()] == ["Nel"]
    assert len(letters("nel@example.nl")) == 2


def test_a_second_click_writes_one_letter(client: StrictClient):
    first = client.post("/aanmelden", data={**NEL, "once": "een-klik"})
    second = client.post("/aanmelden", data={**NEL, "once": "een-klik"})
    assert first.location == second.location
    assert len(letters()) == 1


def test_whoever_has_an_account_gets_a_way_in_and_keeps_the_name(client: StrictClient, rachida: User):
    client.post("/aanmelden", data={"name": "Iemand anders", "email": rachida.email})
    letter = last_letter("rachida@example.nl")
    assert "al een account" in letter.subject
    client.post(link_in(letter))
    assert "Rachida" in client.get("/account").text
    assert len(users()) == 1


def test_no_letter_carries_the_name_that_somebody_typed(client: StrictClient):
    client.post("/aanmelden", data={"name": "Win nu op boef.example", "email": "nel@example.nl"})
    letter = last_letter("nel@example.nl")
    assert "boef" not in letter.text + letter.subject


@pytest.mark.parametrize(
    ("name", "email", "message"),
    [
        ("", "nel@example.nl", "Vul uw naam in."),
        ("   ", "nel@example.nl", "Vul uw naam in."),
        ("\u202e\x00\x07", "nel@example.nl", "Vul uw naam in."),
        ("!?!", "nel@example.nl", "Vul een naam in met letters."),
        ("\u200b\u200d", "nel@example.nl", "Vul "),
        ("N" * 81, "nel@example.nl", "hoogstens 80 tekens"),
        ("N" * 300, "nel@example.nl", "hoogstens 80 tekens"),
        ("Nel", "", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("Nel", "nel", "Vul een e-mailadres in"),
        ("Nel", "nel@", "Vul een e-mailadres in"),
        ("Nel", "nel@voorbeeld", "Vul een e-mailadres in"),
        ("Nel", "nel@example.nl, piet@example.nl", "Vul een e-mailadres in"),
        ("Nel", "nel@example.nl\nBcc: piet@example.nl", "Vul een e-mailadres in"),
        ("Nel", "Nel <nel@example.nl>", "Vul een e-mailadres in"),
        ("Nel", "n\x00el@exa mple.nl", "Vul een e-mailadres in"),
        ("Nel", "nél@example.nl", "Vul een e-mailadres in"),
        ("Nel", "n" * 65 + "@example.nl", "Vul een e-mailadres in"),
        ("Nel", "nel@" + "example." * 40 + "nl", "Vul een e-mailadres in"),
    ],
)
def test_bad_input_is_said_in_plain_words(client: StrictClient, name: str, email: str, message: str):
    answer = client.post("/aanmelden", data={"name": name, "email": email})
    assert answer.status_code == 422
    assert message in answer.text
    assert "<title>Fout:" in answer.text
    assert users() == [] and letters() == []


def test_what_was_typed_stays(client: StrictClient):
    answer = client.post("/aanmelden", data={"name": "Nel de Vries", "email": "nel@"})
    assert 'value="Nel de Vries"' in answer.text and 'value="nel@"' in answer.text


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Seán O'Brien", "Seán O'Brien"),
        ("<b>Nel</b> & Co", "<b>Nel</b> & Co"),
        ("Nel 🦄", "Nel 🦄"),
        ("\u202eleN", "leN"),
        ("नेहा", "नेहा"),
        ("محمد", "محمد"),
        ("Jose\u0301", "José"),
        ("N" * 80, "N" * 80),
    ],
)
def test_names_of_all_kinds_are_welcome(client: StrictClient, name: str, stored: str):
    client.post("/aanmelden", data={"name": name, "email": "nel@example.nl"})
    assert users()[0].name == stored
    assert client.get(link_in(last_letter("nel@example.nl"))).status_code == 200


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("NEL@Example.NL", "nel@example.nl"),
        (" nel@example.nl ", "nel@example.nl"),
        ("nel+buurt@example.nl", "nel+buurt@example.nl"),
        ("nel@BÜCHER.example.nl", "nel@bücher.example.nl"),
        ("nel@xn--bcher-kva.example.nl", "nel@bücher.example.nl"),
        ("nel@gemeente.local", "nel@gemeente.local"),
        ("o'brien@example.nl", "o'brien@example.nl"),
    ],
)
def test_an_address_is_kept_in_one_form(client: StrictClient, typed: str, stored: str):
    client.post("/aanmelden", data={"name": "Nel", "email": typed})
    assert [user.email for user in users()] == [stored]


def test_capitals_do_not_make_a_second_account(client: StrictClient, rachida: User):
    client.post("/aanmelden", data={"name": "Rachida", "email": "RACHIDA@EXAMPLE.NL"})
    assert len(users()) == 1


def test_whoever_is_signed_in_has_no_need_to_sign_up(client: StrictClient, rachida: User):
    client.sign_in(rachida)
    assert client.get("/aanmelden").status_code == 303
    assert client.post("/aanmelden", data=NEL).status_code == 303
    assert len(users()) == 1


def test_english_pages_make_english_letters(client: StrictClient):
    client.get("/aanmelden?taal=en")
    client.post("/aanmelden", data=NEL)
    assert last_letter("nel@example.nl").locale == "en"
    assert users()[0].locale == "en"
