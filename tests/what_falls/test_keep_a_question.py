"""Keeping a question, to see later whether it got better."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import BorgingAspect
from workspace.db import db
from workspace.what_falls.models import Analysis


@pytest.fixture
def kept(client, small, marja):
    """Marja kept what falls without her."""
    client.sign_in(marja)
    client.post(small.base, data={"name": "Als Marja weggaat", "question": f"persoon={marja.id}"})
    saved = db.session.scalars(select(Analysis)).one()
    db.session.expunge(saved)
    return saved


def test_a_question_is_kept_with_the_counts_of_today(client, small, kept, marja):
    assert kept.name == "Als Marja weggaat"
    assert kept.question == {
        "people": [marja.id], "team": False, "organisations": [], "streams": [], "by": None
    }  # fmt: skip
    assert (kept.found["initiatives"], kept.found["lower"], kept.found["leadless"]) == (4, 2, 1)
    assert "Als Marja weggaat" in client.get(small.base).text
    assert db.session.scalar(select(func.count()).where(Event.verb == "what_falls_saved")) == 1


def test_it_shows_what_was_found_then_beside_today(client, small, kept, rik):
    soup = BorgingAspect.initiative_id == small.soup.id
    db.session.execute(BorgingAspect.__table__.update().where(soup).values(person_id=rik.id))
    db.session.commit()
    page = client.sign_in(rik).get(f"{small.base}/{kept.id}").text
    assert "Zonder Marja zakt 1 van de 4 initiatieven." in page
    row = page[page.index("Zakken een niveau of meer") :]
    assert row.index(">2<") < row.index(">1<") < row.index("</tr>")


def test_people_who_left_and_streams_that_are_gone_do_not_break_it(client, small, kept, marja):
    question = {
        "people": [marja.id, 999_999],
        "team": False,
        "organisations": [7],
        "streams": [8],
        "by": None,
    }
    db.session.execute(Analysis.__table__.update().values(question=question))
    db.session.commit()
    page = client.get(f"{small.base}/{kept.id}")
    assert page.status_code == 200
    assert "3 namen uit deze vraag dragen hier niets meer" in page.text


def test_a_question_about_nothing_any_more_is_still_there(client, small, kept):
    nothing = {"people": [999_999], "team": False, "organisations": [], "streams": [], "by": None}
    db.session.execute(Analysis.__table__.update().values(question=nothing))
    db.session.commit()
    page = client.get(f"{small.base}/{kept.id}")
    assert page.status_code == 200
    assert "Er valt niets weg" in page.text


def test_it_needs_a_name_and_a_question(client, small, marja):
    client.sign_in(marja)
    nameless = client.post(small.base, data={"name": " ", "question": f"persoon={marja.id}"})
    assert nameless.status_code == 422
    assert "Vul een naam in" in nameless.text and "Zonder Marja zakken 2" in nameless.text
    too_long = client.post(small.base, data={"name": "a" * 121, "question": "team=ja"})
    assert too_long.status_code == 422
    assert client.post(small.base, data={"name": "Niets", "question": "x=%00"}).status_code == 422
    assert db.session.scalar(select(func.count(Analysis.id))) == 0


def test_sent_twice_it_is_kept_once(client, small, marja):
    client.sign_in(marja)
    sent = {"name": "Zonder team", "question": "team=ja", "once": "een-keer"}
    first, second = client.post(small.base, data=sent), client.post(small.base, data=sent)
    assert first.location == second.location
    assert db.session.scalar(select(func.count(Analysis.id))) == 1


def test_who_may_not_ask_may_not_keep(client, small, paul, coby, nico):
    for person in (paul, coby, nico):
        answer = client.sign_in(person).post(small.base, data={"name": "X", "question": "team=ja"})
        assert answer.status_code == 403
    assert db.session.scalar(select(func.count(Analysis.id))) == 0


def test_who_made_it_and_the_manager_remove_it(client, small, kept, rik, karin, marja):
    address = f"{small.base}/{kept.id}/verwijdering"
    for person in (rik, karin):
        assert "verwijdering" not in client.sign_in(person).get(f"{small.base}/{kept.id}").text
        assert client.sign_in(person).post(address).status_code == 403
    client.sign_in(karin).post(small.base, data={"name": "Van Karin", "question": "team=ja"})
    hers = db.session.scalars(select(Analysis).where(Analysis.made_by_id == karin.id)).one()
    assert client.post(f"{small.base}/{hers.id}/verwijdering").status_code == 303
    assert client.sign_in(marja).post(address).status_code == 303
    assert client.post(address).status_code == 404
    assert db.session.scalar(select(func.count(Analysis.id))) == 0


def test_a_question_of_another_programme_is_not_found_here(client, small, kept, otto, elsewhere_area, marja):
    other = cast.make_programme("Samen elders", elsewhere_area)
    cast.make_team_member(marja, other, manager=True)
    base, number = f"/programmas/{other.slug}/wat-valt-er", kept.id
    assert client.sign_in(otto).get(f"{small.base}/{number}").status_code == 403
    assert client.sign_in(marja).get(f"{base}/{number}").status_code == 404
    assert client.post(f"{base}/{number}/verwijdering").status_code == 404


def test_a_name_typed_before_signing_in_comes_back_with_its_question(client, small, marja):
    typed = {"name": "Zonder team", "question": "team=ja", "which": "SaveForm"}
    sent = client.sign_out().post(small.base, data=typed)
    assert "/inloggen?" in sent.location
    back = parse_qs(urlsplit(sent.location).query)["verder"][0]
    page = client.sign_in(marja).get(back).text
    assert "Wat valt er zonder het programmateam?" in page and 'value="Zonder team"' in page
