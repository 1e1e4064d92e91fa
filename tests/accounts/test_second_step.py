"""Signing in in two steps: a password or a link, then a code of an app or of paper."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.accounts.devices import add_app, code_at
from tests.accounts.letters import last_letter, letters, link_in
from tests.cast import PASSWORD, make_user
from tests.client import StrictClient
from workspace.access import OPERATOR
from workspace.accounts.actions.housekeeping import forget_expired
from workspace.accounts.models import SignInUnderWay, User, UserSession
from workspace.db import db, now
from workspace.passwords import hash_password

STEP = "/inloggen/tweede-stap"
WAY_IN = {"email": "wim@example.nl", "password": PASSWORD}


@pytest.fixture
def secret(client: StrictClient, wim: User) -> str:
    """The secret of the app that he added; he is signed out again."""
    made = add_app(client, wim)
    client.post("/uitloggen")
    return made


def is_in(client: StrictClient) -> bool:
    return client.get("/account").status_code == 200


def test_the_password_alone_lets_nobody_in(client: StrictClient, secret: str):
    answer = client.post("/inloggen?verder=/account/naam", data=WAY_IN)
    assert answer.location == STEP
    assert not is_in(client)
    assert "De tweede stap" in client.get(STEP).text
    done = client.post(STEP, data={"code": code_at(secret)})
    assert done.location == "/account/naam" and is_in(client)
    session = db.session.query(UserSession).one()
    assert session.second_step_at is not None and session.way == "password"


def test_a_link_in_a_mail_asks_for_the_step_too(client: StrictClient, wim: User, secret: str):
    client.post("/inloggen/link", data={"email": wim.email})
    assert client.post(link_in(last_letter(wim.email))).location == STEP
    assert not is_in(client)


def test_another_password_by_mail_does_not_pass_by_it(client: StrictClient, wim: User, secret: str):
    client.post("/wachtwoord-vergeten", data={"email": wim.email})
    link = link_in(last_letter(wim.email))
    answer = client.post(link, data={"password": "fiets kaas lantaarn wolk"})
    assert answer.location == STEP and not is_in(client)


def test_what_was_typed_before_waits_behind_both_steps(client: StrictClient, secret: str):
    kept = client.post("/account/naam", data={"name": "Wim de Wit", "which": "NameForm"}).location
    client.post(kept, data=WAY_IN)
    assert "Uw tekst is bewaard" in client.get(STEP).text
    wrong = client.post(STEP, data={"code": "000000"})
    assert "Uw tekst is bewaard" in wrong.text
    done = client.post(STEP, data={"code": code_at(secret)})
    assert 'value="Wim de Wit"' in client.get(done.location).text


def test_a_code_works_once(client: StrictClient, app: Flask, secret: str):
    code = code_at(secret)
    other = app.test_client()
    for browser in (client, other):
        browser.post("/inloggen", data=WAY_IN)
    assert client.post(STEP, data={"code": code}).status_code == 303
    again = other.post(STEP, data={"code": code})
    assert again.status_code == 422 and "Deze code klopt niet" in again.text


def test_a_code_may_be_one_step_off_and_no_more(client: StrictClient, secret: str):
    client.post("/inloggen", data=WAY_IN)
    for seconds in (-90, -60, 60, 90):
        assert client.post(STEP, data={"code": code_at(secret, later=seconds)}).status_code == 422
    assert client.post(STEP, data={"code": code_at(secret, later=30)}).status_code == 303


def test_an_earlier_code_is_refused_after_a_later_one(client: StrictClient, app: Flask, secret: str):
    client.post("/inloggen", data=WAY_IN)
    assert client.post(STEP, data={"code": code_at(secret, later=30)}).status_code == 303
    other = app.test_client()
    other.post("/inloggen", data=WAY_IN)
    assert other.post(STEP, data={"code": code_at(secret)}).status_code == 422


@pytest.mark.parametrize("blanks", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}\u00a0{1}", "\uff10"])
def test_a_code_is_read_as_people_type_it(client: StrictClient, secret: str, blanks: str):
    client.post("/inloggen", data=WAY_IN)
    code = code_at(secret)
    if blanks == "\uff10":  # figures of full width, as some keyboards give
        typed = "".join(chr(ord("\uff10") + int(figure)) for figure in code)
    else:
        typed = blanks.format(code[:3], code[3:])
    assert client.post(STEP, data={"code": typed}).status_code == 303


@pytest.mark.parametrize(
    "odd",
    ["\x00", "123\x00456", "٠١٢٣٤٥", "１２３", "\ud800", "é" * 70, "", " ", "-", "000000\n111111", "0" * 16],
)
def test_an_odd_code_is_a_wrong_code(client: StrictClient, secret: str, odd: str):
    client.post("/inloggen", data=WAY_IN)
    data = {"code": odd.encode("utf-8", "surrogatepass")}
    assert client.post(STEP, data=data).status_code == 422


def test_half_a_sign_in_ends_after_ten_minutes(client: StrictClient, secret: str):
    client.post("/inloggen", data=WAY_IN)
    db.session.query(SignInUnderWay).update({"expires_at": now() - timedelta(seconds=1)})
    db.session.commit()
    answer = client.post(STEP, data={"code": code_at(secret)})
    assert answer.location == "/inloggen" and not is_in(client)
    assert "Dat duurde te lang" in client.get("/inloggen").text
    forget_expired(at=now(), by=OPERATOR)
    assert db.session.query(SignInUnderWay).count() == 0


def test_a_sign_in_is_finished_once(client: StrictClient, app: Flask, secret: str):
    """Somebody who copied the cookie of half a sign-in has nothing once it was finished."""
    client.post("/inloggen", data=WAY_IN)
    with client.session_transaction() as session:
        copied = dict(session)
    client.post(STEP, data={"code": code_at(secret)})
    thief = app.test_client()
    with thief.session_transaction() as session:
        session.update(copied)
    assert thief.post(STEP, data={"code": code_at(secret, later=30)}).location == "/inloggen"


def test_without_a_first_step_there_is_no_second(client: StrictClient, secret: str):
    assert client.get(STEP).location == "/inloggen"
    assert client.post(STEP, data={"code": code_at(secret)}).location == "/inloggen"


def test_no_field_says_whose_code_it_is(client: StrictClient, app: Flask, secret: str):
    """The app of another person opens nothing, whatever is sent along."""
    vera = make_user("Vera", password_hash=hash_password(PASSWORD))
    of_vera = add_app(app.test_client(), vera)
    client.post("/inloggen", data=WAY_IN)
    form = {"code": code_at(of_vera), "user_id": vera.id, "person": vera.id, "token": "x", "verder": "//boef"}
    assert client.post(STEP, data=form).status_code == 422
    assert client.post(STEP, data={"code": code_at(secret), "verder": "//boef"}).location == "/"


def test_whoever_was_signed_in_is_not_any_more_in_between(client: StrictClient, secret: str, nico: User):
    """A computer that two people share never mixes them."""
    client.sign_in(nico)
    client.post("/inloggen/link", data={"email": "wim@example.nl"})
    client.post(link_in(last_letter("wim@example.nl")))
    assert not is_in(client)
    assert db.session.query(UserSession).filter_by(user_id=nico.id).count() == 0


# Limits.


@pytest.mark.usefixtures("limits")
def test_five_wrong_codes_of_one_person_wherever_they_are_typed(
    client: StrictClient, app: Flask, secret: str
):
    browsers = [client, *(app.test_client() for _ in range(5))]
    for number, browser in enumerate(browsers):
        browser.post("/inloggen", data=WAY_IN)
        answer = browser.post(
            STEP, data={"code": "000000"}, environ_base={"REMOTE_ADDR": f"192.0.2.{number + 1}"}
        )
        assert answer.status_code == (422 if number < 5 else 429)
    assert client.post(STEP, data={"code": code_at(secret)}).status_code == 429
    assert letters("wim@example.nl")[1:] == []


def test_the_way_on_is_that_of_the_first_step(client: StrictClient, secret: str):
    kept = client.get("/account/taal").location
    client.post(kept, data=WAY_IN)
    done = client.post(f"{STEP}?verder=//boef.example", data={"code": code_at(secret)})
    assert done.location == parse_qs(urlsplit(kept).query)["verder"][0] == "/account/taal"
