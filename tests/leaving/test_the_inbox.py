"""The inbox of an organisation: what lies there until one of its people takes it."""

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import announced, ask, carried, last_transfer
from workspace.db import db
from workspace.leaving.models import TransferState
from workspace.organisations.models import Membership


def put(client, load, welfare) -> str:
    """Put the walking group in the inbox of the organisation, and return where it lies."""
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "initiative", load.mine, f"o{welfare.id}") == 303
    return f"/organisaties/{welfare.slug}/postvak/{last_transfer().id}"


def test_members_see_what_lies_there_and_others_do_not(client, load, welfare, paul, nico, marja):
    put(client, load, welfare)
    client.sign_in(paul)
    assert "Wandelgroep" in client.get(f"/organisaties/{welfare.slug}/postvak").text
    assert "Postvak van Welzijn Linde" in client.get("/mijn").text
    for stranger in (nico, marja):
        client.sign_in(stranger)
        assert client.get(f"/organisaties/{welfare.slug}/postvak").status_code == 403


def test_it_stays_with_who_leaves_until_somebody_takes_it(client, load, welfare):
    put(client, load, welfare)
    assert ("initiative", load.mine.id) in carried(load.karin)
    departure = last_transfer().departure_id
    assert "Ligt in het postvak van Welzijn Linde" in client.get(f"/vertrek/{departure}").text


def test_a_member_takes_it_themselves(client, load, welfare, paul):
    place = put(client, load, welfare)
    client.sign_in(paul)
    assert client.post(f"{place}/neem").status_code == 303
    assert reloaded(load.mine).coordinator_id == paul.id
    assert client.post(f"{place}/neem").status_code == 409


def test_a_representative_asks_a_colleague_who_accepts(client, load, welfare, rik, paul):
    place = put(client, load, welfare)
    name = f"wie-{last_transfer().id}-person"
    client.sign_in(rik)
    assert client.post(place, data={name: ""}).status_code == 422
    assert client.post(place, data={name: str(paul.id)}).status_code == 303
    assert last_transfer().state == TransferState.ASKED
    client.sign_in(paul)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert reloaded(load.mine).coordinator_id == paul.id


def test_a_no_brings_it_back_to_the_inbox(client, load, welfare, rik, paul):
    place = put(client, load, welfare)
    number = last_transfer().id
    client.sign_in(rik)
    client.post(place, data={f"wie-{number}-person": str(paul.id)})
    client.sign_in(paul)
    client.post(f"/mijn/overnemen/{number}/nee", data={f"nee-{number}-reason": "Te druk"})
    assert last_transfer().state == TransferState.INBOX
    assert "Te druk" in client.get(f"/organisaties/{welfare.slug}/postvak").text


def test_a_member_asks_nobody_else(client, load, welfare, paul, petra):
    place = put(client, load, welfare)
    client.sign_in(paul)
    data = {f"wie-{last_transfer().id}-person": str(petra.id)}
    assert client.post(place, data=data).status_code == 403


def test_nobody_takes_representing_by_themselves(client, load, welfare, paul, rik):
    departure = announced(client, load.karin)
    membership = db.session.query(Membership).filter_by(user_id=load.karin.id).one()
    number = membership.id
    assert ask(client, load.karin, departure, "representation", membership, f"o{welfare.id}") == 303
    place = f"/organisaties/{welfare.slug}/postvak/{last_transfer().id}"
    client.sign_in(paul)
    assert client.post(f"{place}/neem").status_code == 403
    client.sign_in(rik)
    assert client.post(place, data={f"wie-{last_transfer().id}-person": str(paul.id)}).status_code == 303
    client.sign_in(paul)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert ("representation", number) not in carried(load.karin)


def test_what_lies_in_another_inbox_is_not_there(client, load, welfare, paul):
    put(client, load, welfare)
    cast.make_member(paul, load.library)
    client.sign_in(paul)
    elsewhere = f"/organisaties/{load.library.slug}/postvak/{last_transfer().id}/neem"
    assert client.post(elsewhere).status_code == 404
