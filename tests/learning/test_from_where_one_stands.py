"""The way to learning moments from an initiative, a board, a programme and a meeting: a line and a link."""

from datetime import timedelta

import pytest

from tests import cast
from tests.learning.making import make_moment
from workspace.db import now
from workspace.initiatives.models import Visibility
from workspace.meetings.models import Meeting
from workspace.programmes.models import Openness

PROGRAMME = "/programmas/samen-in-linde"
BOARD = f"{PROGRAMME}/eenzaamheid"


def page_of(initiative):
    return f"/initiatieven/{initiative.id}-soep-op-dinsdag"


def catch(client, address, **fields):
    return client.post(address, data={"kind": "success", "what": "Het lukte."} | fields)


@pytest.fixture
def meeting(board, karin):
    times = {"starts_at": now() - timedelta(hours=2), "ends_at": now() - timedelta(hours=1)}
    facts = {"programme_id": board.programme_id, "board_id": board.id, "made_by_id": karin.id}
    return cast.save(Meeting(title="Werkgroep mei", **facts, **times))


def test_one_tap_from_an_initiative_also_before_signing_in(client, initiative):
    page = client.get(page_of(initiative)).text
    assert f'href="/initiatieven/{initiative.id}/leermoment">Leg een leermoment vast</a>' in page
    assert "Leermomenten:" not in page


def test_a_page_drawn_before_counts_a_new_moment_at_once(client, initiative, nico, paul):
    places = (page_of(initiative), BOARD, PROGRAMME)
    for place in places:
        assert "Leermomenten: 1" not in client.get(place).text
    client.sign_in(nico)
    answer = catch(client, f"/initiatieven/{initiative.id}/leermoment")
    for place in places:
        assert "Leermomenten: 1" in client.sign_out().get(place).text
    # One among partners is counted for partners alone.
    catch(client.sign_in(paul), f"{BOARD}/leermoment", openness="partners")
    for place, inside in zip(places, (1, 2, 2), strict=True):
        assert f"Leermomenten: {inside}" in client.sign_in(paul).get(place).text
        assert "Leermomenten: 1" in client.sign_out().get(place).text
    client.sign_in(nico).post(f"{answer.location}/intrekking", data={"because": "untrue"})
    for place in places:
        assert "Leermomenten:" not in client.sign_out().get(place).text


def test_what_becomes_for_partners_is_no_longer_counted_for_others(client, initiative, karin):
    answer = catch(client.sign_in(karin), f"/initiatieven/{initiative.id}/leermoment", openness="public")
    assert "Leermomenten: 1" in client.sign_out().get(page_of(initiative)).text
    change = {"kind": "success", "what": "Het lukte.", "openness": "partners", "version": 1}
    client.sign_in(karin).post(f"{answer.location}/wijziging", data=change)
    for place in (page_of(initiative), BOARD, PROGRAMME):
        assert "Leermomenten:" not in client.sign_out().get(place).text


def test_the_lines_lead_to_those_moments(client, initiative, board, programme, nico, karin, meeting):
    make_moment(initiative, nico, "Van de soep.")
    make_moment(board, nico, "Van het bord.", meeting_id=meeting.id, openness=Openness.PARTNERS)
    make_moment(programme, nico, "Van het programma.")
    client.sign_in(karin)
    for place, number in ((page_of(initiative), 1), (BOARD, 2), (PROGRAMME, 3)):
        page = client.get(place).text
        address = page.split(f'">Leermomenten: {number}</a>')[0].rsplit('href="', 1)[1]
        assert client.get(address).text.count('id="leermoment-') == number
    page = client.get(f"/bijeenkomsten/{meeting.id}").text
    assert "Leermomenten: 1" in page
    assert f"/bijeenkomsten/{meeting.id}/leermoment" in page
    listed = client.get(f"{PROGRAMME}/leermomenten?bijeenkomst={meeting.id}").text
    assert listed.count('id="leermoment-') == 1
    assert "Van het bord" in listed


def test_what_is_out_of_sight_is_not_counted(client, board, programme, nico, paul):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    draft = cast.make_initiative("Later", board, paul, visibility=Visibility.DRAFT)
    make_moment(hidden, paul)
    make_moment(draft, paul)
    make_moment(board, paul, kind="quote", published_at=None)
    for place in (BOARD, PROGRAMME):
        assert "Leermomenten:" not in client.sign_out().get(place).text
        assert "Leermomenten: 1" in client.sign_in(paul).get(place).text
    assert "leermoment" not in client.get(f"/initiatieven/{draft.id}-later").text.lower()
