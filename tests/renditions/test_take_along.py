"""Taking a history along as a file, which is made while nobody waits."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from sqlalchemy import func, select

from tests import cast
from tests.client import HTMX
from tests.house.test_odd_input import BODIES
from tests.pdf_ua import problems_of
from tests.renditions.conftest import SAID, SECRET
from tests.renditions.steps import ask, only_one, words_of_pdf
from workspace.db import db, now
from workspace.histories.models import LearningHistory
from workspace.learning.models import LearningMoment
from workspace.organisations.models import Membership
from workspace.programmes.models import Openness
from workspace.renditions.cli import make_all
from workspace.renditions.cli.making import keep_house
from workspace.renditions.models import Rendition, RenditionState
from workspace.times import today

VERBS = ("ophalen", "opnieuw", "weggooien")


def test_a_file_is_made_while_nobody_waits_and_waits_for_who_asked(client, paul, history, folder):
    client.sign_in(paul)
    here = ask(client, history)
    assert "wacht op zijn beurt" in client.get(here).text
    assert make_all() == 1
    page = client.get(here).text
    assert "Het bestand is klaar." in page and "Kijk of het klaar is" not in page
    assert here in client.get("/mijn").text
    fetched = client.post(f"{here}/ophalen")
    assert fetched.status_code == 303
    answer = client.get(fetched.location)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=hoe-2019-ging.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    words = words_of_pdf(answer.data)
    assert SAID in words and SECRET in words
    assert problems_of(answer.data) == []
    assert here not in client.get("/mijn").text  # it was fetched
    assert client.get(f"{here}/bestand").data == answer.data  # and is there for a while
    (file,) = folder.iterdir()
    assert len(file.stem) >= 20 and str(history.id) != file.stem


def test_word_opendocument_and_figures_too(client, paul, history):
    client.sign_in(paul)
    asked = {kind: ask(client, history, kind) for kind in ("docx", "odt", "csv")}
    assert make_all() == 3
    word, text, figures = (BytesIO(client.get(f"{here}/bestand").data) for here in asked.values())
    assert SAID in [part.text for part in docx.Document(word).element.body.iter(qn("w:t"))]
    assert SAID in [part.inner_text for part in odfdo.Document(text).body.paragraphs]
    assert ZipFile(figures).testzip() is None


def test_a_file_shows_what_its_reader_may_see(client, nico, history):
    client.sign_in(nico)
    here = ask(client, history)
    make_all()
    words = words_of_pdf(client.get(f"{here}/bestand").data)
    assert SAID in words and SECRET not in words


def test_asking_twice_while_it_waits_gives_the_same_file(client, paul, nico, history):
    client.sign_in(paul)
    assert ask(client, history) == ask(client, history)
    assert ask(client, history, "odt") != ask(client, history)
    client.sign_in(nico)
    ask(client, history)
    assert db.session.scalar(select(func.count()).select_from(Rendition)) == 3
    make_all()
    client.sign_in(paul)
    ask(client, history)  # a new one: the world may have changed
    assert db.session.scalar(select(func.count()).select_from(Rendition)) == 4


def test_each_button_has_a_key_of_its_own(client, paul, history):
    client.sign_in(paul)
    page = client.get(f"/leergeschiedenissen/{history.id}/bestanden").text
    keys = re.findall(r'name="once" value="([^"]+)"', page)
    keys = [key for key in keys if key.endswith(("-pdf", "-docx", "-odt", "-csv"))]
    assert len(keys) == len(set(keys)) == 4
    sent = {"once": keys[0], "format": "pdf"}
    first, second = (client.post(f"/leergeschiedenissen/{history.id}/bestanden", data=sent) for _ in range(2))
    sent = {"once": keys[1], "format": "docx"}
    other = client.post(f"/leergeschiedenissen/{history.id}/bestanden", data=sent)
    assert first.location == second.location != other.location


def test_a_visitor_signs_in_first_and_then_asks(client, paul, history):
    answer = client.post(f"/leergeschiedenissen/{history.id}/bestanden", data={"format": "pdf"})
    assert "/inloggen" in answer.location or "verder" in answer.location
    assert db.session.scalar(select(func.count()).select_from(Rendition)) == 0


def test_a_form_that_does_not_exist_is_refused(client, paul, history):
    client.sign_in(paul)
    for data in ({"format": "exe"}, {}):
        answer = client.post(f"/leergeschiedenissen/{history.id}/bestanden", data=data)
        assert answer.status_code == 422 and "OpenDocument" in answer.text


def test_what_is_out_of_sight_cannot_be_taken_along(client, nico, paul, history):
    history.openness = Openness.PARTNERS
    cast.save(history)
    client.sign_in(nico)
    assert client.post(f"/leergeschiedenissen/{history.id}/bestanden").status_code == 404
    assert client.get(f"/leergeschiedenissen/{history.id}/bestanden").status_code == 404
    client.sign_in(paul)
    assert "OpenDocument" in client.get(f"/leergeschiedenissen/{history.id}/bestanden").text


def test_somebody_elses_file_does_not_exist(client, paul, marja, history):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    client.sign_in(marja)
    assert client.get(here).status_code == client.get(f"{here}/bestand").status_code == 404
    for verb in VERBS:
        assert client.post(f"{here}/{verb}").status_code == 404


def end_role(paul) -> None:
    for membership in db.session.scalars(select(Membership).where(Membership.user_id == paul.id)):
        membership.ends_on = today() - timedelta(days=1)
    db.session.commit()


def test_whose_role_ended_meanwhile_gets_no_file(client, paul, history):
    history.openness = Openness.PARTNERS
    cast.save(history)
    client.sign_in(paul)
    here = ask(client, history)
    end_role(paul)
    assert make_all() == 0
    assert only_one().state == RenditionState.FAILED
    page = client.get(here)
    assert page.status_code == 200 and "U kunt niet meer zien" in page.text and "Opnieuw" not in page.text
    assert client.post(f"{here}/opnieuw").status_code == 404


@pytest.mark.parametrize("openness", [Openness.PARTNERS, Openness.PUBLIC])
def test_whose_role_ended_after_it_was_made_cannot_fetch_it(client, paul, history, openness):
    history.openness = openness
    cast.save(history)
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    end_role(paul)
    # It was made with the eyes of an insider, also where the history itself is for everybody.
    assert client.get(f"{here}/bestand").status_code == 404
    assert client.post(f"{here}/ophalen").status_code == 404
    assert "U kunt niet meer zien" in client.get(here).text


def test_words_taken_back_since_are_not_given_out(client, paul, history, folder):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    moment = db.session.scalars(select(LearningMoment).where(LearningMoment.what == SAID)).one()
    moment.withdrawn_at = now()
    cast.save(moment)
    assert client.get(f"{here}/bestand").location == here
    assert list(folder.iterdir())
    keep_house()
    assert not list(folder.iterdir())  # nor do we keep them
    page = client.get(here).text
    assert "gewijzigd of ingetrokken" in page and "Opnieuw maken" in page and "ophalen" not in page
    again = client.post(f"{here}/opnieuw").location
    make_all()
    assert SAID not in words_of_pdf(client.get(f"{again}/bestand").data)


def test_a_moment_of_later_leaves_the_file_as_it_is(client, paul, history):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    moment = db.session.scalars(select(LearningMoment).where(LearningMoment.what == SAID)).one()
    later = now() + timedelta(minutes=1)
    moment.caught_at = moment.edited_at = later
    cast.save(moment)
    assert client.get(f"{here}/bestand").status_code == 200


def test_a_file_stays_in_the_language_in_which_it_was_asked(client, paul, history):
    client.sign_in(paul)
    client.get("/mijn?taal=en")
    here = ask(client, history)
    assert only_one().language == "en"
    assert make_all() == 1
    assert PdfReader(BytesIO(client.get(f"{here}/bestand").data)).trailer["/Root"]["/Lang"] == "en"


def test_a_history_that_is_removed_takes_its_files_along(client, paul, history):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    db.session.execute(db.delete(LearningHistory))
    db.session.commit()
    assert client.get(here).status_code == 404


@pytest.mark.parametrize("kind", BODIES)
def test_odd_bodies_get_an_answer_here_too(client, paul, history, kind):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    for address in (f"/leergeschiedenissen/{history.id}/bestanden", *(f"{here}/{verb}" for verb in VERBS)):
        assert client.post(address, **BODIES[kind]).status_code < 500
    for odd in ("%00", "x" * 3000, "%ff"):
        assert client.get(f"{here}?stand={odd}", headers=HTMX).status_code < 500
