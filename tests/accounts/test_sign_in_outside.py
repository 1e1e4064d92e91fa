"""People come in through their own organisation; nobody else comes in as them (OpenID Connect)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from joserfc.jwk import OctKey, RSAKey

from tests.accounts.letters import last_letter, letters, link_in
from tests.accounts.outside_offices import SECRET, OddOffice, real_office, sign_in_there
from tests.accounts.outside_ways import (
    ASK,
    BACK,
    LINK,
    asked,
    come_back,
    is_signed_in,
    of,
    through,
    way_there,
)
from tests.cast import make_user, reloaded
from tests.client import StrictClient
from workspace.accounts.models import OutsideIdentity, User, UserSession, Way
from workspace.db import db, now

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    with real_office() as address:
        yield address


def test_the_first_and_the_second_time_through_a_real_organisation(
    app: Flask, client: StrictClient, real: str
):
    of(app, real)
    assert "Inloggen via Gemeente Linde" in client.get("/inloggen").text
    start = client.get(f"{ASK}?verder=/programmas").location
    assert "code_challenge_method=S256" in start
    answer = sign_in_there(start)
    # This server does not say whether the address is confirmed: so the person shows that, once, and links.
    assert come_back(client, answer).location.startswith("/inloggen/verstuurd")
    link = link_in(last_letter("ine@example.nl"))
    confirmed = client.post(link, data={"password": ""})
    assert confirmed.location == LINK and is_signed_in(client)
    linked = come_back(client, sign_in_there(way_there(client, LINK)))
    assert linked.location == "/account/organisatie"
    (identity,) = db.session.query(OutsideIdentity)
    assert identity.issuer == real
    client.post("/uitloggen")
    assert come_back(client, answer).status_code == 400  # the first answer again
    again = sign_in_there(client.get(f"{ASK}?verder=/programmas").location)
    assert come_back(client, again).location == "/programmas"
    assert is_signed_in(client)
    assert {row.way for row in db.session.query(UserSession)} == {Way.OUTSIDE}
    assert db.session.query(User).count() == 1


def test_a_code_is_good_for_one_browser_and_once(app: Flask, client: StrictClient, real: str):
    of(app, real)
    answer = sign_in_there(client.get(ASK).location)
    thief = app.test_client()
    assert thief.get(BACK, query_string=answer).status_code == 400
    state = asked(thief)["state"]  # type: ignore[arg-type]
    stolen = thief.post(BACK, data={**answer, "state": state})
    assert stolen.status_code == 400  # the organisation sees that the verifier is another
    assert db.session.query(User).count() == 0


def test_who_says_no_there_does_not_come_in(app: Flask, client: StrictClient, real: str):
    of(app, real)
    # The server asks Joop too, also after it asked somebody else.
    answer = sign_in_there(client.get(ASK).location + "&prompt=consent", "joop", answer="deny")
    assert "error" in answer
    page = client.get(BACK, query_string=answer)
    assert page.status_code == 403 and "/inloggen" in page.text
    assert not is_signed_in(client)


def test_an_account_is_never_joined_by_its_address_alone(app: Flask, client: StrictClient, odd: OddOffice):
    owner = make_user("Ine")
    of(app, odd.address)
    page = through(client, odd)
    assert "U hebt al een account" in page.text
    assert not is_signed_in(client) and db.session.query(OutsideIdentity).count() == 0
    client.sign_in(owner)
    linked = through(client, odd, LINK)
    assert linked.location == "/account/organisatie"
    assert "gekoppeld" in last_letter("ine@example.nl").subject
    assert "Ontkoppelen" in client.get("/account/organisatie").text
    client.sign_out()
    assert through(client, odd).status_code == 303
    assert is_signed_in(client)


def test_an_address_not_confirmed_is_confirmed_by_mail(app: Flask, client: StrictClient, odd: OddOffice):
    of(app, odd.address)
    odd.claims = {"email_verified": False}
    assert through(client, odd).location.startswith("/inloggen/verstuurd")
    (user,) = db.session.query(User)
    assert user.confirmed_at is None and db.session.query(OutsideIdentity).count() == 0
    assert len(letters("ine@example.nl")) == 1
    assert not is_signed_in(client)


def test_no_address_makes_no_account_and_gives_no_rights(app: Flask, client: StrictClient, odd: OddOffice):
    of(app, odd.address)
    odd.claims = {"email": ""}
    assert through(client, odd).status_code == 422
    odd.claims = {"email": "baas@linde.nl", "sub": "baas", "groups": ["admin"], "is_admin": True}
    assert through(client, odd).status_code == 303
    assert reloaded(db.session.query(User).one()).is_admin is False


def test_a_second_step_there_counts_only_where_that_is_set(app: Flask, client: StrictClient, odd: OddOffice):
    odd.claims = {"amr": ["pwd", "mfa"], "acr": "hoog"}
    for trusts, level in ((False, ""), (True, ""), (True, "hoog")):
        of(app, odd.address, oidc_trusts_second_step=trusts, oidc_acr=level)
        client.post("/uitloggen")
        assert through(client, odd).status_code == 303
        (session,) = db.session.query(UserSession)
        db.session.refresh(session)
        assert (session.second_step_at is not None) is trusts
    client.post("/uitloggen")
    odd.claims = {"acr": "laag"}
    assert through(client, odd).status_code == 400


MOMENT = int(now().timestamp())


@pytest.mark.parametrize(
    "spoilt",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"exp": MOMENT - 3600}},
        {"claims": {"aud": "another"}},
        {"claims": {"aud": ["samenbord", "another"]}},
        {"claims": {"azp": "another"}},
        {"claims": {"iss": "https://another.example.nl"}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": "x" * 256}},
        {"signs_with": RSAKey.generate_key(2048)},
        {"signs_with": OctKey.import_key(SECRET), "header": {"alg": "HS256"}},
        {"header": {"kid": "unknown"}},
    ],
    ids=lambda spoilt: str(spoilt)[:40],
)
def test_a_spoilt_answer_is_not_believed(
    app: Flask, client: StrictClient, odd: OddOffice, spoilt: dict[str, Any], caplog
):
    of(app, odd.address)
    for name, value in spoilt.items():
        setattr(odd, name, value)
    page = through(client, odd)
    assert page.status_code == 400 and "wachtwoord" in page.text
    assert not is_signed_in(client) and db.session.query(User).count() == 0
    assert "ine@" not in caplog.text


@pytest.mark.parametrize(("tells_of", "status"), [("ine-1", 303), ("somebody-else", 400)])
def test_what_is_told_apart_is_of_the_same_person(
    app: Flask, client: StrictClient, odd: OddOffice, tells_of: str, status: int
):
    """OpenID Connect Core 1.0, 5.3.2: without the subject of the token it counts for nothing."""
    of(app, odd.address)
    odd.leaves_out = {"email", "email_verified"}
    odd.facts = {"userinfo_endpoint": f"{odd.address}/userinfo_endpoint"}
    odd.more = {"sub": tells_of, "email": "ine@example.nl", "email_verified": True}
    assert through(client, odd).status_code == status
    assert [user.email for user in db.session.query(User)] == ["ine@example.nl"] * (status == 303)


@pytest.mark.parametrize(
    "changed", [{"state": "another"}, {"state": ""}, {"iss": "https://another.example.nl"}]
)
def test_an_answer_for_another_question_asks_the_organisation_nothing(
    app: Flask, client: StrictClient, odd: OddOffice, changed: dict[str, str]
):
    of(app, odd.address)
    assert through(client, odd, **changed).status_code == 400
    assert odd.asked == []


def test_an_answer_that_comes_too_late_is_not_believed(app: Flask, client: StrictClient, odd: OddOffice):
    of(app, odd.address)
    sent = asked(client)
    with time_machine.travel(now().timestamp() + 700):
        page = client.get(BACK, query_string={"code": "code", "state": sent["state"]})
    assert page.status_code == 400


def test_an_organisation_that_is_away_leaves_the_other_ways(app: Flask, client: StrictClient, odd: OddOffice):
    of(app, odd.address)
    sent = asked(client)
    odd.close()
    page = come_back(client, {"code": "code", "state": sent["state"]})
    assert page.status_code == 502 and "antwoordt nu niet" in page.text
    app.extensions.pop("directory")
    assert client.get(ASK).status_code == 502
    assert client.get("/inloggen").status_code == 200


def test_who_says_to_be_another_is_not_asked(app: Flask, client: StrictClient, odd: OddOffice):
    of(app, odd.address)
    odd.facts = {"issuer": "https://another.example.nl"}
    assert client.get(ASK).status_code == 502


def test_without_an_organisation_there_is_no_such_way(client: StrictClient, nico: User):
    assert client.get(ASK).status_code == 404
    assert client.get(BACK).status_code == 404
    assert "Inloggen via" not in client.get("/inloggen").text
    assert client.sign_in(nico).get("/account/organisatie").status_code == 200
