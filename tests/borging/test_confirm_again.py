"""Past its last day a claim counts one lower, until somebody responsible confirms it."""

from datetime import timedelta

import pytest

from tests import cast
from tests.borging.conftest import YESTERDAY
from tests.client import HTMX
from tests.initiatives.actors import actor_of
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect, Outlook
from workspace.borging.models.rules import year_from
from workspace.borging.queries import stale_for
from workspace.db import db
from workspace.times import today

CONFIRM = {"version": "1"}


@pytest.fixture
def stale(say, rik) -> BorgingAspect:
    return say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY)


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/geld/bevestiging"


def test_a_stale_claim_says_so_to_everybody(client, initiative, stale):
    page = client.get(f"/initiatieven/{initiative.id}/borging").text
    assert "1 afspraak moet opnieuw bevestigd worden." in page
    assert "Opnieuw bevestigen" in page
    assert "Gold tot en met" in page
    assert "Nog een jaar bevestigen" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_representative_confirms_with_one_tap(client, initiative, stale, address, rik, headers):
    page = client.sign_in(rik).get(f"/initiatieven/{initiative.id}/borging").text
    assert "Nog een jaar bevestigen" in page
    answer = client.post(address, data=CONFIRM, headers=headers)
    assert answer.status_code == (200 if headers else 303)
    aspect = cast.reloaded(stale)
    assert (aspect.state, aspect.valid_until) == ("agreed", year_from(today()))
    last = db.session.query(AspectChange).order_by(AspectChange.id.desc()).first()
    assert (last.from_state, last.to_state, last.changed_by_id) == ("agreed", "agreed", rik.id)
    assert db.session.query(Outlook).order_by(Outlook.from_day).first().marks == "ooaooooo"
    assert "Opnieuw bevestigen" not in client.get(f"/initiatieven/{initiative.id}/borging").text


def test_another_day_can_be_given(client, stale, address, rik):
    day = today() + timedelta(days=30)
    client.sign_in(rik).post(address, data={**CONFIRM, "valid_until": day.isoformat()})
    assert cast.reloaded(stale).valid_until == day


@pytest.mark.parametrize("day", ["gisteren", YESTERDAY.isoformat(), "0001-01-01"])
def test_a_wrong_day_is_refused_in_words(client, stale, address, rik, day):
    answer = client.sign_in(rik).post(address, data={**CONFIRM, "valid_until": day})
    assert answer.status_code == 422
    assert "Er klopt iets nog niet" in answer.text
    assert cast.reloaded(stale).valid_until == YESTERDAY


def test_who_is_named_confirms_too(client, initiative, say, paul, address):
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY, person_id=paul.id)
    assert client.sign_in(paul).post(address, data=CONFIRM).status_code == 303


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_who_may_change_it_may_confirm_it(client, request, stale, address, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.post(address, data=CONFIRM).status_code == 303


@pytest.mark.parametrize("who", ["rachida", "nico", "paul", "olaf", "prisca", "coby", "ada", "otto"])
def test_nobody_else_confirms(client, request, stale, address, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.post(address, data=CONFIRM).status_code == 403
    assert cast.reloaded(stale).valid_until == YESTERDAY


@pytest.mark.parametrize("version", ["2", "0", "", "x"])
def test_what_changed_meanwhile_is_not_confirmed_blindly(client, stale, address, rik, version):
    assert client.sign_in(rik).post(address, data={"version": version}).status_code == 409
    assert cast.reloaded(stale).valid_until == YESTERDAY


def test_nothing_is_confirmed_where_nothing_was_claimed(client, initiative, say, address, karin):
    assert client.sign_in(karin).post(address, data=CONFIRM).status_code == 404
    say(AspectCode.MONEY, AspectState.TALKING)
    assert client.post(address, data=CONFIRM).status_code == 409


def test_two_stale_claims_are_confirmed_one_after_the_other_from_one_page(client, initiative, say, rik):
    for code in (AspectCode.MONEY, AspectCode.PEOPLE):
        say(code, AspectState.AGREED, YESTERDAY)
    page = client.sign_in(rik).get(f"/initiatieven/{initiative.id}/borging").text
    keys = [part.split('"')[0] for part in page.split('name="once" value="')[1:]]
    assert len(set(keys)) == len(keys) == 2


def test_what_waits_for_somebodys_word_is_listed(initiative, board, say, rik, paul, nico, rachida):
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY)
    say(AspectCode.PEOPLE, AspectState.ANCHORED, YESTERDAY - timedelta(days=5), person_id=paul.id)
    say(AspectCode.OWNER, AspectState.AGREED)
    ended = cast.make_initiative("Voorbij", board, rachida, stage="stopped")
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY, of=ended)
    draft = cast.make_initiative("Kladje", board, rachida, visibility="draft")
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY, of=draft)
    assert [row.code for row in stale_for(actor_of(rik))] == ["people", "money"]
    (row,) = stale_for(actor_of(paul))
    assert (row.title, row.code, row.organisation) == ("Soep op dinsdag", "people", "Welzijn Linde")
    assert stale_for(actor_of(nico)) == []
