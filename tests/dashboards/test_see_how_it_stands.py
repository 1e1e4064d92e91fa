"""The dashboard of a programme and of one board: who sees it, what it says, and what it never shows."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine

from tests import cast
from workspace.borging.models import Level
from workspace.db import db
from workspace.initiatives.models import Stage, Visibility
from workspace.programmes.models import YearMeans
from workspace.times import today

ADDRESS = "/programmas/samen-in-linde/borging"
BOARD = "/programmas/samen-in-linde/eenzaamheid/borging"
CSV = f"{ADDRESS}/kwartalen.csv"
NOVEMBER = time_machine.travel("2020-11-22 12:00")


@pytest.fixture
def small(make, landerd, board):
    """Five initiatives of which the figures are worked out by hand in these tests."""
    other = cast.make_board("Mantelzorg", landerd)
    make("Zomerkalender", (date(2019, 6, 1), Level.BUILDING), (date(2020, 2, 1), Level.ANCHORED))
    make("Bezoekmaatjes", (date(2020, 1, 1), Level.AGREED), (date(2021, 2, 1), Level.BUILDING))
    make("Respijtzorg", (date(2020, 5, 1), Level.BUILDING), on_board=other)
    make("Soep", began=date(2020, 8, 1))
    make("Dorpsbus", stage=Stage.STOPPED, ended_on=date(2020, 3, 10), outcome="Te weinig reizigers")
    return other


@pytest.mark.parametrize(
    "person", ["paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"]
)  # fmt: skip
@pytest.mark.parametrize("address", [ADDRESS, BOARD, CSV])
def test_everybody_who_takes_part_sees_it(client, request, board, person, address):
    client.sign_in(request.getfixturevalue(person))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("person", ["nico", "rachida", "ada", "otto"])
def test_others_are_refused(client, request, board, person):
    client.sign_in(request.getfixturevalue(person))
    assert [client.get(address).status_code for address in (ADDRESS, BOARD, CSV)] == [403] * 3


def test_what_is_out_of_sight_is_not_there(client, programme, board, nico, marja):
    programme.openness = "partners"
    db.session.commit()
    client.sign_in(nico)
    assert client.get(ADDRESS).status_code == 404
    client.sign_in(marja)
    assert client.get("/programmas/samen-in-linde/bestaat-niet/borging").status_code == 404


@NOVEMBER
def test_it_says_in_ten_seconds_how_it_stands(client, small, marja):
    page = client.sign_in(marja).get(ADDRESS).text
    # One of the four that go on is anchored at the end of 2021; two are at least agreed now.
    assert "Eind 2021 is 67\N{NO-BREAK SPACE}% van het geld weg." in page
    assert "Dan is naar verwachting 25\N{NO-BREAK SPACE}% van de initiatieven minstens afgesproken." in page
    assert "De borging raakt achter op de middelen die weggaan" in page
    assert "Op 31 maart 2021 is 67\N{NO-BREAK SPACE}% van het geld weg, en 25" in page
    assert "Vanaf 1 januari 2021 is er € 19.200 in plaats van" in page


def table_of(page):
    """Return the table beside the chart: day -> cells."""
    table = page[page.index("cijfers-per-kwartaal") :]
    table = table[: table.index("</table>")]
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', table, re.DOTALL)
    return {day: re.findall(r"(\d+|–)(?:\N{NO-BREAK SPACE}%)?</td>", cells) for day, cells in rows}


@NOVEMBER
def test_the_table_shows_each_quarter_as_it_stood(client, small, marja):
    rows = table_of(client.sign_in(marja).get(ADDRESS).text)
    # money gone, staff gone, at least agreed, then anchored, agreed, building, not started
    assert rows["31 maart 2019"] == ["0", "0", "0", "0", "0", "0", "4"]
    assert rows["31 december 2019"] == ["0", "0", "0", "0", "0", "1", "3"]
    assert rows["31 maart 2020"] == ["17", "50", "67", "1", "1", "0", "1"]
    assert rows["30 september 2020"] == ["17", "50", "50", "1", "1", "1", "1"]
    assert rows["31 maart 2021"] == ["67", "100", "25", "1", "0", "2", "1"]
    assert rows["31 maart 2022"] == ["100", "100", "25", "1", "0", "2", "1"]


@NOVEMBER
def test_the_file_and_the_chart_hold_the_figures_of_the_table(client, small, marja):
    page = client.sign_in(marja).get(ADDRESS).text
    answer = client.get(CSV)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="borging-samen-in-linde.csv"'
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    cells = [row[4:6] + row[11:12] + row[6:10] for row in rows[1:]]
    assert [["–" if cell == "" else cell for cell in row] for row in cells] == list(table_of(page).values())
    assert [row[2:4] for row in rows if row[0] == "2020-12-31"] == [["48400,00", "0,50"]]
    assert [row[12] for row in rows if row[0] in {"2019-12-31", "2020-03-31"}] == ["0", "1"]
    chart = page[page.index('aria-labelledby="breed-titel') :]
    chart = chart[: chart.index("</svg>")]
    heights = [float(high) for high in re.findall(r'height="([\d.]+)" fill="url\(#breed-anchored', chart)]
    tall = 400 - 26 - 112
    # Anchored is one of three, of four, and of four from then on.
    assert heights == [round(tall / 3, 1)] * 2 + [round(tall / 4, 1)] * 10


@NOVEMBER
def test_one_board_counts_its_own(client, small, marja):
    page = client.sign_in(marja).get("/programmas/samen-in-linde/mantelzorg/borging").text
    assert table_of(page)["30 september 2020"] == ["17", "50", "0", "0", "0", "1", "0"]
    assert "Bezoekmaatjes" not in page
    assert "Dorpsbus" not in page


@NOVEMBER
def test_what_ended_on_purpose_stands_apart(client, small, marja):
    page = client.sign_in(marja).get(ADDRESS).text
    ended = page[page.index('id="afgesloten"') :]
    assert "Dorpsbus" in ended
    assert "Dorpsbus" not in page.replace(ended, "")


@NOVEMBER
def test_on_an_earlier_day_it_shows_what_was_then(client, small, marja):
    page = client.sign_in(marja).get(f"{ADDRESS}?op=2020-03-09").text
    assert "Zo stond het op 9 maart 2020" in page
    assert "50\N{NO-BREAK SPACE}% van de initiatieven is minstens afgesproken." in page
    assert table_of(page)["31 maart 2020"][3:] == ["–"] * 4
    assert 'id="risico"' not in page
    assert "Soep" not in page
    assert "Dorpsbus" not in page
    assert "kwartalen.csv?op=2020-03-09" in page


@pytest.mark.parametrize("asked", ["morgen", "2999-01-01", "", "2020-02-31"])
def test_another_day_than_an_earlier_one_is_today(client, board, marja, asked):
    page = client.sign_in(marja).get(f"{ADDRESS}?op={asked}").text
    assert "Zo stond het op" not in page


def test_an_empty_programme_without_means_says_so(client, board, marja):
    page = client.sign_in(marja).get(ADDRESS).text
    assert "Er zijn nog geen initiatieven om te borgen." in page
    assert "Er wacht niets." in page
    assert "alert--" not in page


def test_without_means_only_the_levels_are_told(client, make, programme, marja):
    programme.ends_on = today() + timedelta(days=400)
    db.session.commit()
    make("Soep", (date(2020, 1, 1), Level.AGREED))
    page = client.sign_in(marja).get(ADDRESS).text
    assert "Dan is naar verwachting 100\N{NO-BREAK SPACE}% van de initiatieven" in page
    assert "chart__line--money" not in page
    assert "alert--" not in page


@time_machine.travel("2023-05-05 12:00")
def test_after_the_programme_it_says_how_it_stands_now(client, small, marja):
    page = client.sign_in(marja).get(ADDRESS).text
    assert "Op 5 mei 2023 is 100\N{NO-BREAK SPACE}% van het geld weg." in page
    assert "25\N{NO-BREAK SPACE}% van de initiatieven is minstens afgesproken." in page


def test_before_the_programme_begins_nothing_is_gone(client, make, programme, marja):
    first = today().year + 1
    programme.starts_on, programme.ends_on = date(first, 1, 1), date(first + 1, 12, 31)
    for year in (first, first + 1):
        db.session.add(YearMeans(programme_id=programme.id, year=year, money_cents=100, fte_hundredths=1))
    db.session.commit()
    make("Soep")
    page = client.sign_in(marja).get(ADDRESS).text
    assert f"Eind {first + 1} is 0\N{NO-BREAK SPACE}% van het geld weg." in page
    assert table_of(page)[f"31 maart {first}"] == ["0", "0", "0", "0", "0", "0", "1"]


def test_hidden_initiatives_never_show(client, make, board, marja, paul, rachida):
    make("Van een ander", (date(2020, 1, 1), Level.AGREED), visibility=Visibility.DRAFT, by=rachida)
    make("Van mijzelf", (date(2020, 1, 1), Level.AGREED), visibility=Visibility.DRAFT, by=paul)
    make("Onder partners", visibility=Visibility.PARTNERS)
    page = client.sign_in(paul).get(ADDRESS).text
    assert "Van een ander" not in page
    assert "Van mijzelf" not in page
    assert "Onder partners" in page
    assert "<dd>1</dd>" in page


@pytest.mark.parametrize("address", [ADDRESS, BOARD])
def test_it_takes_as_many_queries_for_two_hundred_as_for_twenty(
    client, queries, make, claim, landerd, marja, address
):
    client.sign_in(marja)
    counts = []
    for more in (20, 180):
        for number in range(more):
            claim(make(f"Idee {more} {number}", (date(2020, 1, 1), Level.AGREED)), days=-1)
        queries.clear()
        assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
