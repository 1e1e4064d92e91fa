"""What is fixed, what is free and who decides: a change keeps the old text and its reason (N10)."""

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.access import Role
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import FrameworkChange, Initiative, Visibility

SAID = {"fixed": "Twintig stoelen", "free": "Het menu", "decider": "De kok"}


def here(initiative):
    return f"/initiatieven/{initiative.id}/kaders"


def version():
    last = db.session.scalar(select(func.max(FrameworkChange.id))) or 0
    db.session.commit()
    return last


def write(client, initiative, **fields):
    fields.setdefault("version", version())
    return client.post(here(initiative), data=SAID | fields)


def changes():
    return db.session.scalars(select(FrameworkChange).order_by(FrameworkChange.id)).all()


def verbs():
    return db.session.scalars(select(Event.verb).order_by(Event.id)).all()


@pytest.fixture
def bounded(initiative, rachida):
    """An initiative with frameworks, of which nobody wrote down here who said so."""
    initiative.frameworks, initiative.frameworks_free = "Tien stoelen", "Het menu"
    return cast.save(initiative)


def test_the_first_time_nobody_asks_why(client, initiative, rachida):
    page = client.sign_in(rachida).get(here(initiative)).text
    assert "Waarom verandert u de kaders?" not in page
    assert write(client, initiative).status_code == 303
    it = cast.reloaded(initiative)
    assert (it.frameworks, it.frameworks_free, it.frameworks_decider) == tuple(SAID.values())
    assert verbs() == ["frameworks_set"]
    assert "voor het eerst opgeschreven" in client.get(here(initiative)).text


def test_a_change_says_why_and_keeps_what_was(client, bounded, karin):
    answer = write(client.sign_in(karin), bounded, reason="De zaal is groter")
    assert answer.status_code == 303
    [change] = changes()
    assert (change.fixed, change.free, change.decider) == ("Tien stoelen", "Het menu", "")
    assert (change.reason, change.role) == ("De zaal is groter", Role.THEME_LEAD)
    page = client.sign_out().get(here(bounded)).text
    for words in ("De zaal is groter", "Tien stoelen", "Twintig stoelen", "Karin"):
        assert words in page
    history = client.get(f"/initiatieven/{bounded.id}/geschiedenis").text
    assert "veranderde de kaders: De zaal is groter" in history


def test_those_who_take_part_can_be_told(client, bounded, karin):
    write(client.sign_in(karin), bounded, reason="De zaal is groter")
    event = db.session.scalars(select(Event).where(Event.verb == "frameworks_changed")).one()
    assert (event.initiative_id, event.is_public, event.subject_id) == (bounded.id, True, changes()[0].id)
    assert event.details == {"reason": "De zaal is groter"}


def test_its_page_shows_them_and_leads_there(client, bounded, karin):
    write(client.sign_in(karin), bounded, reason="De zaal is groter")
    page = client.sign_out().get(f"/initiatieven/{bounded.id}-soep-op-dinsdag").text
    for words in ("Twintig stoelen", "Het menu", "De kok", f'href="{here(bounded)}"'):
        assert words in page


@pytest.mark.parametrize("who", ["rachida", "karin", "tess", "marja"])
def test_who_edits_it_changes_them(client, request, bounded, who):
    client.sign_in(request.getfixturevalue(who))
    assert write(client, bounded, reason="Omdat het kan").status_code == 303


@pytest.mark.parametrize("who", ["nico", "paul", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_read_them(client, request, bounded, who):
    client.sign_in(request.getfixturevalue(who))
    page = client.get(here(bounded))
    assert "Tien stoelen" in page.text
    assert "<form" not in page.text.split("<main")[1].split("</main")[0]
    assert write(client, bounded, reason="Zomaar").status_code == 403


def test_what_is_out_of_sight_stays_so(client, board, paul, nico):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    assert client.sign_in(nico).get(here(hidden)).status_code == 404
    assert write(client, hidden).status_code == 404
    assert write(client.sign_in(paul), hidden).status_code == 303
    assert not any(db.session.scalars(select(Event.is_public)))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "Vertel waarom u de kaders verandert."),
        ({"reason": "a" * 501}, "Maak de tekst korter"),
        ({"reason": "x", "fixed": " "}, "Schrijf op wat vastligt."),
        ({"reason": "x", "decider": "a" * 301}, "Maak de tekst korter"),
    ],
)
def test_mistakes_are_told_and_what_was_typed_stays(client, bounded, karin, fields, said):
    page = write(client.sign_in(karin), bounded, **{"free": "De muziek"} | fields)
    assert page.status_code == 422
    assert said in page.text
    assert "De muziek" in page.text
    assert changes() == []


def test_the_same_text_is_no_change(client, bounded, karin):
    same = {"fixed": "Tien stoelen", "free": "Het menu", "decider": "", "reason": "Zomaar"}
    assert write(client.sign_in(karin), bounded, **same).status_code == 303
    assert verbs() == []


def test_sent_twice_it_changes_once(client, bounded, karin):
    client.sign_in(karin)
    for _ in range(2):
        assert write(client, bounded, reason="De zaal", once="een-sleutel", version=0).status_code == 303
    assert len(changes()) == 1


def test_who_was_second_sees_both_and_can_still_save(client, bounded, karin, rachida):
    write(client.sign_in(rachida), bounded, reason="De zaal is groter", version=0)
    late = {"fixed": "Dertig stoelen", "reason": "Meer buren"}
    page = write(client.sign_in(karin), bounded, version=0, **late)
    assert page.status_code == 409
    for words in ("Twintig stoelen", "Dertig stoelen", 'value="Meer buren"'):
        assert words in page.text
    assert write(client, bounded, **late).status_code == 303
    assert [change.fixed for change in changes()] == ["Tien stoelen", "Twintig stoelen"]


def test_two_who_write_them_first_both_hear_the_truth(client, initiative, karin, rachida):
    write(client.sign_in(rachida), initiative)
    page = write(client.sign_in(karin), initiative, fixed="Dertig stoelen", version=0)
    assert page.status_code == 409
    again = write(client, initiative, fixed="Dertig stoelen")
    assert "Vertel waarom u de kaders verandert." in again.text


def test_an_edit_of_something_else_is_no_conflict(client, bounded, karin, board):
    it = db.session.get_one(Initiative, bounded.id)
    it.title = "Soep op woensdag"
    db.session.commit()
    assert write(client.sign_in(karin), bounded, reason="De zaal", version=0).status_code == 303


def test_six_at_once_have_one_winner(app, bounded, karin):
    def send(client, number):
        data = SAID | {"fixed": f"{number} stoelen", "reason": "Omdat", "version": 0}
        return client.post(here(bounded), data=data)

    answers = all_at_once(app, karin, send)
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    assert len(changes()) == 1


def test_the_general_form_leads_there_and_changes_none(client, bounded, rachida):
    page = client.sign_in(rachida).get(f"/initiatieven/{bounded.id}/bewerken").text
    assert f'href="{here(bounded)}"' in page
    assert 'name="frameworks"' not in page
