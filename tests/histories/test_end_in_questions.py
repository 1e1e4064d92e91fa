"""The questions with which a history ends, and with which the next phase begins."""

from tests.cast import reloaded, save
from tests.histories.conftest import ask, chapter_of, place
from workspace.db import db, now
from workspace.histories.models import ClosingQuestion, LearningHistory, StartingPoint
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness


def address_of(history, question=None, rest=""):
    page = f"/leergeschiedenissen/{history.id}/vragen"
    return f"{page}/{question.id}{rest}" if question else page


def texts():
    query = db.select(ClosingQuestion.text).order_by(ClosingQuestion.position, ClosingQuestion.id)
    return list(db.session.scalars(query))


def test_questions_are_written_taken_and_put_in_order(client, history, catch, karin):
    caught = catch("Wie betaalt de soep?", MomentKind.QUESTION)
    client.sign_in(karin)
    client.post(address_of(history), data={"text": "Wie neemt het over?"})
    assert "Wie betaalt de soep?" in client.get(address_of(history)).text
    for _ in "twice":
        client.post(f"{address_of(history)}/orde", data={"thing": f"m{caught.id}"})
    assert texts() == ["Wie neemt het over?", "Wie betaalt de soep?"]
    taken = db.session.scalars(db.select(ClosingQuestion).where(ClosingQuestion.moment_id == caught.id)).one()
    client.post(f"{address_of(history)}/orde", data={"thing": f"q{taken.id}", "do": "up"})
    assert texts() == ["Wie betaalt de soep?", "Wie neemt het over?"]


def test_a_question_is_changed_and_removed(client, history, karin):
    question = ask(history, "Wie?")
    client.sign_in(karin)
    client.post(address_of(history, question), data={"text": "Wie dan?", "version": question.version})
    assert reloaded(question).text == "Wie dan?"
    answer = client.post(address_of(history, question), data={"text": "Laat", "version": 1})
    assert answer.status_code == 409
    client.post(address_of(history, question, "/verwijdering"))
    assert texts() == []


def test_a_blank_question_is_refused(client, history, karin):
    answer = client.sign_in(karin).post(address_of(history), data={"text": "  "})
    assert answer.status_code == 422
    assert "Schrijf de vraag op." in answer.text


def test_only_a_question_is_taken(client, history, catch, karin):
    soup = catch("Soep!")
    client.sign_in(karin).post(f"{address_of(history)}/orde", data={"thing": f"m{soup.id}"})
    assert texts() == []


def test_the_next_phase_begins_with_a_question(client, history, next_phase, programme, karin):
    question = ask(history, "Wie neemt het over?")
    client.sign_in(karin)
    for _ in "twice":
        client.post(address_of(history, question, "/startpunt"))
    assert db.session.query(StartingPoint).count() == 1
    page = client.sign_out().get(f"/programmas/{programme.slug}").text
    assert "Wie neemt het over?" in page
    assert "Fase 2 begint met deze vraag" in client.get(f"/leergeschiedenissen/{history.id}").text
    client.sign_in(karin).post(address_of(history, question, "/startpunt/verwijdering"))
    assert "Wie neemt het over?" not in client.sign_out().get(f"/programmas/{programme.slug}").text


def test_without_a_next_phase_it_says_so(client, history, karin):
    question = ask(history, "Wie neemt het over?")
    answer = client.sign_in(karin).post(address_of(history, question, "/startpunt"), follow_redirects=True)
    assert "nog geen volgende fase" in answer.text


def test_partners_do_not_take_over(client, history, next_phase, paul):
    question = ask(history, "Wie neemt het over?")
    assert client.sign_in(paul).post(address_of(history, question, "/startpunt")).status_code == 403


def test_a_starting_point_goes_with_the_moment_that_asked_it(
    client, history, catch, next_phase, programme, karin, paul
):
    inside = catch("Wie betaalt dit?", MomentKind.QUESTION, openness=Openness.PARTNERS)
    question = ask(history, "Wie betaalt dit?", moment_id=inside.id)
    client.sign_in(karin).post(address_of(history, question, "/startpunt"))
    page = f"/programmas/{programme.slug}"
    assert "Wie betaalt dit?" not in client.sign_out().get(page).text
    assert "Wie betaalt dit?" in client.sign_in(paul).get(page).text


def test_a_starting_point_of_a_draft_is_not_shown(client, history, next_phase, programme, karin, paul):
    question = ask(history, "Wie betaalt dit?")
    client.sign_in(karin).post(address_of(history, question, "/startpunt"))
    found = db.session.scalars(db.select(LearningHistory)).one()
    found.published_at = None
    save(found)
    assert "Wie betaalt dit?" not in client.sign_out().get(f"/programmas/{programme.slug}").text
    assert "Wie betaalt dit?" not in client.sign_in(paul).get(f"/programmas/{programme.slug}").text


def test_the_page_ends_with_the_questions_and_quotes_are_quotes(client, history, catch):
    quote = catch("Ik kom voor de soep.", MomentKind.QUOTE, said_by="Mien", said_as="bezoeker")
    place(history, quote, catch("Tweede", withdrawn_at=now()))
    ask(history, "Wie kookt straks?")
    page = client.get(f"/leergeschiedenissen/{history.id}").text
    assert page.index("<blockquote>") < page.index("Ik kom voor de soep.") < page.index("Mien, bezoeker")
    assert page.index("Mien, bezoeker") < page.index('id="vragen"') < page.index("Wie kookt straks?</p>")
    assert f"#hoofdstuk-{chapter_of(history).id}" in page
