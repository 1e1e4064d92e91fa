"""Making red threads, changing and removing them, and saying which moments belong on them."""

import pytest
from sqlalchemy import select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from tests.learning.making import make_moment, verbs
from tests.threads.making import make_thread
from workspace.db import db, now
from workspace.programmes.models import Openness
from workspace.threads import actions
from workspace.threads.models import RedThread, ThreadMoment
from workspace.threads.queries import threads as queries_of_threads

INDEX = "/programmas/samen-in-linde/rode-draden"
WORDS = {"title": "Vervoer", "sentence": "Zonder bus blijft men thuis.", "openness": "public"}
OTHERS = ["nico", "rachida", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"]


@pytest.fixture
def moment(board, tess):
    return make_moment(board, tess)


@pytest.fixture
def thread(programme, tess):
    return make_thread(programme, tess)


def held(thread) -> set[int]:
    query = select(ThreadMoment.moment_id).where(ThreadMoment.thread_id == thread.id)
    return set(db.session.scalars(query))


def save(client, thread, *, version=1, **words):
    return client.post(f"/rode-draden/{thread.id}/wijziging", data=WORDS | {"version": version} | words)


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_who_steers_makes_a_thread_with_moments(client, request, programme, moment, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Rode draad maken" in client.get(INDEX).text
    form = client.get(f"{INDEX}/nieuw?moment={moment.id}").text
    assert "De sleutel lag bij de beheerder." in form
    assert "checked" in form
    answer = client.post(f"{INDEX}/nieuw", data=WORDS | {"moment": moment.id})
    assert answer.status_code == 303
    page = client.sign_out().get(answer.location).text
    assert "Zonder bus blijft men thuis." in page
    assert "De sleutel lag bij de beheerder." in page
    assert verbs() == ["thread_moment_put_on", "thread_made"]


@pytest.mark.parametrize("who", OTHERS)
def test_others_arrange_nothing(client, request, thread, moment, who):
    client.sign_in(request.getfixturevalue(who))
    here = f"/rode-draden/{thread.id}"
    for address in (f"{INDEX}/nieuw", f"{here}/wijziging", f"{here}/momenten"):
        assert client.get(address).status_code == 403
    for address in (
        f"{INDEX}/nieuw", f"{INDEX}/niet-bij-elkaar", f"{here}/wijziging", f"{here}/verwijdering",
        f"{here}/momenten", f"{here}/momenten/{moment.id}/weg", f"{here}/momenten/{moment.id}/niet",
        f"/leermomenten/{moment.id}/rode-draden",
    ):  # fmt: skip
        answer = client.post(address, data=WORDS | {"moment": moment.id, "thread": thread.id})
        assert answer.status_code == 403, address
    page = client.get(here).text
    assert "Leermomenten kiezen" not in page
    assert "lijken erbij te horen" not in page
    assert verbs() == []


def test_who_leads_a_board_elsewhere_does_not(client, thread, elsewhere_area, nico):
    other = cast.make_programme("Samen elders", elsewhere_area)
    cast.make_board_member(nico, cast.make_board("Elders", other), lead=True)
    assert save(client.sign_in(nico), thread).status_code == 403


def test_a_visitor_signs_in_first(client, programme, thread):
    assert "/inloggen" in client.get(f"{INDEX}/nieuw").location
    assert "/inloggen" in save(client, thread).location


def test_what_is_out_of_sight_stays_so(client, programme, moment, nico, tess):
    hidden = make_thread(programme, tess, openness=Openness.PARTNERS)
    client.sign_in(nico)
    assert save(client, hidden).status_code == 404
    assert client.get(f"/rode-draden/{hidden.id}/momenten").status_code == 404
    assert save(client.sign_in(tess), hidden).status_code == 303


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": " "}, "Geef de rode draad een naam."),
        ({"title": "a" * 121}, "Maak de tekst korter"),
        ({"sentence": ""}, "Schrijf in één zin wat u ziet terugkomen."),
        ({"sentence": "a" * 401}, "Maak de tekst korter"),
        ({"openness": "weg"}, "Kies wie de rode draad ziet."),
    ],
)
def test_mistakes_are_told(client, programme, thread, tess, words, said):
    client.sign_in(tess)
    for address in (f"{INDEX}/nieuw", f"/rode-draden/{thread.id}/wijziging"):
        page = client.post(address, data=WORDS | {"version": 1} | words)
        assert page.status_code == 422
        assert said in page.text
    assert verbs() == []


def test_sent_twice_it_is_made_once(client, programme, tess):
    client.sign_in(tess)
    answers = [client.post(f"{INDEX}/nieuw", data=WORDS | {"once": "een-sleutel"}) for _ in range(2)]
    assert len({answer.location for answer in answers}) == 1
    assert len(db.session.scalars(select(RedThread)).all()) == 1


def test_two_who_change_it_see_each_other(client, thread, karin, marja):
    assert save(client.sign_in(karin), thread, sentence="De bus rijdt niet.").status_code == 303
    page = save(client.sign_in(marja), thread, sentence="De bus is te duur.")
    assert page.status_code == 409
    for words in ("De bus rijdt niet.", "De bus is te duur."):
        assert words in page.text
    assert save(client, thread, version=2, sentence="De bus is te duur.").status_code == 303


def test_six_changes_at_once_have_one_winner(app, thread, tess):
    answers = all_at_once(app, tess, lambda client, number: save(client, thread, title=f"Zo {number}"))
    assert sorted(each.status_code for each in answers) == [303] + [409] * (AT_ONCE - 1)


def test_the_same_again_tells_nothing(client, thread, tess):
    save(client.sign_in(tess), thread)
    save(client, thread, version=2)
    assert verbs() == ["thread_edited"]


def test_a_thread_that_was_removed_is_nowhere(client, programme, thread, moment, karin):
    client.sign_in(karin)
    assert client.post(f"/rode-draden/{thread.id}/verwijdering").status_code == 303
    assert "Wie de sleutel heeft" not in client.get(INDEX).text
    for address in ("verwijdering", "wijziging", "momenten"):
        assert client.post(f"/rode-draden/{thread.id}/{address}", data=WORDS).status_code == 404
    chosen = {"thread": thread.id}
    assert client.post(f"/leermomenten/{moment.id}/rode-draden", data=chosen).status_code == 404


def test_moments_are_chosen_from_a_list(client, thread, board, moment, tess):
    other = make_moment(board, tess, "De bus rijdt niet.")
    client.sign_in(tess)
    page = client.get(f"/rode-draden/{thread.id}/momenten").text
    assert "De sleutel lag bij de beheerder." in page
    answer = client.post(f"/rode-draden/{thread.id}/momenten", data={"moment": [moment.id, other.id]})
    assert "2 leermomenten staan nu op de rode draad" in client.get(answer.location).text
    assert held(thread) == {moment.id, other.id}
    page = client.get(f"/rode-draden/{thread.id}/momenten").text
    assert "De sleutel lag bij de beheerder." not in page, "What is on it is not to choose again"


def test_a_search_finds_other_forms_of_a_word(client, thread, board, moment, tess):
    make_moment(board, tess, "De bus rijdt niet.")
    page = client.sign_in(tess).get(f"/rode-draden/{thread.id}/momenten?zoek=Sleutels").text
    assert "De sleutel lag bij de beheerder." in page
    assert "De bus rijdt niet." not in page


def test_a_long_list_has_pages(client, thread, board, tess):
    for number in range(31):
        make_moment(board, tess, f"Sleutel nummer {number}a.")
    client.sign_in(tess)
    for asked in ("", "&zoek=sleutel"):
        first = client.get(f"/rode-draden/{thread.id}/momenten?pagina=1{asked}").text
        assert "Meer leermomenten" in first
        second = client.get(f"/rode-draden/{thread.id}/momenten?pagina=2{asked}").text
        assert second.count('type="checkbox"') == 1


def test_choosing_nothing_is_told(client, thread, tess):
    answer = client.sign_in(tess).post(f"/rode-draden/{thread.id}/momenten", data={"moment": "x"})
    assert "U koos nog geen leermoment. Kies er een." in client.get(answer.location).text


def test_what_is_not_there_to_read_is_not_put_on(client, thread, board, elsewhere_area, tess, otto):
    gone = make_moment(board, tess, withdrawn_at=now())
    elsewhere = make_moment(cast.make_board("Elders", cast.make_programme("Elders", elsewhere_area)), otto)
    client.sign_in(tess)
    for number in (gone.id, elsewhere.id, 10**8):
        assert client.post(f"/rode-draden/{thread.id}/momenten", data={"moment": number}).status_code == 404
    assert held(thread) == set()


def test_a_moment_is_put_on_a_thread_from_its_own_page_and_taken_off(client, thread, moment, karin):
    client.sign_in(karin)
    here = f"/leermomenten/{moment.id}"
    assert "Op deze rode draad zetten" in client.get(here).text
    answer = client.post(f"{here}/rode-draden", data={"thread": thread.id})
    assert (answer.status_code, answer.location) == (303, here)
    assert held(thread) == {moment.id}
    assert "Van deze rode draad halen" in client.get(here).text
    answer = client.post(f"/rode-draden/{thread.id}/momenten/{moment.id}/weg", data={"terug": "moment"})
    assert answer.location == here
    assert held(thread) == set()
    assert client.post(f"{here}/rode-draden", data={"thread": "x"}).location == here
    assert held(thread) == set()


def test_a_reader_of_a_moment_sees_its_threads_and_no_buttons(client, programme, moment, tess, nico):
    make_thread(programme, tess, moment)
    for person in (None, nico):
        page = (client.sign_in(person) if person else client).get(f"/leermomenten/{moment.id}").text
        assert "Wie de sleutel heeft" in page
        assert "Van deze rode draad halen" not in page


def test_a_moment_that_was_taken_back_is_put_on_nothing(client, board, thread, tess):
    gone = make_moment(board, tess, withdrawn_at=now())
    assert "Op deze rode draad zetten" not in client.sign_in(tess).get(f"/leermomenten/{gone.id}").text
    chosen = {"thread": thread.id}
    assert client.post(f"/leermomenten/{gone.id}/rode-draden", data=chosen).status_code == 404


def test_the_programme_says_where_its_threads_are(client, programme, nico):
    for person in (None, nico):
        page = (client.sign_in(person) if person else client).get("/programmas/samen-in-linde").text
        assert f'href="{INDEX}"' in page


def test_a_thread_of_another_programme_takes_no_moment_of_this_one(
    client, moment, elsewhere_area, tess, otto
):
    other = make_thread(cast.make_programme("Samen elders", elsewhere_area), otto)
    chosen = {"thread": other.id}
    assert client.sign_in(tess).post(f"/leermomenten/{moment.id}/rode-draden", data=chosen).status_code == 403


def test_put_on_and_taken_off_twice_is_once(client, thread, moment, tess):
    client.sign_in(tess)
    for address in ("momenten", "momenten", f"momenten/{moment.id}/weg", f"momenten/{moment.id}/weg"):
        data = {"moment": moment.id}
        assert client.post(f"/rode-draden/{thread.id}/{address}", data=data).status_code == 303
    assert verbs() == ["thread_moment_put_on", "thread_moment_taken_off"]


def test_six_who_put_the_same_moment_on_at_once_put_it_once(app, thread, moment, tess):
    address, data = f"/rode-draden/{thread.id}/momenten", {"moment": moment.id}
    answers = all_at_once(app, tess, lambda client, number: client.post(address, data=data))
    assert {each.status_code for each in answers} == {303}
    assert verbs() == ["thread_moment_put_on"]


def test_a_full_thread_says_so(client, monkeypatch, thread, board, moment, tess):
    monkeypatch.setattr(actions, "ON_A_THREAD", 1)
    other = make_moment(board, tess, "Nog een.")
    data = {"moment": [moment.id, other.id]}
    answer = client.sign_in(tess).post(f"/rode-draden/{thread.id}/momenten", data=data)
    assert "Haal er eerst een af." in client.get(answer.location).text
    assert held(thread) == set()


def test_a_thread_shows_as_many_moments_as_it_holds():
    assert actions.ON_A_THREAD == queries_of_threads.ON_A_THREAD
