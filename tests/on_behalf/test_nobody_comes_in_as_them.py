"""Somebody known on paper has no account: no way in, no mail, no invitation."""

from datetime import timedelta

import pytest

from tests.cast import PASSWORD
from workspace.access import VISITOR, NotAllowed
from workspace.accounts.actions import start_session
from workspace.accounts.actions.links import make_link
from workspace.accounts.models import AccountLink, LinkPurpose, User
from workspace.accounts.queries import find_password_hash, find_user
from workspace.db import db, now
from workspace.initiatives.models import Initiative
from workspace.mail.models import OutgoingMail


@pytest.fixture
def wil(enter, paul) -> User:
    enter(paul)
    return db.session.query(User).filter_by(name="Wil").one()


def test_the_address_reaches_nobody_and_says_nothing_of_them(wil):
    key, domain = wil.email.split("@")
    assert domain == "op-papier.invalid"
    assert len(key) == 32
    assert (wil.confirmed_at, wil.password_hash) == (None, None)


def test_they_are_not_found_by_it(wil):
    assert find_user(wil.email) is None
    assert find_password_hash(wil.email) is None


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/inloggen", {"password": PASSWORD}),
        ("/inloggen/link", {}),
        ("/wachtwoord-vergeten", {}),
    ],
)
def test_nobody_signs_in_as_them_or_gets_a_link(client, wil, address, fields):
    client.sign_out().post(address, data={"email": wil.email, **fields})
    assert db.session.query(AccountLink).count() == 0
    assert [mail.text for mail in db.session.query(OutgoingMail) if "/link/" in mail.text] == []


def test_nobody_signs_up_in_their_place(client, wil):
    number = wil.id
    answer = client.sign_out().post("/aanmelden", data={"email": wil.email, "name": "Iemand"})
    assert answer.status_code == 422
    assert db.session.get_one(User, number).name == "Wil"
    assert db.session.query(AccountLink).count() == 0


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_no_link_is_made_for_them(wil, purpose):
    with pytest.raises(NotAllowed):
        make_link(wil, purpose, lasts=timedelta(hours=1), by=VISITOR)


def test_no_session_begins_for_them_even_if_somebody_confirmed_them(wil):
    wil.confirmed_at = now()
    db.session.commit()
    with pytest.raises(NotAllowed):
        start_session(wil, lasts=timedelta(hours=1), by=VISITOR)


def test_they_cannot_be_asked_to_coordinate(client, wil, karin, paul):
    number, idea = wil.id, db.session.query(Initiative).filter_by(created_by_id=wil.id).one().id
    form = client.sign_in(paul).get(f"/initiatieven/{idea}/bewerken").text
    assert 'name="coordinator"' in form
    assert f'<option value="{number}"' not in form
