"""What happens among partners changes nothing of what visitors see: no order, count, version or name."""

import re
from datetime import timedelta

import pytest

from tests import cast
from tests.client import HTMX
from workspace.access import Actor
from workspace.activity.actions import record
from workspace.areas.models import Area
from workspace.db import db, now
from workspace.initiatives.models import Stage, Visibility
from workspace.programmes.models import Openness

PAGES = [
    "/",
    "/programmas",
    "/programmas/samen-in-linde",
    "/programmas/samen-in-linde/eenzaamheid",
    "/programmas/samen-in-linde/eenzaamheid?weergave=lijst&sorteer=titel",
    "/programmas/samen-in-linde/eenzaamheid?weergave=tabel",
    "/programmas/samen-in-linde/eenzaamheid?zoek=plan",
    "/programmas/samen-in-linde/eenzaamheid?fase=running&borging=not_started",
]


@pytest.fixture
def busy(board, rachida):
    """Public initiatives, more than a column shows."""
    return [
        cast.make_initiative(f"Plan {n}", board, rachida, active_at=now() - timedelta(hours=n))
        for n in range(15)
    ]


def hide_something(programme, board, busy, paul):
    """Let all sorts of things happen among partners."""
    for number in range(12):
        cast.make_initiative(
            f"Geheim plan {number}", board, paul, visibility=Visibility.PARTNERS, stage=Stage.RUNNING
        )
    cast.make_initiative("Concept plan", board, paul, visibility=Visibility.DRAFT)
    seventh = cast.reloaded(busy[7])
    seventh.partner_active_at, seventh.partner_comment_count = now() + timedelta(days=1), 8
    cast.make_initiative("Achter de deur", cast.make_board("Besloten", programme, openness=Openness.PARTNERS))
    cast.make_programme("Nog stil", db.session.get_one(Area, programme.area_id), openness=Openness.PARTNERS)
    record("test", by=Actor(), programme_id=programme.id, board_id=board.id, is_public=False)
    db.session.commit()


@pytest.mark.parametrize("who", [None, "nico"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_stays_the_same_to_the_letter(client, request, programme, board, busy, paul, path, who):
    if who:
        client.sign_in(request.getfixturevalue(who))
    before = stable(client.get(path))
    hide_something(programme, board, busy, paul)
    assert stable(client.get(path)) == before
    client.application.extensions.pop("fragments", None)
    assert stable(client.get(path)) == before, "Also when nothing was kept ready"


def stable(page):
    """Return the page without the tokens and keys of its forms, which differ each time."""
    return re.sub(r'name="(csrf_token|once)"([^>]*?) value="[^"]*"', r'name="\1"\2', page.text)


def test_hidden_things_are_no_place_to_go_on_from(client, programme, board, busy, paul):
    secret = cast.make_initiative("Aaa", board, paul, visibility=Visibility.PARTNERS)
    page = client.get(f"/programmas/samen-in-linde/eenzaamheid?weergave=lijst&sorteer=titel&na={secret.id}")
    assert "Plan 1" not in page.text.split('id="lijst"')[1]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_board_among_partners_is_not_there_for_others(client, programme, paul, nico, headers):
    cast.make_board("Besloten", programme, openness=Openness.PARTNERS)
    address = "/programmas/samen-in-linde/besloten"
    assert client.get(address, headers=headers).status_code == 404
    assert client.get(f"{address}/kolom/idea?na=1-1", headers=headers).status_code == 404
    assert client.sign_in(nico).get(address, headers=headers).status_code == 404
    assert client.sign_in(paul).get(address, headers=headers).status_code == 200


def test_what_partners_see_is_not_kept_for_visitors(client, board, busy, paul):
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    address = "/programmas/samen-in-linde/eenzaamheid"
    assert "Onder ons" in client.sign_in(paul).get(address).text
    assert "Onder ons" not in client.sign_out().get(address).text
