"""Putting moments and chapters in order, by drag or by buttons."""

import json

import pytest

from tests.cast import save
from tests.client import HTMX
from tests.histories.conftest import chapter_of, place
from workspace.db import db, now
from workspace.histories.models import ChapterMoment, HistoryChapter
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness


@pytest.fixture
def second(history):
    return save(HistoryChapter(history_id=history.id, title="Het vervolg", position=1))


@pytest.fixture
def moments(history, catch):
    found = [catch(f"Moment {letter}") for letter in "abc"]
    place(history, *found)
    return found


def move(client, history, thing, **where):
    kind = {"LearningMoment": "m", "HistoryChapter": "h"}[type(thing).__name__]
    address = f"/leergeschiedenissen/{history.id}/indelen"
    return client.post(address, data={"thing": f"{kind}{thing.id}", **where})


def order(chapter):
    query = db.select(ChapterMoment).where(ChapterMoment.chapter_id == chapter.id)
    return [row.moment_id for row in db.session.scalars(query.order_by(ChapterMoment.position))]


def ids(*moments):
    return [moment.id for moment in moments]


def test_a_moment_goes_up_and_down(client, history, moments, karin):
    client.sign_in(karin)
    a, b, c = moments
    move(client, history, c, do="up")
    assert order(chapter_of(history)) == ids(a, c, b)
    move(client, history, a, do="down")
    assert order(chapter_of(history)) == ids(c, a, b)
    assert move(client, history, c, do="up").status_code == 303
    assert order(chapter_of(history)) == ids(c, a, b)


def test_past_the_end_of_a_chapter_comes_the_next(client, history, moments, second, karin):
    client.sign_in(karin)
    a, b, c = moments
    move(client, history, c, do="down")
    assert (order(chapter_of(history)), order(second)) == (ids(a, b), ids(c))
    move(client, history, b, do="down")
    assert order(second) == ids(b, c)
    move(client, history, b, do="up")
    assert (order(chapter_of(history)), order(second)) == (ids(a, b), ids(c))


def test_a_step_goes_past_what_one_does_not_see(client, history, catch, karin):
    client.sign_in(karin)
    a, gone, c = catch("a"), catch("weg", withdrawn_at=now()), catch("c")
    place(history, a, gone, c)
    move(client, history, c, do="up")
    assert order(chapter_of(history)) == ids(c, a, gone)


def test_a_card_is_dropped_on_another_or_in_a_chapter(client, history, moments, second, karin):
    client.sign_in(karin)
    a, b, c = moments
    move(client, history, c, stage=f"m{a.id}")
    assert order(chapter_of(history)) == ids(c, a, b)
    move(client, history, a, stage=f"h{second.id}")
    move(client, history, b, do="to", to=f"h{second.id}")
    assert (order(chapter_of(history)), order(second)) == (ids(c), ids(a, b))
    move(client, history, a, stage="tray")
    assert order(second) == ids(b)


def test_what_is_not_placed_waits_in_the_tray(client, history, catch, board, karin, phase):
    soup = catch("Soep!")
    catch("De sleutel was weg.", MomentKind.OBSTACLE, board_id=None)
    catch("Van later.", happened_on=phase.ends_on.replace(year=2022))
    address = f"/leergeschiedenissen/{history.id}/indelen"
    page = client.sign_in(karin).get(address).text
    assert "Soep!" in page
    assert "De sleutel was weg." in page
    assert "Van later." not in page
    assert "Soep!" not in client.get(address, query_string={"soort": "obstacle"}).text
    assert "De sleutel was weg." not in client.get(address, query_string={"bord": board.id}).text
    move(client, history, soup, do="to", to=f"h{chapter_of(history).id}")
    assert order(chapter_of(history)) == ids(soup)


def test_chapters_change_places(client, history, second, karin):
    client.sign_in(karin)
    first = chapter_of(history)
    third = save(HistoryChapter(history_id=history.id, title="Het slot", position=2))
    move(client, history, third, do="up")
    move(client, history, third, stage=f"h{first.id}")
    query = db.select(HistoryChapter.title).order_by(HistoryChapter.position)
    assert db.session.scalars(query).all() == ["Het slot", "Het begin", "Het vervolg"]
    move(client, history, first, do="down")
    assert db.session.scalars(query).all() == ["Het slot", "Het vervolg", "Het begin"]


def test_a_chapter_dropped_on_a_moment_comes_where_that_stands(client, history, moments, second, karin):
    move(client.sign_in(karin), history, second, stage=f"m{moments[1].id}")
    query = db.select(HistoryChapter.title).order_by(HistoryChapter.position)
    assert db.session.scalars(query).all() == ["Het vervolg", "Het begin"]


def test_the_focus_stays_where_it_was(client, history, moments, karin):
    address = f"/leergeschiedenissen/{history.id}/indelen"
    data = {"thing": f"m{moments[1].id}", "do": "up"}
    answer = client.sign_in(karin).post(address, data=data, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="indeling"')
    assert json.loads(answer.headers["HX-Trigger"])["focus-on"] == f"#up-m{moments[1].id}"
    assert f'id="up-m{moments[1].id}"' in answer.text


def test_what_is_gone_meanwhile_is_told(client, history, moments, second, tess):
    client.sign_in(tess)
    db.session.delete(second)
    db.session.commit()
    answer = move(client, history, moments[0], stage=f"h{second.id}")
    assert "Iemand anders was u voor" in client.get(answer.location).text


@pytest.mark.parametrize(
    "sent",
    [{}, {"thing": "x1"}, {"thing": "m1"}, {"thing": "q1", "do": "up"}, {"thing": "h1", "stage": "q1"}],
)
def test_nonsense_is_refused(client, history, karin, sent):
    address = f"/leergeschiedenissen/{history.id}/indelen"
    assert client.sign_in(karin).post(address, data=sent).status_code == 400


def test_a_moment_out_of_sight_or_of_elsewhere_is_not_placed(client, history, catch, second, karin, otto):
    elsewhere = catch("Elders", programme_id=history.programme_id, openness=Openness.PUBLIC)
    elsewhere.withdrawn_at = now()
    save(elsewhere)
    client.sign_in(karin)
    move(client, history, elsewhere, stage=f"h{second.id}")
    assert order(second) == []


def test_arranging_two_hundred_moments_takes_as_many_queries_as_two(client, history, catch, queries, karin):
    client.sign_in(karin)
    counts = []
    for more in (2, 198):
        place(history, *[catch(f"Moment {number}") for number in range(more)])
        queries.clear()
        client.get(f"/leergeschiedenissen/{history.id}/indelen")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
