"""Filters stand in the address, can be shared, and need no JavaScript."""

import pytest

from tests import cast
from tests.client import HTMX
from workspace.borging.models import Outlook
from workspace.db import db
from workspace.initiatives.models import InitiativeArea, InitiativePartner, Stage
from workspace.times import today

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"


@pytest.fixture
def soup(initiative, welfare, core_area):
    """An initiative that every filter below finds."""
    initiative.stage = Stage.RUNNING
    initiative.organisation_id = welfare.id
    initiative.target_groups = ["older"]
    db.session.add(InitiativeArea(initiative_id=initiative.id, area_id=core_area.id))
    outlook = {"from_day": today(), "until_day": cast.FAR_AWAY, "level": "agreed", "marks": "aaattttt"}
    cast.save(Outlook(initiative_id=initiative.id, **outlook))
    return initiative


@pytest.fixture
def walk(board, rachida):
    """An initiative that none of them finds."""
    return cast.make_initiative("Wandelen", board, rachida, target_groups=["youth"])


@pytest.mark.parametrize(
    "field", ["fase", "borging", "organisatie", "kern", "doelgroep", "zoek", "fase&doelgroep"]
)
@pytest.mark.parametrize("shape", ["bord", "lijst"])
def test_each_filter_leaves_what_it_asks_for(client, soup, walk, welfare, core_area, field, shape):
    values = {
        "fase": "running",
        "borging": "agreed",
        "organisatie": welfare.id,
        "kern": core_area.id,
        "doelgroep": "older",
        "zoek": "soep",
    }
    asked = {name: values[name] for name in field.split("&")}
    page = client.get(ADDRESS, query_string={**asked, "weergave": shape})
    assert "Soep op dinsdag" in page.text
    assert "Wandelen" not in page.text
    part = client.get(ADDRESS, query_string={**asked, "weergave": shape}, headers=HTMX)
    assert "Soep op dinsdag" in part.text
    assert "<html" not in part.text


def test_an_organisation_that_takes_part_is_found_too(client, soup, walk, municipality):
    cast.save(InitiativePartner(initiative_id=walk.id, organisation_id=municipality.id))
    page = client.get(ADDRESS, query_string={"organisatie": municipality.id})
    assert "Wandelen" in page.text
    assert "Soep op dinsdag" not in page.text


def test_not_started_is_what_nothing_was_written_down_of(client, soup, walk):
    page = client.get(ADDRESS, query_string={"borging": "not_started"})
    assert "Wandelen" in page.text
    assert "Soep op dinsdag" not in page.text


def test_a_filter_that_is_on_can_be_taken_away(client, soup):
    page = client.get(ADDRESS, query_string={"fase": "running", "zoek": "soep"})
    assert f'class="chip" href="{ADDRESS}?fase=running"' in page.text
    assert f'class="chip" href="{ADDRESS}?zoek=soep"' in page.text


def test_what_was_asked_stays_in_the_form(client, soup):
    page = client.get(ADDRESS, query_string={"zoek": 'een "woord"', "doelgroep": "older"})
    assert 'value="een &#34;woord&#34;"' in page.text
    assert '<option value="older" selected>' in page.text


def test_nothing_found_says_what_to_do(client, soup):
    page = client.get(ADDRESS, query_string={"zoek": "onvindbaar", "weergave": "lijst"})
    assert "Haal een filter weg" in page.text


@pytest.mark.parametrize(
    "query", ["fase=x&borging=y&organisatie=-1&kern=9999999999999&doelgroep=z", "zoek=%00%22*", "kern=٣"]
)
def test_nonsense_counts_as_not_asked_or_finds_nothing(client, soup, query):
    assert client.get(f"{ADDRESS}?{query}&sorteer=x&weergave=x&tot=x&na=x").status_code == 200
