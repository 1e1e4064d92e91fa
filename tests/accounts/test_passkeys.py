"""Passkeys: adding one, signing in with it, and all that must not open anything."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.accounts.devices import add_app, prove_now
from tests.accounts.letters import last_letter
from tests.accounts.soft_key import SoftKey
from tests.cast import PASSWORD, make_user
from tests.client import StrictClient
from workspace.access import OPERATOR, VISITOR, NotAllowed
from workspace.accounts.actions.housekeeping import forget_expired
from workspace.accounts.actions.passkeys import use_passkey
from workspace.accounts.models import Passkey, PasskeyChallenge, User, UserSession
from workspace.config import Settings
from workspace.db import db, now
from workspace.passkeys import site_of

WAY_IN = {"email": "wim@example.nl", "password": PASSWORD}
ADD = "/account/veiligheid/toegangssleutels/nieuw"
STEP = "/inloggen/tweede-stap"


def ask(client: StrictClient, place: str = "/toegangssleutel/vraag") -> dict[str, Any]:
    answer = client.post(place).json
    assert answer is not None
    return dict(answer)


def add_key(client: StrictClient, user: User, key: SoftKey | None = None, label: str = "Telefoon") -> SoftKey:
    """Add a passkey to the account of this person, as a browser does."""
    key = key or SoftKey()
    client.sign_in(user)
    prove_now()
    asked = ask(client, "/account/veiligheid/toegangssleutels/vraag")
    sent = {"label": label, "challenge": asked["token"], "credential": key.make(asked["publicKey"])}
    answer = client.post(ADD, data=sent)
    assert answer.status_code == 303, answer.text
    return key


def show(client: StrictClient, key: SoftKey, **how: Any) -> dict[str, str]:
    """Return the form of a browser in which somebody shows this key to sign in."""
    asked = ask(client)
    return {"challenge": asked["token"], "credential": key.show(asked["publicKey"], **how)}


@pytest.fixture
def key(client: StrictClient, wim: User) -> SoftKey:
    """His passkey; he is signed out again."""
    made = add_key(client, wim)
    client.post("/uitloggen")
    return made


def is_in(client: StrictClient) -> bool:
    return client.get("/account").status_code == 200


def test_a_passkey_is_the_whole_sign_in(client: StrictClient, key: SoftKey):
    answer = client.post("/inloggen/toegangssleutel?verder=/account/naam", data=show(client, key))
    assert answer.location == "/account/naam" and is_in(client)
    session = db.session.query(UserSession).one()
    assert session.way == "passkey" and session.second_step_at is not None
    assert "toegevoegd" in last_letter("wim@example.nl").text


def test_it_is_the_second_step_after_a_password(client: StrictClient, key: SoftKey):
    assert client.post("/inloggen", data=WAY_IN).location == STEP
    asked = ask(client, "/toegangssleutel/vraag?stap=twee")
    assert len(asked["publicKey"]["allowCredentials"]) == 1
    key.verifies = False  # a touch is enough: the password was the first step
    sent = {"challenge": asked["token"], "credential": key.show(asked["publicKey"])}
    assert client.post(f"{STEP}/toegangssleutel", data=sent).location == "/" and is_in(client)


def test_it_confirms_that_it_is_them(client: StrictClient, key: SoftKey):
    client.post("/inloggen/toegangssleutel", data=show(client, key))
    db.session.query(UserSession).update({"proved_at": now() - timedelta(minutes=16)})
    db.session.commit()
    assert client.get("/account/wachtwoord").status_code == 303
    sent = show(client, key)
    done = client.post("/bevestigen/toegangssleutel?verder=/account/wachtwoord", data=sent)
    assert done.location == "/account/wachtwoord" and client.get(done.location).status_code == 200


def test_only_a_device_that_asked_who_it_is_signs_in_alone(client: StrictClient, key: SoftKey):
    key.verifies = False
    refused = client.post("/inloggen/toegangssleutel", data=show(client, key))
    assert refused.status_code == 422 and "lukt niet" in refused.text and not is_in(client)


def test_an_answer_works_once(client: StrictClient, app: Flask, key: SoftKey):
    key.counts = False  # many telephones never count
    sent = show(client, key)
    assert client.post("/inloggen/toegangssleutel", data=sent).status_code == 303
    assert app.test_client().post("/inloggen/toegangssleutel", data=sent).status_code == 422


def test_an_answer_works_for_its_own_question_only(client: StrictClient, key: SoftKey):
    sent = show(client, key) | {"challenge": ask(client)["token"]}
    assert client.post("/inloggen/toegangssleutel", data=sent).status_code == 422


def test_a_question_ends(client: StrictClient, key: SoftKey):
    sent = show(client, key)
    db.session.query(PasskeyChallenge).update({"expires_at": now() - timedelta(seconds=1)})
    db.session.commit()
    assert client.post("/inloggen/toegangssleutel", data=sent).status_code == 422
    forget_expired(at=now(), by=OPERATOR)
    assert db.session.query(PasskeyChallenge).count() == 0


@pytest.mark.parametrize(
    "how",
    [{"origin": "https://127.0.0.1:8000"}, {"origin": "http://boef.example"}, {"host": "boef.example"}],
)
def test_an_answer_to_another_site_opens_nothing(client: StrictClient, key: SoftKey, how: dict[str, str]):
    assert client.post("/inloggen/toegangssleutel", data=show(client, key, **how)).status_code == 422


def test_a_copy_of_a_key_is_told_by_its_count(client: StrictClient, key: SoftKey):
    client.post("/inloggen/toegangssleutel", data=show(client, key))
    client.post("/uitloggen")
    key.count -= 1
    assert client.post("/inloggen/toegangssleutel", data=show(client, key)).status_code == 422
    key.count += 5
    assert client.post("/inloggen/toegangssleutel", data=show(client, key)).status_code == 303


def test_a_false_signature_opens_nothing(client: StrictClient, key: SoftKey):
    other = SoftKey()
    other.id, other.handle = key.id, key.handle
    assert client.post("/inloggen/toegangssleutel", data=show(client, other)).status_code == 422


def test_the_key_of_somebody_else_is_no_second_step(client: StrictClient, app: Flask, key: SoftKey):
    theirs = add_key(app.test_client(), make_user("Vera"))
    client.post("/inloggen", data=WAY_IN)
    asked = ask(client, "/toegangssleutel/vraag?stap=twee")
    sent = {"challenge": asked["token"], "credential": theirs.show(asked["publicKey"])}
    assert client.post(f"{STEP}/toegangssleutel", data=sent).status_code == 422 and not is_in(client)


def test_a_key_that_says_it_is_of_somebody_else_opens_nothing(client: StrictClient, app: Flask, key: SoftKey):
    key.handle = add_key(app.test_client(), make_user("Vera")).handle
    assert client.post("/inloggen/toegangssleutel", data=show(client, key)).status_code == 422


def test_a_question_to_one_person_is_not_for_another(client: StrictClient, app: Flask, key: SoftKey):
    vera = make_user("Vera")
    other = app.test_client().sign_in(vera)
    asked = ask(other, "/account/veiligheid/toegangssleutels/vraag")
    client.post("/inloggen/toegangssleutel", data=show(client, key))
    sent = {"label": "X", "challenge": asked["token"], "credential": SoftKey().make(asked["publicKey"])}
    assert client.post(ADD, data=sent).status_code == 422
    assert db.session.query(Passkey).count() == 1
    of_wim, of_vera = db.session.query(Passkey).one(), db.session.query(PasskeyChallenge).one()
    with pytest.raises(NotAllowed):
        use_passkey(of_wim, sign_count=of_wim.sign_count + 1, answers=of_vera, by=VISITOR)


@pytest.mark.parametrize(
    "make",
    [
        lambda key, asked: key.make(asked, origin="http://boef.example"),
        lambda key, asked: key.make(asked, algorithm=-36),
        lambda key, asked: key.make({**asked, "challenge": "AAAA"}),
        lambda key, asked: "{}",
        lambda key, asked: "[" * 9000,
        lambda key, asked: '{"id": 1, "response": null}',
        lambda key, asked: "\x00",
        lambda key, asked: "",
        lambda key, asked: "x" * 20_001,
    ],
)
def test_what_is_no_key_of_this_site_is_not_added(
    client: StrictClient, wim: User, make: Callable[[SoftKey, Any], str]
):
    client.sign_in(wim)
    asked = ask(client, "/account/veiligheid/toegangssleutels/vraag")
    sent = {"label": "X", "challenge": asked["token"], "credential": make(SoftKey(), asked["publicKey"])}
    assert client.post(ADD, data=sent).status_code == 422
    assert client.post("/inloggen/toegangssleutel", data=sent).status_code == 303  # signed in already
    client.sign_out()
    assert client.post("/inloggen/toegangssleutel", data=sent).status_code == 422
    assert db.session.query(Passkey).count() == 0


def test_one_key_belongs_to_one_account(client: StrictClient, app: Flask, wim: User, key: SoftKey):
    other = app.test_client().sign_in(make_user("Vera"))
    asked = ask(other, "/account/veiligheid/toegangssleutels/vraag")
    sent = {"label": "X", "challenge": asked["token"], "credential": key.make(asked["publicKey"])}
    assert "al toegevoegd" in other.post(ADD, data=sent).text
    assert db.session.query(Passkey).one().user_id == wim.id


def test_a_key_gets_a_name_and_goes(client: StrictClient, wim: User, nico: User):
    add_key(client, wim, label="Telefoon")
    place = f"/account/veiligheid/toegangssleutels/{db.session.query(Passkey).one().id}"
    assert client.post(place, data={"label": ""}).status_code == 422
    client.post(place, data={"label": "Oude telefoon"})
    assert "Oude telefoon" in client.get("/account/veiligheid").text
    client.sign_in(nico)
    for address in (place, f"{place}/verwijdering"):
        assert client.get(address).status_code == client.post(address).status_code == 404
    client.sign_in(wim)
    prove_now()
    assert "geen andere tweede stap" in client.get(f"{place}/verwijdering").text
    client.post(f"{place}/verwijdering")
    assert "weggehaald" in last_letter(wim.email).text
    client.post("/uitloggen")
    assert client.post("/inloggen", data=WAY_IN).location == "/"


def test_a_key_stays_a_second_step_beside_an_app(client: StrictClient, wim: User):
    add_key(client, wim)
    add_app(client, wim)
    prove_now()
    client.post("/account/veiligheid/app/verwijdering")
    client.post("/uitloggen")
    assert client.post("/inloggen", data=WAY_IN).location == STEP


def test_adding_one_asks_who_it_is(client: StrictClient, wim: User):
    client.sign_in(wim)
    db.session.query(UserSession).update({"proved_at": now() - timedelta(minutes=16)})
    db.session.commit()
    assert client.get(ADD).location.startswith("/bevestigen?verder=")
    assert client.post("/account/veiligheid/toegangssleutels/vraag").status_code == 303


def test_the_button_is_there_where_browsers_keep_keys():
    addresses = {
        "https://samen.example.nl": ("samen.example.nl", "https://samen.example.nl", True),
        "https://samen.example.nl:443/": ("samen.example.nl", "https://samen.example.nl", True),
        "https://Boérderij.nl:8443": ("xn--borderij-c1a.nl", "https://xn--borderij-c1a.nl:8443", True),
        "http://localhost:8000": ("localhost", "http://localhost:8000", True),
        "http://127.0.0.1:8000": ("127.0.0.1", "http://127.0.0.1:8000", False),
        "http://samen.example.nl": ("samen.example.nl", "http://samen.example.nl", False),
    }
    for address, (host, origin, works) in addresses.items():
        site = site_of(Settings(site_url=address))
        assert (site.host, site.origin, site.has_passkeys) == (host, origin, works)
