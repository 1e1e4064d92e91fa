"""Advisory bodies advise, the programme says what it did with it, and both stay on record (N30)."""

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.activity.models import Event
from workspace.advice.models import Advice, DoneWith
from workspace.db import db
from workspace.initiatives.models import Visibility
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.text import to_html

BOARD = "/programmas/samen-in-linde/eenzaamheid"
WORDS = "Vraag ook **jongeren** naar hun mening."


def of(initiative):
    return f"/initiatieven/{initiative.id}/adviezen"


def make_advice(board, by, initiative=None, words=WORDS):
    council = db.session.scalars(select(Organisation).filter_by(name="Adviesraad Linde")).one()
    return cast.save(
        Advice(
            board_id=board.id,
            initiative_id=initiative.id if initiative else None,
            organisation_id=council.id,
            author_id=by.id,
            body=words,
            body_html=to_html(words),
        )
    )


def answer(client, advice, followed="partly", response="Wij vroegen de school.", **fields):
    data = {"followed": followed, "response": response, "version": 1, **fields}
    return client.post(f"/adviezen/{advice.id}/antwoord", data=data)


def verbs():
    return db.session.scalars(select(Event.verb).order_by(Event.id)).all()


@pytest.fixture
def advice(board, initiative, coby):
    return make_advice(board, coby, initiative)


def test_a_council_advises_on_an_initiative_and_everybody_reads_it(client, initiative, coby):
    answer = client.sign_in(coby).post(of(initiative), data={"body": WORDS})
    assert answer.status_code == 303
    page = client.sign_out().get(of(initiative)).text
    for words in ("Advies van Adviesraad Linde", "<strong>jongeren</strong>", "Coby", "Wacht op wat"):
        assert words in page
    page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "1 advies van een adviesraad" in page
    assert "1 wacht op antwoord" in page
    history = client.get(f"/initiatieven/{initiative.id}/geschiedenis").text
    assert "gaf advies" in history


def test_a_council_advises_on_a_board(client, board, initiative, coby, advice):
    assert client.sign_in(coby).post(f"{BOARD}/adviezen", data={"body": "Begin klein."}).status_code == 303
    page = client.sign_out().get(f"{BOARD}/adviezen").text
    assert "Begin klein." in page
    assert "Soep op dinsdag" in page, "Advice on its initiatives is there too"
    assert "2 adviezen van adviesraden" in client.get(BOARD).text


@pytest.mark.parametrize("who", ["nico", "rachida", "paul", "rik", "olaf", "karin", "tess", "marja", "ada"])
def test_others_give_none(client, request, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    for address in (of(initiative), f"{BOARD}/adviezen"):
        assert client.post(address, data={"body": WORDS}).status_code == 403
        assert "Advies geven" not in client.get(address).text
    assert not db.session.scalar(select(func.count(Advice.id)))


def test_a_visitor_signs_in_first(client, initiative):
    assert "/inloggen" in client.post(of(initiative), data={"body": WORDS}).location


def test_what_is_out_of_sight_stays_so(client, board, paul, nico, coby):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    advice = make_advice(board, coby, hidden, "Let op de kosten.")
    client.sign_in(nico)
    assert client.get(of(hidden)).status_code == 404
    assert answer(client, advice).status_code == 404
    assert "Let op" not in client.get(f"{BOARD}/adviezen").text
    assert "Onder ons" not in client.get(f"{BOARD}/adviezen").text
    assert "adviesraad" not in client.get(BOARD).text
    page = client.sign_in(coby).get(f"{BOARD}/adviezen").text
    assert "Onder ons" in page
    assert "1 advies van een adviesraad" in client.get(BOARD).text


@pytest.mark.parametrize("body", ["", " ", "a" * 5001])
def test_mistakes_are_told(client, initiative, coby, body):
    assert client.sign_in(coby).post(of(initiative), data={"body": body}).status_code == 422


def test_who_is_in_two_councils_says_for_which(client, programme, initiative, coby):
    youth = cast.make_organisation("Jongerenraad", OrganisationKind.COUNCIL)
    cast.make_partner(programme, youth)
    cast.make_member(coby, youth)
    elsewhere = cast.make_organisation("Raad van elders", OrganisationKind.COUNCIL)
    client.sign_in(coby)
    page = client.get(of(initiative)).text
    assert "Namens welke raad?" in page
    assert "Raad van elders" not in page
    for number in ("", elsewhere.id):
        assert client.post(of(initiative), data={"body": WORDS, "organisation": number}).status_code == 422
    assert client.post(of(initiative), data={"body": WORDS, "organisation": youth.id}).status_code == 303
    assert db.session.scalars(select(Advice.organisation_id)).all() == [youth.id]


def test_sent_twice_it_is_given_once(client, initiative, coby):
    client.sign_in(coby)
    for _ in range(2):
        assert client.post(of(initiative), data={"body": WORDS, "once": "een-sleutel"}).status_code == 303
    assert db.session.scalar(select(func.count(Advice.id))) == 1


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_the_programme_says_what_it_did(client, request, initiative, advice, who):
    person = request.getfixturevalue(who)
    assert answer(client.sign_in(person), advice).status_code == 303
    page = client.sign_out().get(of(initiative)).text
    for words in ("Deels overgenomen", "Wij vroegen de school.", person.name):
        assert words in page
    assert "wacht op antwoord" not in client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text


@pytest.mark.parametrize("who", ["nico", "rachida", "paul", "rik", "olaf", "coby", "ada", "otto"])
def test_others_do_not_answer_for_it(client, request, advice, who):
    client.sign_in(request.getfixturevalue(who))
    assert answer(client, advice).status_code == 403
    assert client.get(f"/adviezen/{advice.id}/antwoord").status_code == 403


def test_another_answer_keeps_the_one_before(client, initiative, advice, karin, marja):
    answer(client.sign_in(karin), advice, "later", "Na de zomer.")
    answer(client.sign_in(marja), advice, "taken", "Het staat in het plan.", version=2)
    page = client.sign_out().get(of(initiative)).text
    for words in ("Overgenomen", "Het staat in het plan.", "Wat het programma eerder zei", "Na de zomer."):
        assert words in page
    assert cast.reloaded(advice).followed == DoneWith.TAKEN


def test_who_gave_it_hears_of_the_answer(client, advice, karin, coby):
    answer(client.sign_in(karin), advice)
    event = db.session.scalars(select(Event).where(Event.verb == "advice_answered")).one()
    assert (event.subject_id, event.is_public) == (coby.id, True)


def test_the_same_answer_again_tells_nothing(client, advice, karin):
    answer(client.sign_in(karin), advice)
    answer(client, advice, version=2)
    assert verbs() == ["advice_answered"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"followed": ""}, "Kies wat er met het advies is gedaan."),
        ({"followed": "weg"}, "Kies wat er met het advies is gedaan."),
        ({"response": " "}, "Leg uit wat u met het advies deed."),
        ({"response": "a" * 2001}, "Maak de tekst korter"),
    ],
)
def test_an_answer_says_what_and_why(client, advice, karin, fields, said):
    page = answer(client.sign_in(karin), advice, **fields)
    assert page.status_code == 422
    assert said in page.text
    assert cast.reloaded(advice).followed is None


def test_two_who_answer_see_each_other(client, advice, karin, marja):
    answer(client.sign_in(karin), advice)
    page = answer(client.sign_in(marja), advice, "not", "Er is geen geld.")
    assert page.status_code == 409
    for words in ("Deels overgenomen", "Niet overgenomen", "Er is geen geld."):
        assert words in page.text


def test_six_answers_at_once_have_one_winner(app, advice, karin):
    answers = all_at_once(app, karin, lambda client, number: answer(client, advice, response=f"Zo {number}"))
    assert sorted(each.status_code for each in answers) == [303] + [409] * (AT_ONCE - 1)
    assert verbs() == ["advice_answered"]


def test_ones_advice_is_mended_until_it_was_answered(client, initiative, advice, coby, karin):
    address = f"/adviezen/{advice.id}/wijziging"
    assert WORDS in client.sign_in(coby).get(address).text
    assert client.post(address, data={"body": "Vraag ook ouderen.", "version": 1}).status_code == 303
    assert "Gewijzigd op" in client.get(of(initiative)).text
    answer(client.sign_in(karin), advice, version=2)
    late = client.sign_in(coby).post(address, data={"body": "Vraag iedereen eens.", "version": 2})
    assert late.status_code == 409
    assert "Vraag iedereen eens." in late.text
    assert client.get(address).status_code == 303
    assert cast.reloaded(advice).body == "Vraag ook ouderen."
    assert "Advies wijzigen" not in client.get(of(initiative)).text


def test_two_tabs_of_who_gave_it_lose_nothing(client, advice, coby):
    address = f"/adviezen/{advice.id}/wijziging"
    client.sign_in(coby)
    assert client.post(address, data={"body": "In de ene tab.", "version": 1}).status_code == 303
    second = client.post(address, data={"body": "In de andere tab.", "version": 1})
    assert second.status_code == 409
    assert "In de ene tab." in second.text
    assert client.post(address, data={"body": " ", "version": 2}).status_code == 422


@pytest.mark.parametrize("who", ["nico", "karin", "marja", "ada"])
def test_nobody_mends_the_advice_of_another(client, request, advice, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/adviezen/{advice.id}/wijziging").status_code == 403
    assert client.post(f"/adviezen/{advice.id}/wijziging", data={"body": "Weg"}).status_code == 403


def test_what_waits_stands_where_one_works(client, board, advice, karin, tess, paul, coby):
    make_advice(board, coby, words="Begin klein.")
    for who in (karin, tess):
        page = client.sign_in(who).get("/mijn").text
        assert "Adviezen die op u wachten" in page
        assert "Advies over Soep op dinsdag" in page
        assert "Advies over Eenzaamheid" in page
    assert "Adviezen die op u wachten" not in client.sign_in(paul).get("/mijn").text
    answer(client.sign_in(karin), advice)
    assert "Advies over Soep op dinsdag" not in client.get("/mijn").text


def test_the_page_takes_as_many_queries_for_much_advice(client, queries, board, initiative, coby, karin):
    client.sign_in(karin)
    counts = []
    for _ in range(2):
        for number in range(3):
            make_advice(board, coby, initiative, f"Advies {number}")
        client.get(of(initiative))
        queries.clear()
        client.get(of(initiative))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
