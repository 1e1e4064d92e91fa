"""A province sees every programme that shares with it, by municipality and theme, and no other."""

import csv
import re
from datetime import date
from io import StringIO

import pytest

from tests import cast
from workspace.areas.models import AreaKind
from workspace.borging.models import Level
from workspace.dashboards.models.matrix import COLUMNS, matrix_of
from workspace.db import db
from workspace.initiatives.models import Stage, Visibility
from workspace.organisations.models import OrganisationKind
from workspace.times import today


@pytest.fixture
def address(province_area):
    return f"/gebieden/{province_area.id}/borging"


@pytest.fixture
def three(make, programme, board, province_area, elsewhere_area, rachida):
    """Two municipalities and the province itself share; one municipality does not, one lies elsewhere."""
    year_end = date(today().year, 12, 31)
    alder = cast.make_area("Alder", AreaKind.MUNICIPALITY, province_area)
    also = cast.make_programme("Samen in Alder", alder, shares_with_province=True)
    of_all = cast.make_programme("Heel Noordland", province_area, shares_with_province=True)
    apart = cast.make_programme("Apart in Alder", alder)
    far = cast.make_programme("Ver weg", elsewhere_area, shares_with_province=True)
    make("Soep", (date(2020, 1, 1), Level.AGREED), (year_end, Level.BUILDING))
    make("Koffie", (date(2020, 1, 1), Level.ANCHORED))
    make("Gestopt", stage=Stage.STOPPED, ended_on=date(2020, 5, 1))
    make("Concept", visibility=Visibility.DRAFT, by=rachida)
    make("Thee", on_board=cast.make_board("eenzaamheid", also))
    make("Bus", (date(2020, 1, 1), Level.AGREED), on_board=cast.make_board("Vervoer", of_all))
    make("Geheim", on_board=cast.make_board("Eenzaamheid", apart))
    make("Ver", on_board=cast.make_board("Eenzaamheid", far))


@pytest.mark.parametrize(
    "person", ["nico", "paul", "rik", "olaf", "coby", "karin", "tess", "marja", "ada", "otto"]
)
def test_only_the_province_sees_it(client, request, board, prisca, address, person):
    client.sign_in(request.getfixturevalue(person))
    assert client.get(address).status_code == 403
    assert client.get(f"{address}/themas.csv").status_code == 403


def test_another_province_sees_it_not(client, board, prisca, address):
    south = cast.make_area("Oostland", AreaKind.PROVINCE)
    organisation = cast.make_organisation("Provincie Oostland", OrganisationKind.PROVINCE, area_id=south.id)
    official = cast.make_user("Oda")
    cast.make_member(official, organisation)
    client.sign_in(official)
    assert client.get(address).status_code == 403
    assert "Hier komen de programma" in client.get(f"/gebieden/{south.id}/borging").text


def test_a_municipality_is_no_province(client, prisca, municipality_area):
    assert client.sign_in(prisca).get(f"/gebieden/{municipality_area.id}/borging").status_code == 404


def test_it_counts_by_municipality_and_theme(client, three, prisca, address):
    page = client.sign_in(prisca).get(address).text
    matrix = page[page.index('id="gemeenten"') : page.index('id="programmas"')]
    heads = re.findall(r'<th scope="col">([^<]*)</th>', matrix)
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', matrix, re.DOTALL)
    cells = {place: re.findall(r"<td>(?:<[^>]*>)?([^<]*)", row) for place, row in rows}
    assert heads == ["Gemeente", "Eenzaamheid", "Vervoer"]
    assert cells == {"Alder": ["0 van 1", "–"], "Linde": ["2 van 2", "–"], "Provincie": ["–", "1 van 1"]}
    # Of the four that go on three are agreed; one of these runs out on the last day of the year.
    figures = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)
    assert [value for _, value in figures] == [
        "3",
        "2",
        "4",
        "75\N{NO-BREAK SPACE}%",
        "50\N{NO-BREAK SPACE}%",
    ]
    assert 'href="/programmas/heel-noordland/borging"' in page
    for hidden in ("Apart in Alder", "Ver weg"):
        assert hidden not in page


def test_the_file_has_a_line_for_each_theme(client, three, prisca, address):
    answer = client.sign_in(prisca).get(f"{address}/themas.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="borging-noordland.csv"'
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert sorted(rows[1:]) == [
        ["Alder", "Samen in Alder", "eenzaamheid", "0", "0", "0", "1", "1", "0", "0"],
        ["Linde", "Samen in Linde", "Eenzaamheid", "1", "1", "0", "0", "2", "100", "50"],
        ["Provincie", "Heel Noordland", "Vervoer", "0", "1", "0", "0", "1", "100", "100"],
    ]


def test_on_an_earlier_day_it_shows_what_was_then(client, three, prisca, address):
    page = client.sign_in(prisca).get(f"{address}?op=2020-04-01").text
    figures = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)
    # The one that stopped a month later was there still.
    assert [value for _, value in figures] == ["3", "2", "5", "60\N{NO-BREAK SPACE}%"]
    assert "Verwacht" not in page


def test_a_programme_that_no_longer_shares_is_gone(client, three, programme, prisca, address):
    programme.shares_with_province = False
    db.session.commit()
    assert "Samen in Linde" not in client.sign_in(prisca).get(address).text


def test_the_province_finds_it_from_its_own_pages(client, three, prisca, marja, address):
    client.sign_in(prisca)
    assert all(f'href="{address}"' in client.get(path).text for path in ("/programmas", "/mijn"))
    client.sign_in(marja)
    assert not any(f'href="{address}"' in client.get(path).text for path in ("/programmas", "/mijn"))


def test_it_takes_no_more_queries_for_more_programmes(
    client, queries, make, prisca, province_area, board, address
):
    client.sign_in(prisca)
    counts = []
    for more in (2, 12):
        for number in range(more):
            town = cast.make_area(f"Dorp {more} {number}", AreaKind.MUNICIPALITY, province_area)
            one = cast.make_programme(f"Samen {more} {number}", town, shares_with_province=True)
            make("Soep", (date(2020, 1, 1), Level.AGREED), on_board=cast.make_board(f"T{number}", one))
        queries.clear()
        assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_many_themes_share_the_last_column():
    things = [("Linde", f"Thema {number}", number) for number in range(12)]
    found = matrix_of([*things, ("Alder", "thema 11", 99), ("Alder", "Thema 0", 100)])
    assert len(found.columns) == COLUMNS - 1
    assert found.columns[:2] == ["Thema 0", "Thema 11"]
    rows = dict(found.rows)
    assert rows["Alder"][:2] == [[100], [99]]
    assert sum(len(cell) for cell in rows["Linde"]) == 12
