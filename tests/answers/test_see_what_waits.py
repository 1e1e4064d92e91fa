"""Seeing what waits: on boards, kept pages, one's own page and that of an organisation."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests import cast
from tests.answers.conftest import TUESDAY
from tests.initiatives.actors import actor_of
from workspace.access import VISITOR
from workspace.answers.queries import list_waiting_at, list_waiting_for, list_waiting_on
from workspace.answers.queries.lists import PAGE
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.initiatives.models import Visibility

BOARD = "/programmas/samen-in-linde/eenzaamheid"
TOWN = "/organisaties/gemeente-linde"


def test_a_kept_page_counts_on_the_next_day(client, on_day, ask, initiative, nico, municipality):
    on_day(TUESDAY)
    ask(nico, municipality, days=2)
    pages = (BOARD, f"{BOARD}?weergave=lijst", f"/initiatieven/{initiative.id}-soep-op-dinsdag")
    expected = {
        date(2020, 11, 25): "wacht 1 werkdag op gemeente Linde",
        date(2020, 11, 26): "wacht 2 werkdagen op gemeente Linde",
        date(2020, 11, 27): "te laat: wacht 3 werkdagen op gemeente Linde",
        date(2020, 11, 28): "te laat: wacht 3 werkdagen op gemeente Linde",
        date(2020, 11, 30): "te laat: wacht 4 werkdagen op gemeente Linde",
    }
    for day, words in expected.items():
        on_day(day)
        for page in pages:
            for _ in range(2):
                assert words in client.get(page).text, (day, page)


def test_an_answer_is_on_the_kept_board_at_once(client, ask, nico, olaf, municipality):
    question = ask(nico, municipality)
    assert "1 vraag wacht op antwoord" in client.get(BOARD).text
    client.sign_in(olaf).post(f"/vragen/{question.id}/antwoord", data={"antwoord-body": "Ja."})
    assert "op gemeente Linde" not in client.sign_out().get(BOARD).text


def test_a_card_shows_the_question_that_is_to_be_answered_first(
    client, on_day, ask, nico, municipality, welfare
):
    on_day(TUESDAY)
    ask(nico, welfare, days=10)
    ask(nico, municipality, days=2)
    page = client.get(BOARD).text
    assert "op gemeente Linde" in page
    assert "op Welzijn Linde" not in page


def test_a_question_among_partners_shows_to_partners_only(client, ask, paul, coby, nico, municipality):
    ask(paul, municipality, "Onder ons?", audience="partners")
    pages = (BOARD, f"{BOARD}/vragen", f"{TOWN}/vragen", TOWN, "/organisaties")
    for user in (None, nico):
        client.sign_out() if user is None else client.sign_in(user)
        for page in pages:
            text = client.get(page).text
            assert "wacht nog geen werkdag op" not in text
            assert "Onder ons?" not in text
            assert "1 vraag" not in text
    for user in (paul, coby):
        client.sign_in(user)
        assert "wacht nog geen werkdag op gemeente Linde" in client.get(BOARD).text
        assert "Onder ons?" in client.get(f"{BOARD}/vragen").text
        assert "Onder ons?" in client.get(f"{TOWN}/vragen").text


def test_a_question_to_an_initiative_of_partners_shows_to_partners_only(
    client, ask, board, paul, nico, municipality
):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    ask(paul, municipality, "Wat kost dat?", under=hidden)
    for page in (f"{BOARD}/vragen", f"{TOWN}/vragen"):
        assert "Wat kost dat?" not in client.sign_in(nico).get(page).text
        assert "Wat kost dat?" in client.sign_in(paul).get(page).text


def test_a_list_goes_on_where_it_stopped_late_first(client, on_day, ask, board, nico, municipality):
    on_day(TUESDAY)
    for number in range(PAGE + 3):
        ask(nico, municipality, f"Vraag nummer {number}.", due_on=TUESDAY - timedelta(days=number // 2))
    for address in (f"{BOARD}/vragen", f"{TOWN}/vragen"):
        first = client.get(address).text
        assert first.count("Vraag nummer") == PAGE
        assert first.index(f"Vraag nummer {PAGE + 2}.") < first.index("Vraag nummer 10.")
        more = first.split('class="more"><a class="button button--secondary" href="')[1].split('"')[0]
        rest = client.get(more.replace("&amp;", "&")).text
        assert rest.count("Vraag nummer") == 3
        assert "Vraag nummer 0." in rest
    assert f"{PAGE + 3} vragen wachten op antwoord" in client.get(f"{BOARD}/vragen").text


def test_answered_questions_have_a_list_of_their_own(client, ask, nico, olaf, municipality):
    client.sign_in(olaf)
    for number in range(PAGE + 2):
        question = ask(nico, municipality, f"Vraag nummer {number}.")
        client.post(f"/vragen/{question.id}/antwoord", data={"antwoord-body": "Ja."})
    assert "Vraag nummer" not in client.get(f"{TOWN}/vragen").text
    first = client.get(f"{TOWN}/vragen?toon=beantwoord").text
    assert first.count("Vraag nummer") == PAGE
    last = list(db.session.scalars(db.select(ResponseClock.id).order_by(ResponseClock.id)))[2]
    rest = client.get(f"{TOWN}/vragen?toon=beantwoord&na={last}").text
    assert rest.count("Vraag nummer") == 2


@pytest.mark.parametrize("after", ["x", "-1", "99999999999", "999999", "1.5"])
def test_a_place_that_is_none_is_no_mistake(client, question, after):
    for address in (f"{BOARD}/vragen", f"{TOWN}/vragen"):
        assert client.get(address, query_string={"na": after}).status_code == 200


def test_nothing_that_waits_is_said_in_words(client, board, municipality):
    assert "Er wacht geen vraag op antwoord" in client.get(f"{BOARD}/vragen").text
    assert "Er wacht geen vraag" in client.get(f"{TOWN}/vragen").text
    assert "nog geen vraag beantwoord" in client.get(TOWN).text


def test_my_page_shows_what_waits_for_me_and_nothing_else(
    client, ask, nico, olaf, paul, rik, municipality, welfare
):
    asked = {
        "town": ask(nico, municipality).id,
        "paul": ask(nico, welfare, owner_id=paul.id).id,
        "anybody": ask(nico, welfare).id,
        "answered": ask(nico, welfare, answered_at=now(), waited_days=0).id,
    }
    expected = {nico: set(), olaf: {"town"}, paul: {"paul", "anybody"}, rik: {"paul", "anybody"}}
    for user, whose in expected.items():
        page = client.sign_in(user).get("/mijn").text
        assert {name for name, number in asked.items() if f'"/vragen/{number}"' in page} == whose
    cast.make_member(cast.make_user("Pim"), welfare)
    pim = actor_of(cast.make_user("Pia"))
    assert list_waiting_for(pim) == list_waiting_for(VISITOR) == []


def test_what_a_colleague_sees_to_is_not_asked_of_everybody(client, ask, nico, paul, petra, welfare):
    ask(nico, welfare, "Aan Paul.", owner_id=paul.id)
    assert [row.words for row in list_waiting_for(actor_of(paul))] == ["Aan Paul."]
    assert list_waiting_for(actor_of(petra)) == []


def test_a_list_costs_the_same_however_much_waits(client, queries, ask, olaf, nico, municipality):
    client.sign_in(olaf)
    counts = []
    for _ in range(2):
        for number in range(6):
            ask(nico, municipality, f"Vraag {number}?")
        queries.clear()
        for page in (BOARD, f"{BOARD}/vragen", f"{TOWN}/vragen", TOWN, "/organisaties", "/mijn"):
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] >= counts[1]


@pytest.mark.parametrize("what", ["board", "organisation", "card"])
def test_what_waits_is_read_from_an_index_of_what_waits(app, what, board, question, municipality, initiative):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite tells which index it takes; PostgreSQL chooses by size.")
    from workspace.overview.queries.cards import read_columns
    from workspace.overview.queries.filters import NO_FILTERS, Sight

    asked = {
        "board": lambda: list_waiting_on(cast.reloaded(board), seen_by=VISITOR),
        "organisation": lambda: list_waiting_at(cast.reloaded(municipality), seen_by=VISITOR),
        "card": lambda: read_columns(Sight(board.id, board.programme_id, False), NO_FILTERS, {}),
    }
    index = "initiative" if what == "card" else what
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        if "response_clock" in statement:
            sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    asked[what]()
    event.remove(db.engine, "before_cursor_execute", note)
    assert sent
    for statement, parameters in sent:
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row[3] for row in plan]
        assert any(f"ix_response_clock_waiting_{index}" in step for step in steps), steps
        assert not [step for step in steps if step.startswith("SCAN response_clock")], steps
        if what != "card":
            assert not [step for step in steps if "TEMP B-TREE" in step], steps


def test_a_talk_hides_nothing_of_the_question_but_its_clock_when_it_ended(
    client, ask, nico, municipality, initiative
):
    question = ask(nico, municipality)
    question.withdrawn_at = question.asked_at
    db.session.commit()
    page = client.get(f"/initiatieven/{initiative.id}/reacties").text
    assert "vervallen" in page
    assert "wacht nog geen" not in page
    assert db.session.query(Comment).count() == 1
