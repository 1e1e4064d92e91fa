"""A board shows what its theme is about and its initiatives by stage."""

import gzip
import re
from datetime import timedelta

import pytest
from werkzeug.test import Client

from tests import cast
from tests.client import HTMX, forget_the_last_request
from workspace.boards.models import BoardPartner, ConsultationStage
from workspace.borging.models import Outlook
from workspace.db import db, now
from workspace.initiatives.models import InitiativeArea, Kind, Stage, Visibility
from workspace.times import today

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"


@pytest.fixture
def full_column(board, rachida):
    """Twenty-three ideas; the first was active longest ago."""
    return [
        cast.make_initiative(
            f"Idee {number:02}", board, rachida, active_at=now() - timedelta(hours=23 - number)
        )
        for number in range(23)
    ]


def titles(page):
    """Return the titles on a page in their order."""
    return re.findall(r'href="/initiatieven/\d+-[^"]*"[^>]*>([^<]*)<', page.text)


def test_the_head_says_what_the_theme_is_about_and_who_works_on_it(client, board, karin, welfare):
    board.ambition = "Niemand eenzaam in 2030."
    board.threshold = "In elke kern een ontmoetingsplek."
    board.target_groups = ["older"]
    board.consultation = ConsultationStage.EXPLORING
    board.how_to_join = "Bel Karin."
    db.session.add(BoardPartner(board_id=board.id, organisation_id=welfare.id))
    db.session.commit()
    page = client.get(ADDRESS)
    for words in (
        board.ambition,
        board.threshold,
        "Ouderen",
        "Verkennend",
        "Bel Karin.",
        "Karin",
        "Welzijn Linde",
    ):
        assert words in page.text
    assert f'href="/initiatieven/nieuw?bord={board.id}"' in page.text


def test_a_card_says_who_where_how_anchored_and_how_many(client, initiative, welfare, core_area):
    initiative.organisation_id = welfare.id
    initiative.joined_count, initiative.comment_count = 3, 1
    db.session.add(InitiativeArea(initiative_id=initiative.id, area_id=core_area.id))
    cast.save(
        Outlook(
            initiative_id=initiative.id,
            from_day=today(),
            until_day=cast.FAR_AWAY,
            level="building",
            marks="tAogonoo",
        )
    )
    page = client.get(ADDRESS)
    for words in (
        "Soep op dinsdag",
        "Rachida",
        "Welzijn Linde",
        "Beek",
        "3 doen mee",
        "1 reactie",
        "In opbouw",
    ):
        assert words in page.text
    assert "Eigenaar: In gesprek" in page.text
    assert "Mensen: Afgesproken, opnieuw bevestigen" in page.text
    assert "Wacht op 1 bevestiging van een afspraak" in page.text


def test_a_card_says_what_it_waits_for(client, board, rachida):
    cast.make_initiative(
        "Proeftuin", board, rachida, kind=Kind.PILOT, pilot_ends_on=today() - timedelta(days=1)
    )
    cast.make_initiative("Niemand", board)
    cast.make_initiative("Stil", board, rachida, active_at=now() - timedelta(days=45))
    page = client.get(ADDRESS)
    assert "Wacht op een besluit" in page.text
    assert "Wacht op iemand die dit trekt" in page.text
    assert "Wacht al 45 dagen op een volgende stap" in page.text


def test_a_column_shows_ten_and_more_when_asked(client, full_column):
    page = client.get(ADDRESS)
    assert titles(page) == [f"Idee {number:02}" for number in range(22, 12, -1)]
    address = page.text.split('<p class="more"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    part = client.get(address, headers=HTMX)
    assert titles(part) == [f"Idee {number:02}" for number in range(12, 2, -1)]
    assert "<html" not in part.text
    whole = client.get(address)
    assert titles(whole)[-10:] == titles(part)
    assert "<h1>Idee: Eenzaamheid</h1>" in whole.text


def test_a_board_that_refreshes_keeps_the_columns_that_were_opened(client, full_column):
    page = client.get(ADDRESS)
    address = page.text.split('<p class="more"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    opened = client.get(address, headers=HTMX).text.split('name="tot" value="')[1].split('"')[0]
    again = client.get(ADDRESS, query_string={"tot": opened}, headers=HTMX)
    assert titles(again) == [f"Idee {number:02}" for number in range(22, 2, -1)]
    assert f'name="tot" value="{opened}"' in again.text


@pytest.mark.parametrize("shape", ["lijst", "tabel"])
def test_the_same_initiatives_stand_in_a_list_and_in_a_table(client, full_column, shape):
    page = client.get(ADDRESS, query_string={"weergave": shape, "sorteer": "titel"})
    assert titles(page) == [f"Idee {number:02}" for number in range(23)]


@pytest.mark.parametrize(
    ("order", "last"), [("activiteit", 0), ("titel", 49), ("nieuwste", 0), ("meedoen", 0)]
)
def test_a_list_goes_on_where_the_page_before_ended(client, board, rachida, order, last):
    for number in range(50):
        cast.make_initiative(f"Plan {number:02}", board, rachida, joined_count=number // 2)
    page = client.get(ADDRESS, query_string={"weergave": "lijst", "sorteer": order})
    seen = titles(page)
    while "Volgende initiatieven" in page.text:
        address = page.text.split('<p class="more')[1].split("Volgende")[0].split('href="')[-1].split('"')[0]
        page = client.get(address.replace("&amp;", "&"))
        seen += titles(page)
    assert sorted(seen) == [f"Plan {number:02}" for number in range(50)]
    assert seen[-1] == f"Plan {last:02}"


def test_drafts_stand_on_no_board(client, board, rachida):
    cast.make_initiative("Nog niet af", board, rachida, visibility=Visibility.DRAFT)
    assert "Nog niet af" not in client.get(ADDRESS).text
    assert "Nog niet af" not in client.sign_in(rachida).get(ADDRESS).text


def test_partners_also_see_what_is_among_partners(client, initiative, board, paul):
    initiative.partner_comment_count, initiative.comment_count = 2, 1
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS, stage=Stage.RUNNING)
    page = client.sign_in(paul).get(ADDRESS)
    assert "Onder ons" in page.text
    assert "Alleen voor partners" in page.text
    assert "3 reacties" in page.text


def test_a_board_that_is_not_there_is_not_found(client, board):
    assert client.get("/programmas/samen-in-linde/niets").status_code == 404
    assert client.get("/programmas/niets/eenzaamheid").status_code == 404


@pytest.mark.parametrize("after", ["", "onzin", "-1-2", "ffffffffffffffffffff-1", "1-fffffffffff"])
def test_a_place_that_makes_no_sense_is_not_found(client, board, after):
    assert client.get(f"{ADDRESS}/kolom/idea", query_string={"na": after}).status_code == 404


def test_a_stage_that_does_not_exist_is_not_found(client, board):
    assert client.get(f"{ADDRESS}/kolom/niets?na=1-1").status_code == 404


def test_a_page_of_visitors_travels_packed_and_one_with_secrets_does_not(client, initiative, karin):
    client.sign_in(karin)
    signed_in = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in signed_in.headers
    forget_the_last_request()
    packed = Client(client.application).get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data).decode() == client.sign_out().get(ADDRESS).text
