"""Reading red threads: each reader sees the moments that are for them, in the order of day."""

from datetime import timedelta

import pytest

from tests import cast
from tests.learning.making import actor_of, make_moment
from tests.threads.making import make_thread
from workspace.access import VISITOR
from workspace.db import now
from workspace.programmes.models import Openness
from workspace.threads.queries import list_threads, list_threads_of_moment
from workspace.times import today

INDEX = "/programmas/samen-in-linde/rode-draden"


@pytest.fixture
def another_board(programme):
    return cast.make_board("Mantelzorg", programme)


@pytest.fixture
def moments(board, another_board, tess):
    """One of today, one of yesterday on another board, and one of a week ago for partners only."""
    return [
        make_moment(board, tess, "De sleutel lag bij de beheerder."),
        make_moment(another_board, tess, "Ik sta in de regen.", kind="quote", said_by="Joke",
                    said_as="mantelzorger", happened_on=today() - timedelta(days=1)),
        make_moment(board, tess, "De beheerder weigert.", openness=Openness.PARTNERS,
                    happened_on=today() - timedelta(days=7)),
    ]  # fmt: skip


@pytest.fixture
def thread(programme, tess, moments):
    return make_thread(programme, tess, *moments)


def test_everybody_reads_a_public_thread_in_the_order_of_day(client, thread):
    page = client.get(f"/rode-draden/{thread.id}").text
    assert page.index("Ik sta in de regen.") < page.index("De sleutel lag bij de beheerder.")
    for words in (
        "Wie de sleutel heeft",
        "Eenzaamheid",
        "Mantelzorg",
        "Citaat",
        "Hobbel",
        "Joke, mantelzorger",
    ):
        assert words in page
    assert "blockquote" in page


def test_what_is_for_partners_is_there_for_insiders_only(client, thread, nico, paul):
    for person in (None, nico):
        page = (client.sign_in(person) if person else client).get(f"/rode-draden/{thread.id}").text
        assert "De beheerder weigert." not in page
        assert "alleen voor partners" not in page.lower(), "How many others there are is for insiders"
        assert "2 leermomenten" in client.get(INDEX).text
    page = client.sign_in(paul).get(f"/rode-draden/{thread.id}").text
    assert "De beheerder weigert." in page
    assert "1 van deze leermomenten is alleen voor partners" in page
    assert "3 leermomenten" in client.get(INDEX).text


def test_a_thread_for_partners_exists_for_insiders_only(client, programme, tess, moments, nico, coby):
    thread = make_thread(programme, tess, *moments, title="Onder ons", openness=Openness.PARTNERS)
    assert client.get(f"/rode-draden/{thread.id}").status_code == 404
    assert client.sign_in(nico).get(f"/rode-draden/{thread.id}").status_code == 404
    assert "Onder ons" not in client.get(INDEX).text
    assert client.sign_in(coby).get(f"/rode-draden/{thread.id}").status_code == 200
    assert "Onder ons" in client.get(INDEX).text


def test_what_was_taken_back_or_waits_for_a_yes_is_on_no_page(client, board, programme, tess):
    gone = make_moment(board, tess, "Teruggenomen woorden.", withdrawn_at=now())
    waits = make_moment(board, tess, "Een citaat dat wacht.", kind="quote", published_at=None)
    thread = make_thread(programme, tess, gone, waits)
    page = client.sign_in(tess).get(f"/rode-draden/{thread.id}").text
    assert "Teruggenomen woorden." not in page
    assert "Een citaat dat wacht." not in page


def test_a_name_behind_a_role_is_on_no_page(client, board, programme, tess):
    moment = make_moment(board, tess, said_by="Joke", said_as="mantelzorger", is_role_only=True)
    thread = make_thread(programme, tess, moment)
    page = client.sign_in(tess).get(f"/rode-draden/{thread.id}").text
    assert "mantelzorger" in page
    assert "Joke" not in page


def test_a_programme_without_threads_says_what_will_come(client, programme):
    assert "Nog geen rode draden" in client.get(INDEX).text
    assert client.get("/programmas/bestaat-niet/rode-draden").status_code == 404
    assert client.get("/rode-draden/999").status_code == 404


def test_others_read_threads_in_two_queries(programme, thread, moments, paul, queries):
    first, second, third = (moment.id for moment in moments)
    insider, number = actor_of(paul), programme
    queries.clear()
    found = list_threads(number, insider)
    assert len(queries) == 2
    assert [(line.title, line.moment_ids, line.boards) for line in found] == [
        ("Wie de sleutel heeft", (third, second, first), ("Eenzaamheid", "Mantelzorg"))
    ]
    assert list_threads(number, VISITOR)[0].moment_ids == (second, first)


def test_a_moment_knows_its_threads_in_one_query(programme, thread, moments, tess, queries):
    other = make_thread(programme, tess, title="Vervoer")
    hidden = make_thread(programme, tess, title="Onder ons", openness=Openness.PARTNERS)
    actor, moment = actor_of(tess), cast.reloaded(moments[0])
    queries.clear()
    assert [(line.id, line.holds_it) for line in list_threads_of_moment(moment, actor)] == [
        (hidden.id, False),
        (other.id, False),
        (thread.id, True),
    ]
    assert len(queries) == 1
    assert len(list_threads_of_moment(moment, VISITOR)) == 2


def test_a_page_takes_few_queries(client, thread, tess, queries):
    for address in (f"/rode-draden/{thread.id}", INDEX):
        client.sign_in(tess)
        queries.clear()
        client.get(address)
        assert len(queries) <= 9, address
