"""Asking: a comment that is a question, and an initiative that is one by itself."""

from datetime import date

import pytest

from tests import cast
from tests.answers.conftest import TUESDAY
from tests.initiatives.actors import actor_of
from workspace.activity.models import Event
from workspace.areas.models import AreaKind
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.actions import post_initiative
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries import get_board
from workspace.organisations.models import OrganisationKind


@pytest.fixture
def talk(initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


def clocks() -> list[ResponseClock]:
    return db.session.query(ResponseClock).order_by(ResponseClock.id).all()


def post(client, board, **facts):
    data = {"board": board.id, "title": "Een bankje", "summary": "Om uit te rusten.", **facts}
    return client.post("/initiatieven/nieuw", data=data)


def test_a_comment_is_a_question_when_somebody_says_so(client, on_day, initiative, talk, nico, municipality):
    on_day(TUESDAY)
    asked = {"body": "Mag dit?", "asks": str(municipality.id)}
    assert client.sign_in(nico).post(talk, data=asked).status_code == 303
    clock, comment = clocks()[0], db.session.query(Comment).one()
    assert (clock.comment_id, clock.organisation_id, clock.asked_by_id) == (
        comment.id,
        municipality.id,
        nico.id,
    )
    assert clock.due_on == clock.first_due_on == date(2020, 12, 8)
    told = db.session.query(Event).filter_by(verb="question_asked").one()
    assert told.details == {"organisation": municipality.id, "comment": comment.id}
    assert told.is_public


def test_a_comment_is_no_question_by_itself(client, talk, nico, municipality):
    client.sign_in(nico).post(talk, data={"body": "Goed plan.", "asks": ""})
    client.post(talk, data={"body": "Heel goed plan."})
    assert db.session.query(Comment).count() == 2
    assert clocks() == []


def test_municipalities_come_first_and_advisers_are_not_asked(
    client, talk, nico, coby, welfare, municipality
):
    page = client.sign_in(nico).get(talk).text
    choices = page[page.index('id="reactie-vraag-aan"') :]
    choices = choices[: choices.index("</select>")]
    assert (
        choices.index("niemand in het bijzonder") < choices.index("Gemeente Linde") < choices.index("Welzijn")
    )
    assert "Adviesraad" not in choices


def test_who_does_not_take_part_cannot_be_asked(client, talk, nico, municipality):
    elsewhere = cast.make_organisation("Gemeente Wilg", OrganisationKind.MUNICIPALITY)
    for wrong in (str(elsewhere.id), "0", "gemeente"):
        answer = client.sign_in(nico).post(talk, data={"body": "Mag dit?", "asks": wrong})
        assert answer.status_code == 422
        assert "Kies een organisatie uit de lijst" in answer.text
        assert "Mag dit?" in answer.text
    assert clocks() == []
    assert db.session.query(Comment).count() == 0


def test_without_organisations_nobody_is_asked_whom_to_ask(client, talk, nico):
    assert "reactie-vraag-aan" not in client.sign_in(nico).get(talk).text


def test_a_question_written_first_comes_back_after_sign_in(client, talk, nico, municipality):
    asked = {"body": "Mag dit?", "asks": str(municipality.id), "which": "CommentForm"}
    token = client.post(talk, data=asked).location.split("bewaard%3D")[-1]
    page = client.sign_in(nico).get(f"{talk}?bewaard={token}").text
    assert "Mag dit?" in page
    assert (
        f'<option value="{municipality.id}" selected' in page or f'selected value="{municipality.id}"' in page
    )


def test_sent_twice_it_is_asked_once(client, talk, nico, municipality):
    client.sign_in(nico)
    for _ in range(2):
        client.post(talk, data={"body": "Mag dit?", "asks": str(municipality.id), "once": "k" * 22})
    assert len(clocks()) == 1


def test_a_question_among_partners_is_told_to_nobody_else(client, talk, paul, municipality):
    asked = {"body": "Onder ons?", "asks": str(municipality.id), "audience": "partners"}
    client.sign_in(paul).post(talk, data=asked)
    assert not db.session.query(Event).filter_by(verb="question_asked").one().is_public


def test_an_initiative_of_a_resident_is_a_question_to_the_municipality(
    client, on_day, board, nico, municipality
):
    on_day(TUESDAY)
    posted = post(client.sign_in(nico), board)
    assert (
        "Uiterlijk op 8 december 2020 krijgt u antwoord van gemeente Linde"
        in client.get(posted.location).text
    )
    clock = clocks()[0]
    assert (clock.organisation_id, clock.comment_id) == (municipality.id, None)
    assert clock.initiative_id == db.session.query(Initiative).one().id


def test_a_draft_waits_for_nobody_until_it_is_placed(client, board, nico, municipality):
    post(client.sign_in(nico), board, as_draft="y")
    initiative = db.session.query(Initiative).one()
    assert initiative.visibility == Visibility.DRAFT
    assert clocks() == []
    here = f"/initiatieven/{initiative.id}"
    assert "reactie-vraag-aan" not in client.get(f"{here}/reacties").text
    client.post(f"{here}/plaatsing", data={"visibility": "public"})
    assert len(clocks()) == 1


def test_an_initiative_of_an_organisation_waits_for_nobody(client, board, paul, municipality):
    post(client.sign_in(paul), board)
    assert clocks() == []


def test_of_several_municipalities_the_nearest_is_asked(
    client, board, nico, programme, municipality, province_area
):
    alder = cast.make_area("Alder", AreaKind.MUNICIPALITY, province_area)
    core = cast.make_area("Elzen", AreaKind.CORE, alder)
    town = cast.make_organisation("Gemeente Alder", OrganisationKind.MUNICIPALITY, area_id=alder.id)
    cast.make_partner(programme, town)
    by = actor_of(nico)
    place = get_board(board.id, seen_by=by)
    post_initiative(place, title="Bank", summary="Zitten.", area_ids=[core.id], by=by)
    post_initiative(place, title="Boom", summary="Schaduw.", by=by)
    assert [clock.organisation_id for clock in clocks()] == [town.id, municipality.id]


def test_without_a_municipality_a_province_is_asked_and_else_nobody(client, board, programme, nico, welfare):
    post(client.sign_in(nico), board)
    assert clocks() == []
    province = cast.make_organisation("Provincie Noordland", OrganisationKind.PROVINCE)
    cast.make_partner(programme, province)
    post(client, board, title="Een boom")
    assert [clock.organisation_id for clock in clocks()] == [province.id]


def test_the_term_is_that_of_the_programme_on_the_day_of_asking(
    client, on_day, talk, nico, marja, municipality, municipality_area
):
    on_day(TUESDAY)
    client.sign_in(nico).post(talk, data={"body": "Eerst?", "asks": str(municipality.id)})
    page = client.sign_in(marja).get("/programmas/samen-in-linde/gegevens").text
    version = page.split('name="version" value="')[1].split('"')[0]
    facts = {
        "name": "Samen in Linde", "summary": "Samen.", "area": municipality_area.id, "version": version,
        "starts_on": "2019-01-01", "ends_on": "2099-12-31",
    }  # fmt: skip
    for wrong in ("0", "61", "tien", ""):
        sent = client.post("/programmas/samen-in-linde/gegevens", data={**facts, "response_days": wrong})
        assert sent.status_code == 422
    client.post("/programmas/samen-in-linde/gegevens", data={**facts, "response_days": "3"})
    client.sign_in(nico).post(talk, data={"body": "Daarna?", "asks": str(municipality.id)})
    assert [clock.due_on for clock in clocks()] == [date(2020, 12, 8), date(2020, 11, 27)]


def test_taking_back_the_question_takes_back_the_clock(client, question, initiative, nico, talk):
    client.sign_in(nico).post(f"{talk}/{question.comment_id}/verwijdering", data={})
    assert cast.reloaded(question).withdrawn_at is not None
    assert client.get(f"/vragen/{question.id}").status_code == 404


def test_a_hidden_question_is_out_of_sight_and_comes_back(client, question, initiative, karin, nico, talk):
    board = "/programmas/samen-in-linde/eenzaamheid"
    hidden = {"reason": "Dit hoort hier niet."}
    client.sign_in(karin).post(f"{talk}/{question.comment_id}/verwijdering", data=hidden)
    assert cast.reloaded(question).withdrawn_at is None
    for user in (karin, nico):
        assert client.sign_in(user).get(f"/vragen/{question.id}").status_code == 404
        assert "vraag wacht op antwoord" not in client.get(board).text
    client.sign_in(karin).post(f"{talk}/{question.comment_id}/herstel", data={})
    assert client.get(f"/vragen/{question.id}").status_code == 200
    assert "1 vraag wacht op antwoord" in client.get(board).text


def test_what_ended_waits_no_longer(client, question, initiative, karin):
    end = {"stage": "stopped", "outcome": "Niets.", "reason": "Geen geld.", "lesson": "Begin klein."}
    assert (
        client.sign_in(karin).post(f"/initiatieven/{initiative.id}/afsluiting", data=end).status_code == 303
    )
    assert cast.reloaded(question).withdrawn_at is not None
    page = client.get(f"/vragen/{question.id}").text
    assert "Vervallen" in page
    assert "Antwoord plaatsen" not in page


def test_the_talk_is_read_with_its_clocks_whatever_their_number(
    client, queries, initiative, nico, municipality
):
    talk = f"/initiatieven/{initiative.id}/reacties"
    client.sign_in(nico)
    client.get(talk)
    queries.clear()
    client.get(talk)
    before = len(queries)
    for number in range(5):
        client.post(talk, data={"body": f"Vraag {number}?", "asks": str(municipality.id)})
    queries.clear()
    assert "wacht nog geen werkdag op gemeente Linde" in client.get(talk).text
    assert len(queries) == before
