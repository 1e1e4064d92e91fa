"""Several people, or several clicks, at the same moment: one outcome, and everybody is told the same."""

from sqlalchemy import func, select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation, Revision, Stage, StartedAnyway, Support


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def counters():
    return db.session.execute(select(Initiative.support_count, Initiative.joined_count)).one()


def test_six_clicks_support_once(app, initiative, nico):
    address = f"/initiatieven/{initiative.id}/steun"
    answers = all_at_once(app, nico, lambda client, _: client.post(address))
    assert {answer.status_code for answer in answers} == {303}
    assert count(Support) == 1
    assert counters() == (1, 0)


def test_six_clicks_join_once_and_leave_once(app, initiative, nico):
    address = f"/initiatieven/{initiative.id}/deelname"
    all_at_once(app, nico, lambda client, _: client.post(address, data={"skills": "Koken"}))
    assert (count(Participation), counters()) == (1, (0, 1))
    answers = all_at_once(app, nico, lambda client, _: client.post(f"{address}/intrekking"))
    assert {answer.status_code for answer in answers} == {303}
    assert (count(Participation), counters()) == (0, (0, 0))


def test_six_moves_of_one_card_move_it_once(app, initiative, karin):
    address = f"/initiatieven/{initiative.id}/fase"
    data = {"stage": "running", "anyway": "Wij leren al doende"}
    answers = all_at_once(app, karin, lambda client, _: client.post(address, data=data))
    assert {answer.status_code for answer in answers} == {303}
    assert count(Event, Event.verb == "initiative_moved") == 1
    assert count(StartedAnyway) == 1
    assert cast.reloaded(initiative).stage == Stage.RUNNING


def test_six_edits_of_one_text_have_one_winner_and_five_who_are_told(app, initiative, rachida):
    data = {
        "version": 1, "summary": "Samen eten", "kind": "initiative", "scale": "local", "participation": "",
        "organisation": "", "coordinator": rachida.id, "visibility": "public",
    }  # fmt: skip
    address = f"/initiatieven/{initiative.id}/bewerken"
    answers = all_at_once(
        app, rachida, lambda client, number: client.post(address, data=data | {"title": f"Titel {number}"})
    )
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    told = [answer.text for answer in answers if answer.status_code == 409]
    assert all("Wat u opstuurde" in page for page in told)
    assert count(Revision) == 1


def test_six_endings_end_it_once(app, initiative, rachida):
    data = {"stage": "stopped", "outcome": "Gekookt", "reason": "Geen kok", "lesson": "Begin klein"}
    address = f"/initiatieven/{initiative.id}/afsluiting"
    answers = all_at_once(app, rachida, lambda client, _: client.post(address, data=data))
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    assert count(Event, Event.verb == "initiative_ended") == 1
