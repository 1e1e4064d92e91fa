"""Answering the eight questions: who may, what is kept, and what is not."""

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectCode
from workspace.db import db, now
from workspace.organisations.models import Membership
from workspace.scans.models import ScanAnswer
from workspace.times import today


def kept(user) -> dict[str, int | None]:
    rows = db.session.query(ScanAnswer).filter_by(user_id=user.id)
    return {row.question.value: row.value for row in rows}


def test_there_is_one_question_for_each_aspect(client, here, scan, karin):
    page = client.sign_in(karin).get(f"{here}/vragen").text
    for code in AspectCode:
        assert page.count(f'name="{code.value}"') == 6
    assert "Er is iemand die hiermee doorgaat als het programma stopt, en ik weet wie." in page


def test_what_is_left_out_is_not_the_same_as_not_knowing(client, here, scan, karin):
    answer = client.sign_in(karin).post(f"{here}/vragen", data={"owner": "4", "money": "weet-niet"})
    assert answer.status_code == 303
    assert kept(karin) == {"owner": 4, "money": None}


@pytest.mark.parametrize("who", ["rachida", "paul", "rik", "olaf", "prisca", "karin", "tess", "marja"])
def test_who_takes_part_answers(client, request, here, scan, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Vragen beantwoorden" in client.get(here).text
    assert client.post(f"{here}/vragen", data={"owner": "3"}).status_code == 303


@pytest.mark.parametrize("who", ["nico", "coby", "ada", "otto"])
def test_who_does_not_take_part_does_not_answer(client, request, here, scan, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Vragen beantwoorden" not in client.get(here).text
    assert client.get(f"{here}/vragen").status_code == 403
    assert client.post(f"{here}/vragen", data={"owner": "3"}).status_code == 403
    assert db.session.query(ScanAnswer).count() == 0


def test_a_resident_who_joined_answers(client, here, scan, joined):
    client.sign_in(joined)
    assert client.post(f"{here}/vragen", data={"community": "5"}).status_code == 303
    assert db.session.query(ScanAnswer).one().role == "resident"


def test_who_represents_its_owner_answers_also_from_outside_the_programme(client, initiative, here, scan):
    outside = cast.make_organisation("Dorpsraad")
    outside_id = outside.id
    someone = cast.make_user("Wim")
    cast.make_member(someone, outside, represents=True)
    client.sign_in(someone)
    assert client.post(f"{here}/vragen", data={"owner": "3"}).status_code == 403
    cast.reloaded(initiative).organisation_id = outside_id
    db.session.commit()
    assert client.post(f"{here}/vragen", data={"owner": "3"}).status_code == 303


def test_nothing_answered_is_refused_in_words(client, here, scan, karin):
    answer = client.sign_in(karin).post(f"{here}/vragen", data={})
    assert answer.status_code == 422
    assert "Beantwoord ten minste één vraag." in answer.text
    assert 'href="#owner-0"' in answer.text
    assert db.session.query(ScanAnswer).count() == 0


@pytest.mark.parametrize("value", ["0", "6", "3.5", "ja", "-1"])
def test_another_figure_is_refused_and_the_rest_stays(client, here, scan, karin, value):
    answer = client.sign_in(karin).post(f"{here}/vragen", data={"owner": value, "money": "2"})
    assert answer.status_code == 422
    assert "Kies 1 tot en met 5" in answer.text
    assert 'name="money" value="2" checked' in answer.text
    assert db.session.query(ScanAnswer).count() == 0


def test_answers_can_be_changed_while_it_is_open(client, here, scan, karin):
    client.sign_in(karin).post(f"{here}/vragen", data={"owner": "4", "money": "2"})
    page = client.get(f"{here}/vragen").text
    assert 'name="owner" value="4" checked' in page
    client.post(f"{here}/vragen", data={"owner": "weet-niet", "people": "5", "money": "2"})
    assert kept(karin) == {"owner": None, "people": 5, "money": 2}
    assert [event.verb for event in db.session.query(Event).order_by(Event.id)] == [
        "scan_answered",
        "scan_answer_changed",
    ]


def test_sending_the_same_again_changes_nothing(client, here, scan, karin):
    client.sign_in(karin)
    for _ in range(2):
        client.post(f"{here}/vragen", data={"owner": "4"})
    assert db.session.query(Event).count() == 1


def test_that_somebody_answered_is_told_among_partners_and_never_what(client, here, scan, karin):
    client.sign_in(karin).post(f"{here}/vragen", data={"owner": "4"})
    event = db.session.query(Event).one()
    assert (event.is_public, event.details) == (False, {})


def test_the_role_at_answering_is_kept(client, here, scan, paul):
    client.sign_in(paul).post(f"{here}/vragen", data={"owner": "4"})
    membership = db.session.query(Membership).filter_by(user_id=paul.id).one()
    membership.ends_on = membership.starts_on
    db.session.commit()
    assert db.session.query(ScanAnswer).one().role == "partner"
    assert client.get(f"{here}/vragen").status_code == 403


def test_a_closed_scan_takes_no_answers(client, here, scan, karin):
    client.sign_in(karin).post(f"{here}/vragen", data={"owner": "4"})
    scan = cast.reloaded(scan)
    scan.closed_at = now()
    db.session.commit()
    answer = client.post(f"{here}/vragen", data={"owner": "1"})
    assert answer.status_code == 409
    assert "De scan is intussen gesloten. Uw antwoorden zijn niet opgeslagen." in answer.text
    assert kept(karin) == {"owner": 4}
    assert client.get(f"{here}/vragen").location == here


def test_an_initiative_that_ended_takes_no_answers(client, initiative, here, scan, karin):
    initiative.stage, initiative.ended_on = "stopped", today()
    db.session.commit()
    assert client.sign_in(karin).post(f"{here}/vragen", data={"owner": "1"}).status_code == 403


def test_a_visitor_signs_in_and_finds_the_answers_back(client, here, scan, karin):
    answer = client.post(f"{here}/vragen", data={"owner": "4", "which": "AnswersForm"})
    assert answer.location.startswith("/inloggen")
    token = answer.location.split("bewaard%3D")[-1]
    page = client.sign_in(karin).get(f"{here}/vragen?bewaard={token}").text
    assert 'name="owner" value="4" checked' in page


def test_nobody_reads_who_answered_what(client, here, answered, karin, marja):
    number = answered(5, 5, is_open=True).id
    client.sign_in(karin).post(f"{here}/vragen", data={"owner": "1", "money": "5"})
    client.post(f"{here}/{number}/sluiting")
    client.sign_in(marja)
    for address in (here, f"{here}/{number}"):
        page = client.get(address).text
        assert f"Iemand {number}" not in page
        assert "Karin" not in page
