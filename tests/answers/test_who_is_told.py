"""Who hears of a question and of its answer."""

import pytest

from tests.following.conftest import spread as spread  # a fixture
from tests.initiatives.actors import actor_of
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db
from workspace.following.models import Why
from workspace.following.queries.notices import list_notices


def told(spread) -> set[tuple[str, str]]:
    """Return who was told what because it is addressed to them."""
    return {(who, verb) for who, verb, why in spread() if why == Why.ADDRESSED}


@pytest.fixture
def talk(initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


def newest(table) -> int:
    return db.session.scalar(db.select(db.func.max(table.id)))


def test_who_speaks_for_the_organisation_hears_of_the_question_and_who_asked_of_the_answer(
    client, spread, talk, initiative, nico, paul, rik, olaf, municipality, welfare
):
    client.sign_in(nico).post(talk, data={"body": "Mag dit?", "asks": str(welfare.id)})
    assert told(spread) == {("Rik", "question_asked")}
    client.post(talk, data={"body": "En dit?", "asks": str(municipality.id)})
    assert ("Olaf", "question_asked") in told(spread)
    number = newest(ResponseClock)
    client.sign_in(olaf).post(f"/vragen/{number}/antwoord", data={"antwoord-body": "Ja."})
    assert ("Nico", "question_answered") in told(spread)


def test_a_colleague_hears_that_it_was_given_to_them(client, ask, spread, nico, paul, rik, welfare):
    question = ask(nico, welfare)
    client.sign_in(rik).post(f"/vragen/{question.id}/collega", data={"collega-person": str(paul.id)})
    assert told(spread) == {("Paul", "question_given")}


def test_sending_on_is_told_to_both_sides(client, ask, spread, nico, olaf, rik, municipality, welfare):
    question = ask(nico, municipality)
    sent = {"door-organisation": str(welfare.id), "door-reason": "Van hen."}
    client.sign_in(olaf).post(f"/vragen/{question.id}/doorsturen", data=sent)
    assert told(spread) == {("Nico", "question_sent_on"), ("Rik", "question_sent_on")}


def test_a_notice_leads_to_the_question_and_goes_when_it_is_hidden(
    client, spread, talk, initiative, nico, rik, karin, welfare
):
    client.sign_in(nico).post(talk, data={"body": "Mag dit?", "asks": str(welfare.id)})
    spread()
    number = newest(ResponseClock)
    assert [notice.address for notice in list_notices(actor_of(rik))] == [f"/vragen/{number}"]
    comment = newest(Comment)
    client.sign_in(karin).post(f"{talk}/{comment}/verwijdering", data={"reason": "Grof."})
    assert list_notices(actor_of(rik)) == []
