"""Adopting a report: complete, once, and for whom; and a new version of it."""

import re

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from tests.reporting.making import (
    SOUP,
    is_adopted,
    make_moment,
    make_report,
    make_section,
    quote_of,
    send,
)
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.initiatives.models import Visibility
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness
from workspace.reporting.models import NothingToTell, ProgrammeReport, ReportKind, ReportSection
from workspace.times import today


def test_the_manager_adopts_and_insiders_read_it(client, adopted, paul, nico):
    assert is_adopted(adopted)
    page = client.sign_in(paul).get(f"/verslagen/{adopted.id}").text
    for words in (SOUP, "Vastgesteld op", "Marja", "Wat er is geteld"):
        assert words in page
    assert client.sign_in(nico).get(f"/verslagen/{adopted.id}").status_code == 404
    assert client.sign_out().get(f"/verslagen/{adopted.id}").status_code == 404


@pytest.mark.parametrize("who", ["paul", "rik", "olaf", "coby", "karin", "tess"])
def test_nobody_else_adopts(client, request, report, who):
    report.state = "out"
    cast.save(report)
    client.sign_in(request.getfixturevalue(who))
    assert send(client, report).status_code == 403
    assert client.get(f"/verslagen/{report.id}/vaststelling").status_code == 403
    assert not is_adopted(report)


def test_a_theme_without_an_obstacle_keeps_it_open(client, report, programme, marja, tess):
    empty = cast.make_board("Dementie", programme)
    client.sign_in(marja)
    page = send(client, report)
    assert page.status_code == 422
    for words in ("er ontbreekt een succes of een hobbel", "Dementie", "Er ontbreekt een hobbel."):
        assert words in page.text
    catching = f"/programmas/samen-in-linde/{empty.slug}/leermoment?soort=obstacle&amp;dag={report.ends_on}"
    assert catching in page.text
    form = client.get(catching.replace("&amp;", "&")).text
    assert re.search(r'value="obstacle"[^>]* checked|checked[^>]* value="obstacle"', form)
    assert f'value="{min(report.ends_on, today())}"' in form, "A moment of today would not help this report."
    assert not is_adopted(report)
    make_moment(empty, tess, MomentKind.SUCCESS, "Er is een huis.")
    assert send(client, report).status_code == 422
    address = f"/verslagen/{report.id}/geen/{empty.id}/hobbel"
    assert "Geen hobbel bij Dementie?" in client.get(address).text
    assert client.post(address, data={"reason": "Wij begonnen pas."}).status_code == 303
    assert send(client, report).status_code == 303
    assert "Dementie, geen hobbels, want: Wij begonnen pas." in client.get(f"/verslagen/{report.id}").text


@pytest.mark.parametrize(
    "facts",
    [{"published_at": None}, {"withdrawn_at": now()}, {"happened_on": now().date().replace(year=2001)}],
)
def test_only_published_moments_of_the_period_count(client, board, tess, marja, facts):
    make_moment(board, tess, MomentKind.SUCCESS, "De soep is op.")
    make_moment(board, tess, MomentKind.OBSTACLE, "Geen sleutel.", **facts)
    report = make_report(board, tess)
    assert send(client.sign_in(marja), report).status_code == 422


def test_other_forms_ask_for_no_obstacle(client, board, tess, marja):
    report = make_report(board, tess, kind=ReportKind.MAIN_LINES)
    assert send(client.sign_in(marja), report).status_code == 303


@pytest.mark.parametrize("reason", ["", " ", "a" * 401])
def test_why_there_is_none_must_be_said(client, report, board, tess, reason):
    address = f"/verslagen/{report.id}/geen/{board.id}/succes"
    assert client.sign_in(tess).post(address, data={"reason": reason}).status_code == 422
    assert not db.session.scalar(select(func.count(NothingToTell.id)))


def test_a_theme_lead_says_so_of_the_own_theme_alone(client, report, board, programme, karin):
    other = cast.make_board("Dementie", programme)
    client.sign_in(karin)
    for place, status in ((board, 303), (other, 403)):
        answer = client.post(f"/verslagen/{report.id}/geen/{place.id}/succes", data={"reason": "Te vroeg."})
        assert answer.status_code == status
    for odd in (f"{board.id}/allebei", "99999/succes"):
        assert client.get(f"/verslagen/{report.id}/geen/{odd}").status_code in {403, 404}


def test_six_adoptions_at_once_have_one_winner(app, report, marja):
    answers = all_at_once(app, marja, lambda client, number: send(client, report))
    assert sorted(each.status_code for each in answers) == [303] + [409] * (AT_ONCE - 1)
    adoptions = select(func.count(Event.id)).where(Event.verb == "programme_report_adopted")
    assert db.session.scalar(adoptions) == 1


def test_who_edits_while_it_is_adopted_keeps_the_words(client, report, tess, marja):
    section = make_section(report, None, key="slot", position=9)
    address = f"/verslagen/{report.id}/onderdelen/{section.id}"
    assert client.sign_in(tess).get(address).status_code == 200
    send(client.sign_in(marja), report)
    page = client.sign_in(tess).post(address, data={"words": "Te laat, maar wel mooi gezegd.", "version": 1})
    assert page.status_code == 409
    assert "Te laat, maar wel mooi gezegd." in page.text
    assert client.get(address).status_code == 303


def test_a_public_report_is_for_everybody(client, board, told, tess, marja):
    report = make_report(board, tess, openness=Openness.PUBLIC)
    make_section(report, board)
    page = client.sign_in(marja).get(f"/verslagen/{report.id}/vaststelling").text
    assert "Wie mag het verslag lezen?" in page
    assert send(client, report, openness="public").status_code == 303
    assert "Er is soep." in client.sign_out().get(f"/verslagen/{report.id}").text
    assert report.title in client.get("/programmas/samen-in-linde/verslagen").text


def test_what_is_for_partners_keeps_a_report_from_being_public(client, board, told, paul, tess, marja, quote):
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    quote.openness = Openness.PARTNERS
    cast.save(quote)
    report = make_report(board, tess, openness=Openness.PUBLIC)
    make_section(report, board, quote_of(quote), drawn="Wij doen ook Onder ons.")
    page = send(client.sign_in(marja), report, openness="public")
    assert page.status_code == 422
    assert "Het initiatief “Onder ons”" in page.text
    assert SOUP in page.text
    assert not is_adopted(report)
    assert send(client, report, openness="partners").status_code == 303


def test_what_was_drawn_for_partners_does_not_become_public(client, report, marja):
    send(client.sign_in(marja), report, openness="public")
    assert cast.reloaded(report).openness == Openness.PARTNERS


def test_a_new_version_is_a_draft_that_refers_to_the_old_one(client, adopted, quote, tess, paul):
    client.sign_in(tess)
    answer = client.post(f"/verslagen/{adopted.id}/nieuwe-versie")
    again = client.post(f"/verslagen/{adopted.id}/nieuwe-versie")
    assert answer.status_code == again.status_code == 303
    assert answer.location == again.location
    page = client.get(answer.location).text
    for words in (SOUP, "Versie 1", "Concept van"):
        assert words in page
    assert "Naar versie 2" in client.get(f"/verslagen/{adopted.id}").text
    assert "Naar versie 2" not in client.sign_in(paul).get(f"/verslagen/{adopted.id}").text
    versions = db.session.scalars(select(ProgrammeReport.number).order_by(ProgrammeReport.id)).all()
    assert versions == [1, 2]


def test_a_draft_has_no_next_version(client, report, tess):
    assert client.sign_in(tess).post(f"/verslagen/{report.id}/nieuwe-versie").status_code == 409


def test_a_report_for_everybody_counts_what_everybody_may_read(client, board, programme, tess, marja):
    make_moment(board, tess, MomentKind.SUCCESS, "De soep is op.")
    secret = make_moment(board, tess, MomentKind.OBSTACLE, "Geen sleutel.", openness=Openness.PARTNERS)
    cast.make_board("Achter gesloten deuren", programme, openness=Openness.PARTNERS)
    report = make_report(board, tess, openness=Openness.PUBLIC)
    page = send(client.sign_in(marja), report, openness="public")
    assert page.status_code == 422
    assert "Er ontbreekt nog 1 ding." in page.text
    assert "Achter gesloten deuren" not in page.text
    secret.openness = Openness.PUBLIC
    cast.save(secret)
    assert send(client, report, openness="public").status_code == 303


def test_a_new_version_knows_from_which_words_people_began(client, board, told, tess, marja):
    report = make_report(board, tess)
    words = {"drawn": "Er is soep.", "edited": "Er is soep, en hoe.", "edited_from": "Er is soep."}
    make_section(report, board, **words)
    send(client.sign_in(marja), report)
    location = client.post(f"/verslagen/{report.id}/nieuwe-versie").location
    query = select(ReportSection).where(ReportSection.report_id == int(location.rpartition("/")[2]))
    (copied,) = db.session.scalars(query)
    assert {name: getattr(copied, name) for name in words} == words
    assert "feiten zijn veranderd" not in client.get(location).text
