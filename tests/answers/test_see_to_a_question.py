"""Who sees to a question: taking it up, giving it to a colleague, sending it on."""

from datetime import timedelta

import pytest

from tests import cast
from tests.initiatives.actors import actor_of
from workspace.activity.models import Event
from workspace.answers.queries import list_seen_to_by, list_waiting_for
from workspace.db import db
from workspace.organisations.models import Membership
from workspace.times import today


@pytest.fixture
def here(question) -> str:
    return f"/vragen/{question.id}"


@pytest.fixture
def asked(ask, nico, welfare):
    """Nico asked the welfare organisation something."""
    return ask(nico, welfare)


def test_one_tap_takes_it_up_in_sight(client, question, here, olaf):
    assert "Ik pak dit op" in client.sign_in(olaf).get(here).text
    assert client.post(f"{here}/oppakken", data={}).location == here
    assert cast.reloaded(question).owner_id == olaf.id
    page = client.sign_out().get(here).text
    assert "Olaf" in page
    assert "Ik pak dit op" not in page
    assert db.session.query(Event).filter_by(verb="question_taken_up").count() == 1


def test_one_tap_on_my_page_takes_it_up_and_comes_back(client, asked, paul, petra):
    button = f'action="/vragen/{asked.id}/oppakken"'
    assert button in client.sign_in(paul).get("/mijn").text
    for _ in range(2):
        sent = client.post(f"/vragen/{asked.id}/oppakken", data={"terug": "/mijn", "once": "een-tik"})
        assert sent.location == "/mijn"
    page = client.get("/mijn").text
    assert button not in page
    assert "Paul zorgt voor het antwoord" in page
    assert button not in client.sign_in(petra).get("/mijn").text


def test_it_never_sends_anybody_to_another_site(client, question, here, olaf):
    sent = client.sign_in(olaf).post(f"{here}/oppakken", data={"terug": "//kwaad.example"})
    assert sent.location == here


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "prisca", "coby", "karin", "tess", "marja", "ada"])
def test_others_do_not_take_it_up(client, request, here, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Ik pak dit op" not in client.get(here).text
    assert client.post(f"{here}/oppakken", data={}).status_code == 403


def test_the_second_who_takes_it_up_is_told_who_was_first(client, asked, paul, petra):
    here = f"/vragen/{asked.id}"
    client.sign_in(paul).post(f"{here}/oppakken", data={})
    later = client.sign_in(petra).post(f"{here}/oppakken", data={})
    assert later.status_code == 409
    assert "Een collega was u voor" in later.text
    assert "Paul" in later.text
    assert cast.reloaded(asked).owner_id == paul.id
    assert client.sign_in(paul).post(f"{here}/oppakken", data={}).status_code == 303
    assert db.session.query(Event).filter_by(verb="question_taken_up").count() == 1


@pytest.mark.parametrize("who", ["rik", "marja"])
def test_a_representative_or_the_manager_gives_it_to_a_colleague(client, request, asked, paul, who):
    client.sign_in(request.getfixturevalue(who))
    here = f"/vragen/{asked.id}"
    assert "Aan een collega geven" in client.get(here).text
    client.post(f"{here}/collega", data={"collega-person": str(paul.id)})
    assert cast.reloaded(asked).owner_id == paul.id
    told = db.session.query(Event).filter_by(verb="question_given").one()
    assert told.details["person"] == paul.id


def test_it_is_given_to_colleagues_only(client, asked, rik, nico, olaf):
    for wrong in (str(nico.id), str(olaf.id), "0", ""):
        sent = client.sign_in(rik).post(f"/vragen/{asked.id}/collega", data={"collega-person": wrong})
        assert sent.status_code == 422
    assert cast.reloaded(asked).owner_id is None


@pytest.mark.parametrize("who", ["paul", "olaf", "karin", "tess", "nico"])
def test_others_give_it_to_nobody(client, request, asked, paul, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Aan een collega geven" not in client.get(f"/vragen/{asked.id}").text
    assert (
        client.post(f"/vragen/{asked.id}/collega", data={"collega-person": str(paul.id)}).status_code == 403
    )


def test_a_question_for_another_is_sent_on_once_and_keeps_its_clock(
    client, question, here, olaf, rik, welfare, marja
):
    due_on = question.due_on
    client.sign_in(olaf).post(f"{here}/oppakken", data={})
    sent = {"door-organisation": str(welfare.id), "door-reason": "Zij hebben de tafels."}
    assert client.post(f"{here}/doorsturen", data=sent).status_code == 303
    clock = cast.reloaded(question)
    assert (clock.organisation_id, clock.due_on, clock.owner_id) == (welfare.id, due_on, None)
    page = client.sign_out().get(here).text
    assert "Zij hebben de tafels." in page
    assert "Gemeente Linde stuurde deze vraag door" in page
    assert client.sign_in(olaf).post(f"{here}/antwoord", data={"antwoord-body": "Toch."}).status_code == 403
    again = {"door-organisation": str(question.organisation_id), "door-reason": "Toch van u."}
    assert client.sign_in(rik).post(f"{here}/doorsturen", data=again).status_code in {409, 422}
    assert cast.reloaded(question).organisation_id == welfare.id


def test_it_is_sent_on_with_a_reason_to_who_takes_part(client, question, here, olaf, welfare, coby):
    elsewhere = cast.make_organisation("Elders")
    for organisation, reason in (
        (welfare.id, " "),
        (elsewhere.id, "Daarom."),
        (question.organisation_id, "Daarom."),
    ):
        sent = {"door-organisation": str(organisation), "door-reason": reason}
        assert client.sign_in(olaf).post(f"{here}/doorsturen", data=sent).status_code == 422
    assert cast.reloaded(question).sent_on_from_id is None


def test_nothing_is_left_to_see_to_once_it_was_answered(client, asked, rik, paul, welfare, municipality):
    here = f"/vragen/{asked.id}"
    client.sign_in(rik).post(f"{here}/antwoord", data={"antwoord-body": "Ja."})
    for address, data in (
        ("oppakken", {}),
        ("collega", {"collega-person": str(paul.id)}),
        ("doorsturen", {"door-organisation": str(municipality.id), "door-reason": "Niet van ons."}),
        (
            "meer-tijd",
            {"later-until": str(asked.due_on.replace(year=asked.due_on.year)), "later-reason": "Druk."},
        ),
    ):
        assert client.post(f"{here}/{address}", data=data).status_code in {409, 422}
    page = client.get(here).text
    for words in ("Ik pak dit op", "Aan een collega geven", "Antwoord plaatsen", "meer tijd nodig"):
        assert words not in page


def test_what_a_colleague_who_left_saw_to_is_taken_over(client, ask, nico, paul, petra, welfare):
    question = ask(nico, welfare, owner_id=paul.id)
    assert list_waiting_for(actor_of(petra)) == []
    assert [row.id for row in list_seen_to_by(paul.id, seen_by=actor_of(petra))] == [question.id]
    left = db.session.query(Membership).filter_by(user_id=paul.id).one()
    left.ends_on = today() - timedelta(days=1)
    db.session.commit()
    assert [row.id for row in list_waiting_for(actor_of(petra))] == [question.id]
    assert "Ik pak dit op" in client.sign_in(petra).get(f"/vragen/{question.id}").text
    client.post(f"/vragen/{question.id}/oppakken", data={})
    assert cast.reloaded(question).owner_id == petra.id
