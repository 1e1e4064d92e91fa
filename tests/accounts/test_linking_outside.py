"""An account and its organisation: linking, letting go, and what comes by mail."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.accounts.letters import letters
from tests.accounts.outside_offices import OddOffice
from tests.accounts.outside_ways import ASK, BACK, LINK, asked, is_signed_in, of, through
from tests.cast import save
from tests.client import StrictClient
from workspace.accounts.models import OutsideIdentity, User
from workspace.db import db, now

pytestmark = pytest.mark.once


def test_somebody_else_cannot_link_the_same_person(
    app: Flask, client: StrictClient, odd: OddOffice, nico: User
):
    of(app, odd.address)
    through(client, odd)
    client.sign_in(nico)
    assert through(client, odd, LINK).status_code == 409
    assert db.session.query(OutsideIdentity).count() == 1


def test_letting_go_closes_this_way_in(
    app: Flask, client: StrictClient, odd: OddOffice, nico: User, rachida: User
):
    of(app, odd.address)
    mine = save(OutsideIdentity(user_id=nico.id, issuer=odd.address, subject="ine-1"))
    client.sign_in(rachida)
    assert client.post(f"/account/organisatie/{mine.id}/ontkoppelen").status_code == 404
    client.sign_in(nico)
    assert client.post(f"/account/organisatie/{mine.id}/ontkoppelen").status_code == 303
    assert db.session.query(OutsideIdentity).count() == 0
    assert [mail.subject.split()[-1] for mail in letters()] == ["ontkoppeld"]
    assert letters()[0].recipient == nico.email


def test_the_page_on_the_way_back_says_what_is_nearly_done(
    app: Flask, client: StrictClient, odd: OddOffice, nico: User
):
    of(app, odd.address)
    for address, heading in ((ASK, "Bijna ingelogd"), (LINK, "Bijna gekoppeld")):
        sent = asked(client, address)
        page = client.get(BACK, query_string={"code": "code", "state": sent["state"], "iss": odd.address})
        assert f"<h1>{heading}</h1>" in page.text
        client.sign_in(nico)


def test_an_organisation_that_never_confirms_cannot_flood_a_mailbox(
    app: Flask, client: StrictClient, odd: OddOffice, limits: None
):
    of(app, odd.address, limit_mail="2 per day")
    client.post("/aanmelden", data={"name": "Ine", "email": "ine@example.nl"})  # counts together with these
    odd.claims = {"email_verified": False}
    assert through(client, odd).status_code == 303
    assert through(client, odd).status_code == 429
    assert len(letters("ine@example.nl")) == 2


def test_a_key_instead_of_a_secret(app: Flask, client: StrictClient, odd: OddOffice, tmp_path: Path):
    key = RSAKey.generate_key(2048)
    file = tmp_path / "key.pem"
    file.write_bytes(key.as_pem(private=True))
    of(app, odd.address)
    app.extensions["settings"] = replace(
        app.extensions["settings"], oidc_client_secret="", oidc_private_key_file=file
    )
    assert through(client, odd).status_code == 303 and is_signed_in(client)
    (told,) = odd.asked
    assert told["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assert "client_secret" not in told
    claims = jwt.decode(told["client_assertion"], key, algorithms=["RS256"]).claims  # signed with our key
    assert claims["iss"] == claims["sub"] == "samenbord"
    assert claims["aud"] == f"{odd.address}/token_endpoint" and claims["jti"]
    assert now().timestamp() < claims["exp"] <= now().timestamp() + 3600
