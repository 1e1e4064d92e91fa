"""What people do through pages and commands leaves its line; what is taken along as well."""

import pytest
from sqlalchemy import select

from tests import cast
from tests.accounts.letters import letters
from workspace.audit.models import AuditEntry
from workspace.db import db
from workspace.limits import limiter
from workspace.passwords import hash_password


@pytest.fixture(scope="module")
def password_hash():
    return hash_password(cast.PASSWORD)


def lines() -> list[tuple[str, int | None]]:
    db.session.rollback()
    query = select(AuditEntry.verb, AuditEntry.subject_id).order_by(AuditEntry.id)
    return [(row.verb, row.subject_id) for row in db.session.execute(query)]


def verbs() -> list[str]:
    return [verb for verb, _ in lines()]


def sign_in(client, user):
    return client.post("/inloggen", data={"email": user.email, "password": cast.PASSWORD})


@pytest.mark.parametrize("who", ["marja", "olaf", "karin"])
def test_an_official_or_who_steers_comes_in(client, request, password_hash, who):
    person = request.getfixturevalue(who)
    cast.reloaded(person).password_hash = password_hash
    db.session.commit()
    assert sign_in(client, person).status_code == 303
    assert lines() == [("signed_in", person.id)]


def test_of_a_resident_it_is_not_kept_when_they_come(client, nico, password_hash):
    cast.reloaded(nico).password_hash = password_hash
    db.session.commit()
    assert sign_in(client, nico).status_code == 303
    assert lines() == []


def test_who_fails_too_often_leaves_one_line(app, client, nico, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    for _ in range(8):
        client.post("/inloggen", data={"email": nico.email, "password": "een-ander-wachtwoord"})
    limiter.reset()
    assert lines() == [("sign_in_failed", nico.id)]


def test_a_link_made_at_the_command_line(app, nico):
    assert app.test_cli_runner().invoke(args=["sign-in-link", nico.email]).exit_code == 0
    assert lines() == [("sign_in_link_made", nico.id)]


def test_what_is_taken_along(client, initiative, marja):
    client.sign_in(marja)
    for address in (
        "/programmas/samen-in-linde/wat-valt-er/tabel.csv",
        f"/initiatieven/{initiative.id}/overdrachtsdossier.zip",
    ):
        assert client.get(address).status_code == 200
    assert verbs() == ["table_exported", "dossier_taken_along"]


def test_looking_for_an_account_is_kept_but_not_for_whom(client, ada, nico):
    client.sign_in(ada)
    assert nico.email in client.post("/beheer/accounts", data={"words": nico.email}).text
    (line,) = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "account.searched"))
    assert (line.actor_id, line.subject_id, line.details) == (ada.id, None, {"found": 1})


PHONE = {"User-Agent": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"}
LAPTOP = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/130.0 Firefox/130.0"}


@pytest.mark.parametrize(("who", "mails"), [("olaf", 2), ("ada", 2), ("nico", 0)])
def test_another_kind_of_device_is_told_to_who_can_do_much(app, request, password_hash, who, mails):
    person = request.getfixturevalue(who)
    cast.reloaded(person).password_hash = password_hash
    db.session.commit()
    form = {"email": person.email, "password": cast.PASSWORD}
    for device in (LAPTOP, PHONE, LAPTOP, PHONE, {"User-Agent": "iets"}):
        assert app.test_client().post("/inloggen", data=form, headers=device).status_code == 303
    told = [mail.text for mail in letters(person.email)]
    assert len(told) == mails
    if mails:
        assert "Firefox op Android" in told[0] and "dat we niet kennen" in told[1]
        assert not any("http" in text.split("\n-- ")[0] for text in told)  # nothing to click on


def test_a_change_through_a_page_leaves_its_line(client, programme, marja):
    client.sign_in(marja).post("/programmas/samen-in-linde/openbaarheid", data={"openness": "partners"})
    found = db.session.query(AuditEntry).one()
    assert (found.verb, found.actor_id, found.programme_id) == ("programme.closed", marja.id, programme.id)
