"""Only moves that somebody may make are offered, on the card itself."""

import pytest

from tests import cast
from workspace.initiatives.models import Visibility

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"


def options(page):
    """Return the stages that the card offers to move to."""
    form = page.text.split('name="stage">')[1].split("</select>")[0]
    return [part.split('"')[0] for part in form.split('<option value="')[1:]]


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_those_who_steer_are_offered_every_stage(client, initiative, request, who):
    page = client.sign_in(request.getfixturevalue(who)).get(ADDRESS)
    assert options(page) == ["exploring", "running", "anchoring", "anchored"]
    assert 'data-moves="exploring running anchoring anchored completed stopped"' in page.text
    assert f'action="/initiatieven/{initiative.id}/fase"' in page.text
    assert f'name="terug" value="{ADDRESS}"' in page.text


def test_a_partner_is_offered_the_first_steps_of_their_own(client, board, paul, initiative):
    own = cast.make_initiative("Van Paul", board, paul)
    page = client.sign_in(paul).get(ADDRESS)
    assert options(page) == ["exploring", "running"]
    assert f'action="/initiatieven/{own.id}/fase"' in page.text
    assert f'action="/initiatieven/{initiative.id}/fase"' not in page.text


def test_who_made_it_may_end_it_and_no_more(client, initiative, rachida):
    page = client.sign_in(rachida).get(ADDRESS)
    assert f'href="/initiatieven/{initiative.id}/afsluiting"' in page.text
    assert 'name="stage"' not in page.text


@pytest.mark.parametrize("who", [None, "nico", "paul", "otto", "ada", "coby"])
def test_others_are_offered_nothing(client, initiative, request, who):
    if who:
        client.sign_in(request.getfixturevalue(who))
    page = client.get(ADDRESS)
    assert "Verplaats naar" not in page.text
    assert 'draggable="true"' not in page.text


def test_each_form_can_be_sent_once_on_its_own(client, board, karin, rachida):
    for title in ("Een", "Twee"):
        cast.make_initiative(title, board, rachida)
    page = client.sign_in(karin).get(ADDRESS)
    keys = [part.split('"')[0] for part in page.text.split('name="once" value="')[1:]]
    assert len(keys) == len(set(keys)) == 3  # two cards, and following the board
    again = client.get(ADDRESS)
    assert not set(keys) & {part.split('"')[0] for part in again.text.split('name="once" value="')[1:]}


def test_moves_also_stand_on_the_cards_that_come_later(client, board, karin, rachida):
    for number in range(12):
        cast.make_initiative(f"Idee {number}", board, rachida, visibility=Visibility.PARTNERS)
    page = client.sign_in(karin).get(ADDRESS)
    address = page.text.split('<p class="more"')[1].split('href="')[1].split('"')[0]
    assert client.get(address.replace("&amp;", "&")).text.count("data-move>") == 2
