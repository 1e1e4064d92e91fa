"""Answering for an organisation: who may, what it does, and what goes wrong."""

from datetime import date, timedelta

import pytest

from tests import cast
from tests.answers.conftest import TUESDAY
from workspace.activity.models import Event
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db
from workspace.organisations.models import Organisation, OrganisationKind

WORDS = {"antwoord-body": "Ja, dat mag."}
BOARD = "/programmas/samen-in-linde/eenzaamheid"


def answer() -> Comment:
    return db.session.query(Comment).filter_by(is_official=True).one()


@pytest.fixture
def here(question) -> str:
    return f"/vragen/{question.id}"


@pytest.fixture
def own(initiative, rachida, municipality) -> ResponseClock:
    """The initiative of Rachida is a question by itself."""
    facts = {"board_id": initiative.board_id, "initiative_id": initiative.id, "asked_by_id": rachida.id}
    due_on = TUESDAY + timedelta(days=14)
    return cast.save(
        ResponseClock(organisation_id=municipality.id, first_due_on=due_on, due_on=due_on, **facts)
    )


def test_an_answer_stops_the_clock_stands_out_and_is_told_to_who_asked(
    client, on_day, ask, nico, olaf, municipality
):
    on_day(TUESDAY)
    question = ask(nico, municipality)
    on_day(TUESDAY + timedelta(days=8))
    here = f"/vragen/{question.id}"
    assert "wacht 6 werkdagen op gemeente Linde" in client.get(here).text
    assert client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS).location == here
    clock, said = cast.reloaded(question), answer()
    assert (clock.answer_id, clock.waited_days) == (said.id, 6)
    assert (said.parent_id, said.organisation_id, said.role) == (
        question.comment_id,
        municipality.id,
        "municipality",
    )
    told = db.session.query(Event).filter_by(verb="question_answered").one()
    assert (told.subject_id, told.details) == (question.id, {"asker": nico.id, "comment": said.id})
    page = client.sign_out().get(here).text
    assert "na 6 werkdagen beantwoord door gemeente Linde" in page
    assert "Ja, dat mag." in page
    talk = client.get(f"/initiatieven/{question.initiative_id}/reacties").text
    assert "comment--official" in talk
    assert "Officieel antwoord" in talk


def test_a_late_answer_says_so(client, on_day, ask, nico, olaf, municipality):
    on_day(TUESDAY)
    question = ask(nico, municipality, days=3)
    on_day(date(2020, 11, 27))
    assert "te laat" not in client.get(f"/vragen/{question.id}").text
    on_day(date(2020, 11, 30))
    assert "te laat: wacht 4 werkdagen op gemeente Linde" in client.get(f"/vragen/{question.id}").text
    client.sign_in(olaf).post(f"/vragen/{question.id}/antwoord", data=WORDS)
    page = client.get(f"/vragen/{question.id}").text
    assert "na 4 werkdagen beantwoord door gemeente Linde, te laat" in page


def test_the_answer_to_an_initiative_stands_under_it(client, own, initiative, olaf):
    client.sign_in(olaf).post(f"/vragen/{own.id}/antwoord", data=WORDS)
    assert answer().parent_id is None
    page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "beantwoord door gemeente Linde" in page
    assert "Bekijk het antwoord" in page
    assert "Ja, dat mag." in page


@pytest.mark.parametrize(
    "who", ["nico", "rachida", "paul", "rik", "prisca", "coby", "karin", "tess", "ada", "otto"]
)
@pytest.mark.parametrize("act", ["antwoord", "meer-tijd", "doorsturen"])
def test_only_officials_of_the_municipality_and_the_manager_speak_for_it(client, request, here, who, act):
    client.sign_in(request.getfixturevalue(who))
    assert "Antwoord plaatsen" not in client.get(here).text
    assert client.post(f"{here}/{act}", data=WORDS).status_code == 403
    assert db.session.query(Comment).filter_by(is_official=True).count() == 0


def test_the_manager_answers_for_the_programme(client, here, marja):
    client.sign_in(marja).post(f"{here}/antwoord", data=WORDS)
    assert (answer().role, answer().organisation_id) == ("manager", None)


def test_for_another_organisation_its_representative_answers_and_no_other_member(
    client, ask, nico, paul, rik, welfare
):
    here = f"/vragen/{ask(nico, welfare).id}"
    assert "vertegenwoordiger van uw organisatie" in client.sign_in(paul).get(here).text
    assert client.post(f"{here}/antwoord", data=WORDS).status_code == 403
    client.sign_in(rik).post(f"{here}/antwoord", data=WORDS)
    assert (answer().role, answer().organisation_id) == ("representative", welfare.id)


def test_for_a_province_its_official_answers(client, ask, nico, prisca, programme):
    province = db.session.query(Organisation).filter_by(kind=OrganisationKind.PROVINCE).one()
    client.sign_in(prisca).post(f"/vragen/{ask(nico, province).id}/antwoord", data=WORDS)
    assert answer().role == "province"


def test_a_visitor_signs_in_first(client, here):
    assert client.post(f"{here}/antwoord", data=WORDS).location.startswith("/inloggen")


def test_an_empty_answer_is_refused_and_a_long_one_kept(client, here, olaf):
    client.sign_in(olaf)
    for words in ("", "   ", "x" * 5001):
        answer = client.post(f"{here}/antwoord", data={"antwoord-body": words})
        assert answer.status_code == 422
        assert words.strip() in answer.text
    assert db.session.query(Comment).filter_by(is_official=True).count() == 0


def test_sent_twice_it_is_answered_once(client, here, olaf):
    client.sign_in(olaf)
    for _ in range(2):
        assert client.post(f"{here}/antwoord", data={**WORDS, "once": "k" * 22}).status_code == 303
    assert db.session.query(Comment).filter_by(is_official=True).count() == 1


def test_a_second_answer_is_not_placed_and_not_lost(client, here, olaf, marja):
    client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS)
    later = client.sign_in(marja).post(f"{here}/antwoord", data={"antwoord-body": "Nee, toch niet."})
    assert later.status_code == 409
    assert "Nee, toch niet." in later.text
    assert "Ja, dat mag." in later.text
    assert db.session.query(Comment).filter_by(is_official=True).count() == 1


def test_what_is_out_of_sight_is_not_there(client, ask, nico, rachida, paul, olaf, coby, municipality):
    here = f"/vragen/{ask(paul, municipality, 'Onder ons?', audience='partners').id}"
    for user in (nico, rachida):
        assert client.sign_in(user).get(here).status_code == 404
        assert client.post(f"{here}/antwoord", data=WORDS).status_code == 404
    assert client.sign_out().get(here).status_code == 404
    assert client.get("/vragen/999999").status_code == 404
    assert client.sign_in(coby).get(here).status_code == 200
    client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS)
    assert answer().audience == "partners"
    told = db.session.query(Event).filter_by(verb="partner_question_answered").one()
    assert not told.is_public


def test_an_answer_that_is_taken_back_lets_the_clock_go_on(client, question, here, olaf):
    client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS)
    talk = f"/initiatieven/{question.initiative_id}/reacties"
    client.post(f"{talk}/{answer().id}/verwijdering", data={})
    clock = cast.reloaded(question)
    assert (clock.answered_at, clock.answer_id, clock.waited_days) == (None, None, None)
    assert client.post(f"{here}/antwoord", data={"antwoord-body": "Beter zo."}).status_code == 303


def test_an_answer_that_is_hidden_lets_it_go_on_until_it_is_shown_again(client, question, here, olaf, karin):
    client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS)
    talk = f"/initiatieven/{question.initiative_id}/reacties"
    client.sign_in(karin).post(f"{talk}/{answer().id}/verwijdering", data={"reason": "Noemt een naam."})
    assert cast.reloaded(question).answered_at is None
    assert "Ja, dat mag." not in client.get(here).text
    client.post(f"{talk}/{answer().id}/herstel", data={})
    assert cast.reloaded(question).answered_at == answer().created_at


def test_the_answer_is_among_the_replies_that_show(client, question, here, olaf, nico, initiative):
    for number in range(5):
        cast.make_comment(initiative, nico, f"Ik ook {number}", parent_id=question.comment_id)
    comment = db.session.get_one(Comment, question.comment_id, populate_existing=True)
    comment.reply_count = 5
    db.session.commit()
    client.sign_in(olaf).post(f"{here}/antwoord", data=WORDS)
    assert "Ja, dat mag." in client.get(f"/initiatieven/{initiative.id}/reacties").text


def test_more_time_is_said_once_in_sight(client, on_day, ask, nico, olaf, municipality):
    on_day(TUESDAY)
    question = ask(nico, municipality)
    here = f"/vragen/{question.id}"
    later = {"later-until": "2021-01-15", "later-reason": "De raad beslist in januari."}
    assert client.sign_in(olaf).post(f"{here}/meer-tijd", data=later).location == here
    clock = cast.reloaded(question)
    assert (clock.first_due_on, clock.due_on) == (date(2020, 12, 8), date(2021, 1, 15))
    page = client.sign_out().get(here).text
    for words in ("8 december 2020", "15 januari 2021", "De raad beslist in januari."):
        assert words in page
    again = client.sign_in(olaf).post(f"{here}/meer-tijd", data={**later, "later-until": "2021-02-15"})
    assert again.status_code == 409
    assert "Een tweede keer kan niet." in again.text
    assert cast.reloaded(question).due_on == date(2021, 1, 15)


@pytest.mark.parametrize("until", ["2020-12-08", "2020-11-01", "2022-01-01", "morgen", ""])
def test_more_time_is_a_later_day_within_half_a_year(client, on_day, ask, nico, olaf, municipality, until):
    on_day(TUESDAY)
    question = ask(nico, municipality)
    sent = {"later-until": until, "later-reason": "De raad beslist dan."}
    answer = client.sign_in(olaf).post(f"/vragen/{question.id}/meer-tijd", data=sent)
    assert answer.status_code == 422
    assert "De raad beslist dan." in answer.text
    assert cast.reloaded(question).more_time_at is None


def test_more_time_asks_a_reason(client, here, olaf):
    answer = client.sign_in(olaf).post(
        f"{here}/meer-tijd", data={"later-until": "2099-01-01", "later-reason": " "}
    )
    assert answer.status_code == 422
    assert "Schrijf waarom u meer tijd nodig hebt." in answer.text
