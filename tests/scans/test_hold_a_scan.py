"""Opening a borgingsscan, closing it, and seeing what came out."""

from datetime import timedelta

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectCode
from workspace.db import db, now
from workspace.scans.models import Scan, ScanAnswer

MAY_CHANGE = ["karin", "tess", "marja"]
MAY_NOT = ["nico", "paul", "olaf", "prisca", "coby", "ada", "otto"]


@pytest.mark.parametrize("who", MAY_CHANGE)
def test_who_may_change_the_aspects_opens_a_scan_and_closes_it(client, request, here, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Scan openen" in client.get(here).text
    assert client.post(f"{here}/opening").status_code == 303
    assert "Er is een scan open sinds" in client.get(here).text
    scan = db.session.query(Scan).one()
    number = scan.id
    cast.save(ScanAnswer(scan_id=scan.id, user_id=scan.opened_by_id, question="money", value=4, role="team"))
    assert client.post(f"{here}/{number}/sluiting").status_code == 303
    assert db.session.query(Scan).one().closed_at is not None


@pytest.mark.parametrize("who", MAY_NOT)
def test_others_may_look_but_not_open_or_close(client, request, here, scan, who):
    client.sign_in(request.getfixturevalue(who))
    page = client.get(here)
    assert page.status_code == 200
    assert "Scan sluiten" not in page.text
    assert client.post(f"{here}/opening").status_code == 403
    assert client.post(f"{here}/{scan.id}/sluiting").status_code == 403


def test_a_visitor_reads_along_and_is_asked_to_sign_in_to_answer(client, here, scan):
    assert "Log in om te antwoorden" in client.get(here).text
    assert client.get(f"{here}/vragen").location.startswith("/inloggen")


def test_a_neighbour_is_shown_how_to_take_part_and_the_council_is_not(
    client, initiative, here, scan, nico, coby
):
    join = f'href="/initiatieven/{initiative.id}/deelname"'
    assert join in client.sign_in(nico).get(here).text
    assert join not in client.sign_in(coby).get(here).text


def test_what_is_out_of_sight_is_not_found(client, initiative, here, scan, nico, karin):
    initiative.visibility = "partners"
    db.session.commit()
    client.sign_in(nico)
    for address in (here, f"{here}/{scan.id}", f"{here}/vragen"):
        assert client.get(address).status_code == 404
    assert client.post(f"{here}/opening").status_code == 404


def test_a_scan_of_another_initiative_is_not_found_here(client, board, scan, karin):
    other = cast.make_initiative("Ander plan", board)
    client.sign_in(karin)
    address = f"/initiatieven/{other.id}/borgingsscan/{scan.id}"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/sluiting").status_code == 404


@pytest.mark.parametrize("facts", [{"visibility": "draft"}, {"stage": "stopped"}])
def test_there_is_nothing_to_scan_in_a_draft_or_after_the_end(client, initiative, here, karin, facts):
    initiative.created_by_id = karin.id
    for name, value in facts.items():
        setattr(initiative, name, value)
    db.session.commit()
    assert client.sign_in(karin).post(f"{here}/opening").status_code == 403


def test_opening_again_leads_to_the_scan_that_is_open(client, here, scan, tess):
    assert client.sign_in(tess).post(f"{here}/opening").status_code == 303
    assert db.session.query(Scan).count() == 1


def test_a_scan_without_answers_stays_open_and_says_so(client, here, scan, karin):
    answer = client.sign_in(karin).post(f"{here}/{scan.id}/sluiting")
    assert answer.status_code == 409
    assert "Nog niemand heeft geantwoord. De scan blijft open." in answer.text
    assert cast.reloaded(scan).closed_at is None


def test_closing_twice_closes_once(client, here, answered, karin):
    scan = answered(3, is_open=True)
    client.sign_in(karin)
    assert [client.post(f"{here}/{scan.id}/sluiting").status_code for _ in range(2)] == [303, 303]
    assert [event.verb for event in db.session.query(Event)] == ["scan_closed"]


def test_the_outcome_is_a_middle_and_a_spread_in_words(client, here, answered):
    answered(2, 3, 4, 4, 5, None)
    page = client.get(here).text
    assert "Midden 4, van 2 tot 5." in page
    assert "5 antwoorden, 1 weet het niet." in page
    assert "6 mensen hebben geantwoord: 6 van partners." in " ".join(page.split())
    assert '<svg class="strip"' in page


def test_below_three_people_the_page_says_why_nothing_is_shown(client, here, answered):
    answered(1, 1)
    page = client.get(here).text
    assert "2 mensen hebben geantwoord" in page
    assert "Dat is te weinig om iets te tonen" in page
    assert 'class="outcome"' not in page


def test_a_question_that_two_people_answered_is_not_shown_in_a_scan_of_four(client, here, answered):
    scan = answered(1, 1, None, None)
    page = client.get(f"{here}/{scan.id}").text
    assert "Te weinig antwoorden om te tonen. 2 weten het niet." in page
    assert "Midden" not in page.replace("Het midden", "")


def test_that_most_people_do_not_know_is_news_too(client, here, answered):
    answered(4, None, None)
    assert "De meeste mensen weten dit niet: vertel het elkaar." in client.get(here).text


def test_a_role_is_counted_only_when_that_names_nobody(client, here, answered, nico, karin):
    scan = answered(3, 3, 3)
    for person, role in ((nico, "resident"), (karin, "theme_lead")):
        cast.save(ScanAnswer(scan_id=scan.id, user_id=person.id, question="money", value=2, role=role))
    page = " ".join(client.get(here).text.split())
    assert "5 mensen hebben geantwoord: 3 van partners en 2 anderen." in page
    assert "inwoners" not in page.split("Uitkomst van")[1].split("</p>")[0]


def test_that_opinions_differ_is_said(client, here, answered):
    answered(1, 1, 5, 5)
    assert "Hierover verschilt u van mening: praat erover." in client.get(here).text


def test_while_a_scan_is_open_only_who_answered_sees_how_it_stands(client, here, answered, karin, nico):
    scan = answered(4, 4, 4, is_open=True)
    page = client.sign_in(karin).get(here).text
    assert "Tussenstand" not in page
    assert "U ziet de tussenstand als u zelf hebt geantwoord." in page
    cast.save(ScanAnswer(scan_id=scan.id, user_id=karin.id, question="money", value=4, role="theme_lead"))
    page = client.get(here).text
    assert "Tussenstand" in page
    assert "Midden 4, iedereen koos dit." in page
    page = client.sign_in(nico).get(f"{here}/{scan.id}").text
    assert "Midden" not in page
    assert "De uitkomst komt hier als de scan gesloten is." in page


def test_it_is_compared_with_the_scans_before_of_this_initiative_only(
    client, board, here, answered, initiative
):
    other = cast.make_initiative("Ander plan", board)
    first, second, third = answered(2, 2, 2), answered(3, 3, 3), answered(4, 4, 4)
    foreign = answered(1, 1, 1)
    foreign.initiative_id = other.id
    for scan, days in ((first, 700), (second, 300), (third, 0)):
        scan.closed_at = now() - timedelta(days=days)
    db.session.commit()
    page = " ".join(client.get(here).text.split())
    assert "Hoger dan de vorige keer. Toen was het midden 3, op" in page
    assert "Daarvoor: 2 (" in page
    assert "midden 1" not in page
    page = " ".join(client.get(f"{here}/{second.id}").text.split())
    assert "Hoger dan de vorige keer. Toen was het midden 2, op" in page
    assert "Midden 4" not in page
    assert "vorige keer. Toen" not in client.get(f"{here}/{first.id}").text


def test_lower_and_the_same_are_said_in_words_too(client, here, answered):
    answered(4, 4, 4)
    second = answered(4, 4, 4)
    answered(2, 2, 3)
    assert "Lager dan de vorige keer. Toen was het midden 4" in client.get(here).text
    assert "Hetzelfde als de vorige keer" in client.get(f"{here}/{second.id}").text


def test_a_scan_with_too_few_answers_is_no_earlier_one_to_compare_with(client, here, answered):
    answered(1, 1)
    answered(4, 4, 4)
    page = client.get(here).text
    assert "vorige keer. Toen" not in page
    assert "midden 1" not in page


def test_a_half_is_written_as_people_here_do(client, here, answered):
    answered(3, 3, 4, 4)
    assert "Midden 3,5, van 3 tot 4." in client.get(here).text
    assert AspectCode.MONEY.word in client.get(here).text


def test_the_help_page_names_where_it_comes_from(client):
    page = client.get("/borgingsscan/uitleg").text
    for words in (
        "Program Sustainability Assessment Tool",
        "Preventing Chronic Disease",
        "11:130184",
        "Maher L, Gustafson D, Evans A",
        "Environmental Support",
        "Strategic Planning",
        "Infrastructure",
        "Geen ranglijst.",
    ):
        assert words in page


def test_the_page_of_the_initiative_leads_to_the_scan(client, initiative, here):
    assert f'href="{here}"' in client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text


def test_many_scans_take_as_many_queries_as_one(client, here, answered, karin, queries):
    client.sign_in(karin)
    answered(2, 2, 2)
    queries.clear()
    client.get(here)
    one = len(queries)
    for _ in range(5):
        answered(2, 2, 2, 4)
    queries.clear()
    client.get(here)
    assert len(queries) == one <= 8
