"""A list of tasks: who sees it, who adds to it, who is asked, and what is told of it."""

from datetime import timedelta

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.organisations.models import Membership
from workspace.tasks.models import Task
from workspace.times import today

SEES = ["rachida", "paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"]
ADDS = ["rachida", "karin", "tess", "marja"]


def tasks() -> list[tuple[str, int | None]]:
    return [(task.title, task.person_id) for task in db.session.query(Task).order_by(Task.id)]


@pytest.mark.parametrize("who", SEES)
def test_insiders_and_its_makers_see_what_is_to_be_done(client, request, here, make_task, who):
    make_task()
    page = client.sign_in(request.getfixturevalue(who)).get(here)
    assert page.status_code == 200
    assert "Zaal bespreken" in page.text
    assert ("Taak toevoegen" in page.text) is (who in ADDS)


@pytest.mark.parametrize("who", ["nico", "ada", "otto"])
def test_others_do_not_see_it(client, request, here, make_task, who):
    make_task()
    client.sign_in(request.getfixturevalue(who))
    assert client.get(here).status_code == 403
    assert client.post(here, data={"title": "Iets"}).status_code == 403


def test_a_visitor_signs_in_first_and_reads_nothing_of_it_on_the_page(client, initiative, here, make_task):
    make_task()
    assert client.get(here).location.startswith("/inloggen")
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Zaal bespreken" not in page
    assert here not in page


def test_who_joined_sees_it_and_is_shown_the_way(client, initiative, here, make_task, joined):
    make_task()
    client.sign_in(joined)
    assert "Zaal bespreken" in client.get(here).text
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert here in page
    assert "Zaal bespreken" not in page
    assert client.post(here, data={"title": "Iets"}).status_code == 403


def test_a_task_is_added_in_one_line_and_is_ones_own(client, here, karin):
    client.sign_in(karin)
    assert f'<option selected value="{karin.id}">Ik zelf' in client.get(here).text
    answer = client.post(here, data={"title": "Bel de zaal", "person": str(karin.id)})
    assert answer.location == here
    assert tasks() == [("Bel de zaal", karin.id)]
    event = db.session.query(Event).one()
    assert (event.verb, event.is_public, event.details) == ("task_added", False, {"person": karin.id})


def test_a_task_may_be_nobodys_and_without_a_day(client, here, karin):
    client.sign_in(karin).post(here, data={"title": "Stoelen zoeken", "person": ""})
    assert tasks() == [("Stoelen zoeken", None)]
    assert "nog niemand" in client.get(here).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Schrijf wat er moet gebeuren."),
        ({"title": "x" * 201}, "hoogstens 200 tekens"),
        ({"title": "Iets", "person": "99999"}, "Kies iemand uit de lijst."),
        ({"title": "Iets", "due_on": "2020-01-01"}, "Kies een dag vanaf vandaag"),
        ({"title": "Iets", "due_on": "morgen"}, "Vul een datum in"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(client, here, karin, typed, words):
    answer = client.sign_in(karin).post(here, data={"person": "", **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert typed["title"][:100] in answer.text
    assert tasks() == []


@pytest.mark.parametrize("who", ["rachida", "karin", "tess"])
def test_people_near_it_can_be_asked(client, request, here, karin, who):
    asked = request.getfixturevalue(who)
    answer = client.sign_in(karin).post(here, data={"title": "Iets", "person": str(asked.id)})
    assert answer.status_code == 303
    assert tasks() == [("Iets", asked.id)]


def test_the_people_of_its_organisation_can_be_asked_and_may_add(
    client, initiative, here, welfare, paul, petra
):
    cast.reloaded(initiative).organisation_id = welfare.id
    db.session.commit()
    page = client.sign_in(paul).get(here).text
    assert '<optgroup label="Welzijn Linde">' in page
    assert client.post(here, data={"title": "Iets", "person": str(petra.id)}).status_code == 303


def test_who_is_far_from_it_cannot_be_asked(client, here, karin, otto, paul):
    client.sign_in(karin)
    for far in (otto, paul):  # another programme; an organisation that has no part in it
        assert client.post(here, data={"title": "Iets", "person": str(far.id)}).status_code == 422


def test_who_joined_is_known_to_the_coordinator_alone(client, here, rachida, karin, joined):
    page = client.sign_in(rachida).get(here).text
    assert "Doet mee aan dit initiatief" in page
    assert client.post(here, data={"title": "Soep roeren", "person": str(joined.id)}).status_code == 303
    assert "Nico" in client.get(here).text
    page = client.sign_in(karin).get(here).text
    assert "Soep roeren" in page
    assert "iemand die meedoet" in page
    assert "Nico" not in page
    number = db.session.query(Task).one().id
    assert "Nico" not in client.get(f"/taken/{number}").text
    board = client.get("/programmas/samen-in-linde/eenzaamheid/taken").text
    assert "Soep roeren" in board
    assert "Nico" not in board


def test_nothing_is_added_to_a_draft_or_to_what_ended(client, initiative, here, rachida, make_task):
    number = make_task().id
    client.sign_in(rachida)
    for change in ({"visibility": Visibility.DRAFT}, {"stage": Stage.STOPPED, "ended_on": today()}):
        kept = db.session.get(Initiative, initiative.id)
        for name, value in ({"visibility": Visibility.PUBLIC} | change).items():
            setattr(kept, name, value)
        db.session.commit()
        assert "Taak toevoegen" not in client.get(here).text
        assert client.post(here, data={"title": "Iets", "person": ""}).status_code == 403
    assert client.post(f"/taken/{number}/klaar").status_code == 303  # but what is left can still be done


def test_of_what_is_for_partners_others_learn_nothing(client, board, rachida, nico, paul):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    number = cast.save(
        Task(board_id=board.id, initiative_id=hidden.id, title="Geheim", made_by_id=paul.id)
    ).id
    for someone in (rachida, nico):
        client.sign_in(someone)
        assert client.get(f"/initiatieven/{hidden.id}/taken").status_code == 404
        assert client.post(f"/taken/{number}/klaar").status_code == 404


def test_a_board_has_tasks_of_its_own_and_shows_those_of_its_initiatives(client, make_task, karin, paul):
    make_task("Van de soep")
    here = "/programmas/samen-in-linde/eenzaamheid/taken"
    client.sign_in(karin)
    assert client.post(here, data={"title": "Werkgroep bellen", "person": str(karin.id)}).status_code == 303
    page = client.get(here).text
    assert "Van de soep" in page
    assert "Werkgroep bellen" in page
    client.sign_in(paul)
    assert "Werkgroep bellen" in client.get(here).text
    assert client.post(here, data={"title": "Iets", "person": ""}).status_code == 403


def test_tasks_of_a_board_are_not_for_residents(client, make_task, rachida):
    number = make_task(initiative_id=None).id
    client.sign_in(rachida)
    assert client.get("/programmas/samen-in-linde/eenzaamheid/taken").status_code == 403
    assert client.post(f"/taken/{number}/klaar").status_code == 403


def test_the_page_of_the_initiative_shows_the_first_few(client, initiative, here, make_task, karin, paul):
    for number in range(5):
        make_task(f"Taak {number}", due_on=today() + timedelta(days=5 - number))
    for someone in (karin, paul):
        page = client.sign_in(someone).get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
        assert [f"Taak {number}" in page for number in range(5)] == [False, False, True, True, True]
        assert "Alle 5 open taken" in page


def test_the_page_kept_for_partners_shows_what_was_just_done(client, initiative, make_task, karin, paul):
    number = make_task(person_id=paul.id).id
    client.sign_in(paul)
    page = f"/initiatieven/{initiative.id}"
    assert "Zaal bespreken" in client.get(page, follow_redirects=True).text
    client.post(f"/taken/{number}/klaar")
    client.get("/mijn")  # where it says so, once
    client.sign_in(karin)
    assert "Zaal bespreken" not in client.get(page, follow_redirects=True).text
    assert "Zaal bespreken" not in client.sign_in(paul).get(page, follow_redirects=True).text


def test_a_list_asks_as_few_questions_for_many_tasks_as_for_one(client, here, make_task, karin, queries):
    client.sign_in(karin)
    make_task()
    client.get(here)
    queries.clear()
    client.get(here)
    few = len(queries)
    for number in range(20):
        make_task(f"Taak {number}", person_id=karin.id, due_on=today())
    client.get(here)
    queries.clear()
    client.get(here)
    assert len(queries) == few <= 8


def test_who_left_keeps_a_task_without_a_role(client, here, make_task, paul):
    number = make_task(person_id=paul.id).id
    membership = db.session.query(Membership).filter_by(user_id=paul.id).one()
    membership.ends_on = membership.starts_on
    db.session.commit()
    client.sign_in(paul)
    assert client.get(here).status_code == 403
    assert "Zaal bespreken" in client.get("/mijn").text
    answer = client.post(f"/taken/{number}/klaar")
    assert answer.location == "/mijn"
