"""Moving an initiative, and ending it on purpose: who may, how far, and twice."""

import pytest
from sqlalchemy import select

from tests import cast
from tests.client import HTMX
from workspace.activity.models import BoardPulse, Event
from workspace.db import db
from workspace.initiatives.models import Stage, Update, Visibility

OUT = {"stage": "stopped", "outcome": "Vijf keer gekookt", "reason": "Geen kok", "lesson": "Begin kleiner"}


def move(client, initiative, to, **fields):
    """Move it, saying why it begins while nobody said yet what is clear."""
    headers = fields.pop("headers", {})
    fields.setdefault("anyway", "Wij leren al doende")
    return client.post(f"/initiatieven/{initiative.id}/fase", data={"stage": to, **fields}, headers=headers)


def end(client, initiative, **fields):
    return client.post(f"/initiatieven/{initiative.id}/afsluiting", data=OUT | fields)


def verbs():
    told = select(Event.verb).where(Event.verb != "started_anyway").order_by(Event.id)
    return db.session.scalars(told).all()


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_who_steers_moves_it_anywhere(client, request, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    for stage in (Stage.ANCHORED, Stage.IDEA, Stage.ANCHORING, Stage.RUNNING, Stage.EXPLORING):
        assert move(client, initiative, stage.value).status_code == 303
        assert cast.reloaded(initiative).stage == stage
    assert verbs() == ["initiative_moved"] * 5


@pytest.mark.parametrize("who", ["nico", "rachida", "petra", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_may_not(client, request, initiative, who):
    assert move(client.sign_in(request.getfixturevalue(who)), initiative, "exploring").status_code == 403
    assert client.get(f"/initiatieven/{initiative.id}/fase").status_code == 403
    assert cast.reloaded(initiative).stage == Stage.IDEA


def test_a_partner_moves_their_own_up_to_running(client, board, paul):
    mine = cast.make_initiative("Van Paul", board, paul)
    client.sign_in(paul)
    assert move(client, mine, "running").status_code == 303
    assert move(client, mine, "anchoring").status_code == 422
    cast.reloaded(mine).stage = Stage.ANCHORING
    db.session.commit()
    assert move(client, mine, "running").status_code == 403


def test_a_representative_moves_what_is_of_their_organisation(client, board, rachida, rik, welfare):
    ours = cast.make_initiative("Van ons", board, rachida, organisation_id=welfare.id)
    assert move(client.sign_in(rik), ours, "exploring").status_code == 303
    theirs = cast.make_initiative("Van een ander", board, rachida)
    assert move(client, theirs, "exploring").status_code == 403


def test_what_is_out_of_sight_cannot_be_moved(client, board, rachida, nico, karin):
    hidden = cast.make_initiative("Onder ons", board, rachida, visibility=Visibility.PARTNERS)
    draft = cast.make_initiative("Concept", board, rachida, visibility=Visibility.DRAFT)
    assert move(client.sign_in(nico), hidden, "running").status_code == 404
    assert move(client.sign_in(karin), draft, "running").status_code == 404
    assert move(client.sign_in(karin), hidden, "running").status_code == 303
    assert not any(db.session.scalars(select(Event.is_public)))
    pulse = db.session.scalars(select(BoardPulse)).one()
    assert (pulse.public_version, pulse.partner_version) == (1, 3)


@pytest.mark.parametrize("stage", ["", "maan", "completed", "stopped"])
def test_a_stage_that_is_not_offered_is_refused_with_the_form(client, karin, initiative, stage):
    page = move(client.sign_in(karin), initiative, stage, word="Wij gaan door")
    assert page.status_code == 422
    assert "Kies een fase" in page.text
    assert "Wij gaan door" in page.text


def test_moving_twice_is_harmless(client, karin, initiative):
    client.sign_in(karin)
    for _ in range(2):
        assert move(client, initiative, "running").status_code == 303
    assert verbs() == ["initiative_moved"]
    assert cast.reloaded(initiative).version == 2


def test_it_leads_back_to_where_one_was(client, karin, initiative):
    client.sign_in(karin)
    back = "/programmas/samen-in-linde/eenzaamheid?fase=idea"
    assert move(client, initiative, "running", terug=back).location == back
    elsewhere = move(client, initiative, "idea", terug="https://elders.example/")
    assert elsewhere.location == f"/initiatieven/{initiative.id}-soep-op-dinsdag"


def test_htmx_is_told_where_to_go_and_what_to_say(client, karin, initiative):
    answer = move(client.sign_in(karin), initiative, "running", terug="/bord", headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["HX-Location"] == "/bord"
    assert "Uitvoering" in answer.headers["HX-Trigger"]


def test_a_word_becomes_news_for_the_followers(client, karin, initiative):
    move(client.sign_in(karin), initiative, "running", word="Wij **beginnen**!")
    page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "<strong>beginnen</strong>" in page
    assert "verplaatste het naar Uitvoering" in page


def test_the_page_to_move_without_javascript(client, karin, initiative):
    page = client.sign_in(karin).get(f"/initiatieven/{initiative.id}/fase?terug=/bord")
    assert 'value="anchored"' in page.text
    assert 'value="/bord"' in page.text
    to_the_end = client.get(f"/initiatieven/{initiative.id}/fase?stage=completed")
    assert to_the_end.location == f"/initiatieven/{initiative.id}/afsluiting?stage=completed"


@pytest.mark.parametrize("who", ["rachida", "karin", "tess", "marja"])
def test_who_carries_it_may_end_it(client, request, initiative, who):
    answer = end(client.sign_in(request.getfixturevalue(who)), initiative, thanks="Dank u wel")
    assert answer.status_code == 303
    it = cast.reloaded(initiative)
    assert (it.stage, it.outcome, it.lesson) == (Stage.STOPPED, "Vijf keer gekookt", "Begin kleiner")
    assert it.ended_on is not None
    assert db.session.scalars(select(Update.body)).all() == ["Dank u wel"]


@pytest.mark.parametrize("who", ["nico", "paul", "olaf", "prisca", "coby", "ada"])
def test_others_may_not_end_it(client, request, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    assert end(client, initiative).status_code == 403
    assert client.get(f"/initiatieven/{initiative.id}/afsluiting").status_code == 403


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outcome": ""}, "Vertel wat het resultaat is."),
        ({"reason": " "}, "Vertel waarom u stopt."),
        ({"lesson": " "}, "Vertel wat u ervan hebt geleerd."),
        ({"stage": "running"}, "Kies of het initiatief is afgerond of gestopt."),
        ({"stage": ""}, "Kies of het initiatief is afgerond of gestopt."),
        ({"thanks": "a" * 2001}, "Maak de tekst korter"),
    ],
)
def test_ending_asks_for_outcome_and_lesson(client, rachida, initiative, fields, said):
    page = end(client.sign_in(rachida), initiative, **fields)
    assert page.status_code == 422
    assert said in page.text
    assert cast.reloaded(initiative).stage == Stage.IDEA


def test_its_page_stays_with_outcome_reason_lesson_and_thanks(client, rachida, initiative):
    initiative.joined_count = 3
    db.session.commit()
    end(client.sign_in(rachida), initiative)
    page = client.sign_out().get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Waarom het eindigde" in page
    for said in ("Vijf keer gekookt", "Geen kok", "Begin kleiner", "dank aan de 3 mensen die meededen"):
        assert said in page


def test_what_is_completed_needs_no_reason(client, rachida, initiative):
    assert end(client.sign_in(rachida), initiative, stage="completed", reason="").status_code == 303
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Waarom het eindigde" not in page
    assert "Met dank aan" not in page


def test_it_ends_once_and_who_steers_opens_it_again(client, rachida, karin, initiative):
    assert end(client.sign_in(rachida), initiative).status_code == 303
    again = end(client, initiative, lesson="Mijn les")
    assert again.status_code == 409
    assert "Iemand anders was u net voor" in again.text
    assert "Mijn les" in again.text
    assert move(client, initiative, "idea").status_code == 403
    assert move(client.sign_in(karin), initiative, "running").status_code == 303
    it = cast.reloaded(initiative)
    assert (it.stage, it.outcome, it.end_reason, it.ended_on) == (Stage.RUNNING, "", "", None)


def test_a_get_moves_nothing(client, karin, initiative):
    client.sign_in(karin).get(f"/initiatieven/{initiative.id}/fase?stage=running")
    assert cast.reloaded(initiative).stage == Stage.IDEA


def test_a_visitor_signs_in_first(client, initiative):
    assert "/inloggen" in move(client, initiative, "running").location
    assert "/inloggen" in end(client, initiative).location
