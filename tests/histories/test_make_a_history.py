"""Making a history of a phase, telling it in chapters, and showing it to others."""

import pytest

from tests.cast import make_board, reloaded, save
from tests.histories.conftest import chapter_of, place
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.histories.models import ChapterMoment, HistoryChapter, LearningHistory
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness

WORDS = {"title": "Hoe wij begonnen", "introduction": "Met soep.", "openness": "public"}


def new(client, programme, phase, **facts):
    address = f"/programmas/{programme.slug}/leergeschiedenissen/nieuw"
    return client.post(address, data={"phase": phase.id, "title": "Ons begin", "start": "themes", **facts})


def chapters():
    rows = db.session.scalars(db.select(HistoryChapter).order_by(HistoryChapter.position)).all()
    placed = db.session.scalars(db.select(ChapterMoment).order_by(ChapterMoment.position)).all()
    return [(row.title, [each.moment_id for each in placed if each.chapter_id == row.id]) for row in rows]


def test_it_begins_with_a_chapter_for_each_theme(client, programme, board, phase, catch, karin):
    other = make_board("Opvoeding", programme, position=1)
    soup, key = catch("Soep!"), catch("De sleutel was weg.", MomentKind.OBSTACLE)
    whole, talk = catch("Iedereen tekende.", board_id=None), catch("Praten helpt.", board_id=other.id)
    catch("Van later.", happened_on=phase.ends_on.replace(year=2021))
    catch("Teruggenomen.", withdrawn_at=now())
    answer = new(client.sign_in(karin), programme, phase)
    assert answer.status_code == 303
    assert chapters() == [
        ("Het hele programma", [whole.id]),
        ("Eenzaamheid", [soup.id, key.id]),
        ("Opvoeding", [talk.id]),
    ]
    assert client.get(answer.location).status_code == 200


def test_or_it_begins_empty(client, programme, phase, catch, tess):
    catch("Soep!")
    new(client.sign_in(tess), programme, phase, start="empty")
    assert chapters() == []
    assert reloaded(db.session.scalars(db.select(LearningHistory)).one()).published_at is None


def test_a_phase_has_one_history(client, programme, phase, tess):
    client.sign_in(tess)
    new(client, programme, phase, start="empty")
    assert new(client, programme, phase, start="empty").status_code == 422
    assert db.session.query(LearningHistory).count() == 1


def test_what_is_not_filled_in_is_told(client, programme, phase, tess):
    answer = new(client.sign_in(tess), programme, phase, title=" ", start="anders")
    assert answer.status_code == 422
    assert "Vul een titel in." in answer.text
    assert "Kies hoe u wilt beginnen." in answer.text


def test_the_earlier_words_are_kept_in_what_happened(client, history, tess):
    client.sign_in(tess)
    version = reloaded(history).version
    answer = client.post(f"/leergeschiedenissen/{history.id}/wijziging", data={**WORDS, "version": version})
    assert answer.status_code == 303
    event = db.session.scalars(db.select(Event).where(Event.verb == "history_edited")).one()
    assert event.details["before"]["title"] == "Hoe 2019 ging"
    changed = db.session.scalars(db.select(LearningHistory)).one()
    assert changed.title == "Hoe wij begonnen"
    assert changed.changed_at is not None


def test_two_who_change_the_words_both_see_it(client, history, tess, karin):
    version = history.version
    address = f"/leergeschiedenissen/{history.id}/wijziging"
    client.sign_in(tess).post(address, data={**WORDS, "version": version})
    answer = client.sign_in(karin).post(address, data={**WORDS, "title": "Van Karin", "version": version})
    assert answer.status_code == 409
    assert "Van Karin" in answer.text
    assert "Hoe wij begonnen" in answer.text


def test_a_chapter_is_told_changed_and_taken_out(client, history, catch, karin):
    client.sign_in(karin)
    place(history, catch("Soep!"))
    address = f"/leergeschiedenissen/{history.id}/hoofdstukken"
    client.post(f"{address}/nieuw", data={"title": "Het vervolg", "story": "En toen."})
    assert [title for title, _ in chapters()] == ["Het begin", "Het vervolg"]
    first, version = chapter_of(history).id, chapter_of(history).version
    client.post(f"{address}/{first}", data={"title": "Hoe het begon", "story": "Eerst.", "version": version})
    assert [title for title, _ in chapters()] == ["Hoe het begon", "Het vervolg"]
    client.post(f"{address}/{first}/verwijdering")
    assert chapters() == [("Het vervolg", [])]
    assert "Soep!" in client.get(f"/leergeschiedenissen/{history.id}/indelen").text


def test_a_chapter_of_another_history_is_not_found(client, history, programme, next_phase, tess):
    other = save(
        LearningHistory(programme_id=programme.id, phase_id=next_phase.id, title="Anders", made_by_id=tess.id)
    )
    number = chapter_of(history).id
    answer = client.sign_in(tess).get(f"/leergeschiedenissen/{other.id}/hoofdstukken/{number}")
    assert answer.status_code == 404


def test_the_team_publishes_it_and_followers_hear_of_it(client, history, karin, tess):
    history.published_at = None
    save(history)
    address = f"/leergeschiedenissen/{history.id}"
    assert client.get(address).status_code == 404
    assert client.sign_in(karin).post(f"{address}/publicatie", data={"state": "open"}).status_code == 403
    client.sign_in(tess).post(f"{address}/publicatie", data={"state": "open"})
    client.post(f"{address}/publicatie", data={"state": "open"})
    assert client.sign_out().get(address).status_code == 200
    events = db.session.scalars(db.select(Event).where(Event.verb == "history_published")).all()
    assert [event.is_public for event in events] == [True]


def test_one_for_partners_is_published_among_partners(client, history, tess, paul):
    history.published_at, history.openness = None, Openness.PARTNERS
    save(history)
    address = f"/leergeschiedenissen/{history.id}"
    client.sign_in(tess).post(f"{address}/publicatie", data={"state": "open"})
    assert client.sign_out().get(address).status_code == 404
    assert client.sign_in(paul).get(address).status_code == 200
    verbs = db.session.scalars(db.select(Event.verb)).all()
    assert "partner_history_published" in verbs
    assert "history_published" not in verbs


def test_what_has_no_chapter_is_not_published(client, programme, phase, tess):
    found = save(
        LearningHistory(programme_id=programme.id, phase_id=phase.id, title="Leeg", made_by_id=tess.id)
    )
    answer = client.sign_in(tess).post(
        f"/leergeschiedenissen/{found.id}/publicatie", data={"state": "open"}, follow_redirects=True
    )
    assert "Maak eerst een hoofdstuk" in answer.text
    assert reloaded(found).published_at is None


def test_it_becomes_a_draft_again(client, history, tess):
    client.sign_in(tess).post(f"/leergeschiedenissen/{history.id}/publicatie", data={"state": "concept"})
    assert client.sign_out().get(f"/leergeschiedenissen/{history.id}").status_code == 404


@pytest.mark.parametrize("person", ["nico", "paul", "coby", "otto", "ada"])
def test_others_read_it_and_do_not_make_it(client, history, request, person):
    client.sign_in(request.getfixturevalue(person))
    assert client.get(f"/leergeschiedenissen/{history.id}").status_code == 200
    assert client.get(f"/leergeschiedenissen/{history.id}/indelen").status_code == 403


def test_the_list_shows_drafts_to_who_writes_them(client, history, programme, karin, paul):
    history.published_at = None
    save(history)
    address = f"/programmas/{programme.slug}/leergeschiedenissen"
    assert "Hoe 2019 ging" not in client.get(address).text
    assert "Hoe 2019 ging" not in client.sign_in(paul).get(address).text
    assert "Hoe 2019 ging" in client.sign_in(karin).get(address).text


def test_a_phase_of_which_the_story_is_told_stays(client, history, programme, phase, tess):
    answer = client.sign_in(tess).post(
        f"/programmas/{programme.slug}/fasen/{phase.id}/verwijdering", follow_redirects=True
    )
    assert "Daarom blijft de fase staan" in answer.text
    assert client.get(f"/leergeschiedenissen/{history.id}").status_code == 200


def test_what_it_said_before_can_be_read(client, history, tess, paul):
    address = f"/leergeschiedenissen/{history.id}"
    client.sign_in(tess).post(f"{address}/wijziging", data={**WORDS, "version": history.version})
    page = client.get(f"{address}/versies").text
    assert "Tess wijzigde titel, inleiding of wie mag lezen" in page
    assert "Wij begonnen met een kop soep." in page
    assert client.sign_in(paul).get(f"{address}/versies").status_code == 403
