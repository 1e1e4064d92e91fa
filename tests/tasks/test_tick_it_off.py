"""Ticking off in one tap, taking it back, changing and removing."""

from datetime import timedelta

import pytest

from tests import cast
from tests.borging.test_hand_over_at_once import together
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.independence.models.rules import WORK
from workspace.tasks.models import UNDO_WITHIN, Task
from workspace.times import today


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


def test_whose_task_it_is_ticks_it_off_and_on(client, here, make_task, paul):
    task = make_task(person_id=paul.id)
    client.sign_in(paul)
    assert "Klaar" in client.get(here).text
    assert client.post(f"/taken/{task.id}/klaar").location == here
    assert cast.reloaded(task).done_by_id == paul.id
    assert "Toch niet klaar" in client.get(here).text
    assert client.post(f"/taken/{task.id}/toch-niet").location == here
    assert cast.reloaded(task).done_at is None
    assert verbs() == ["task_done", "task_reopened"]
    assert "task_done" in WORK


def test_another_partner_does_not_tick_it_off(client, here, make_task, paul, olaf):
    task = make_task(person_id=paul.id)
    client.sign_in(olaf)
    assert f"/taken/{task.id}/klaar" not in client.get(here).text
    assert client.post(f"/taken/{task.id}/klaar").status_code == 403
    assert client.post(f"/taken/{task.id}/toch-niet").status_code == 403


def test_from_mijn_werkplek_one_comes_back_there(client, make_task, paul):
    make_task("Later", person_id=paul.id, due_on=today() + timedelta(days=3))
    make_task("Te laat", person_id=paul.id, due_on=today() - timedelta(days=1))
    make_task("Ooit", person_id=paul.id)
    make_task("Van een ander")
    page = client.sign_in(paul).get("/mijn").text
    places = [page.index(words) for words in ("Te laat", "De dag is voorbij", "Later", "Ooit")]
    assert places == sorted(places)
    assert "Van een ander" not in page
    number = db.session.query(Task).filter_by(title="Te laat").one().id
    assert client.post(f"/taken/{number}/klaar", data={"terug": "/mijn"}).location == "/mijn"
    page = client.get("/mijn").text
    assert "Klaar: Te laat" in page
    assert f"/taken/{number}/klaar" not in page


def test_the_way_back_stays_on_this_site(client, here, make_task, karin):
    task = make_task()
    answer = client.sign_in(karin).post(f"/taken/{task.id}/klaar", data={"terug": "//example.com"})
    assert answer.location == here


def test_a_second_click_changes_nothing(client, here, make_task, karin):
    task = make_task()
    client.sign_in(karin)
    for _ in range(2):
        assert client.post(f"/taken/{task.id}/klaar", data={"once": "zelfde"}).location == here
    assert client.post(f"/taken/{task.id}/klaar").location == here
    assert verbs() == ["task_done"]


def test_what_was_done_long_ago_stays_done(client, here, make_task, karin):
    task = make_task(done_at=now() - UNDO_WITHIN - timedelta(minutes=1), done_by_id=karin.id)
    client.sign_in(karin)
    assert "Toch niet klaar" not in client.get(here).text
    assert client.post(f"/taken/{task.id}/toch-niet").status_code == 303
    assert "Deze taak is al langer klaar." in client.get(here).text
    assert cast.reloaded(task).done_at is not None


def test_a_task_is_changed_by_who_may_add_one(client, here, make_task, karin, tess, paul):
    task = make_task(person_id=paul.id, due_on=today() - timedelta(days=2))
    client.sign_in(karin)
    page = client.get(f"/taken/{task.id}").text
    assert "Paul" in page  # who is asked stays to be chosen, though not near by
    typed = {"title": "Grote zaal", "person": str(tess.id), "due_on": str(task.due_on), "version": "1"}
    assert client.post(f"/taken/{task.id}", data=typed).location == here
    kept = cast.reloaded(task)
    assert (kept.title, kept.person_id) == ("Grote zaal", tess.id)
    event = db.session.query(Event).one()
    assert (event.verb, event.details) == ("task_changed", {"person": tess.id, "passed": True})
    client.sign_in(paul)
    assert client.get(f"/taken/{task.id}").status_code == 403
    assert client.post(f"/taken/{task.id}", data=typed).status_code == 403
    assert client.post(f"/taken/{task.id}/verwijdering").status_code == 403


def test_saving_the_same_tells_nothing(client, make_task, karin):
    task = make_task()
    typed = {"title": task.title, "person": "", "due_on": "", "version": "1"}
    client.sign_in(karin).post(f"/taken/{task.id}", data=typed)
    assert verbs() == []


def test_who_is_second_to_change_it_sees_both(client, make_task, karin):
    task = make_task()
    client.sign_in(karin)
    typed = {"person": "", "due_on": "", "version": "1"}
    client.post(f"/taken/{task.id}", data={"title": "Eerste", **typed})
    answer = client.post(f"/taken/{task.id}", data={"title": "Tweede", **typed})
    assert answer.status_code == 409
    assert "Eerste" in answer.text
    assert "Tweede" in answer.text
    assert cast.reloaded(task).title == "Eerste"


def test_a_change_that_cannot_be_is_refused(client, make_task, karin):
    task = make_task()
    answer = client.sign_in(karin).post(f"/taken/{task.id}", data={"title": "", "version": "1"})
    assert answer.status_code == 422


def test_a_task_that_need_not_be_done_is_removed(client, here, make_task, karin):
    task = make_task()
    client.sign_in(karin)
    assert client.post(f"/taken/{task.id}/verwijdering").location == here
    assert db.session.query(Task).count() == 0
    assert verbs() == ["task_removed"]
    assert client.post(f"/taken/{task.id}/klaar").status_code == 404


@pytest.mark.parametrize("rounds", [8])
def test_of_two_who_tick_it_off_at_once_it_is_done_once(app, here, make_task, karin, marja, rounds):
    for _ in range(rounds):
        db.session.query(Event).delete()
        db.session.commit()
        number = make_task().id
        done = (f"/taken/{number}/klaar", {})
        assert together(app, (karin, *done), (marja, *done)) == [303, 303]
        assert verbs() == ["task_done"]
