"""The dashboard of a programme and of one board: who sees it, what it says, and what it never shows."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine

from tests import cast
from workspace.borging.models import AspectCode, AspectState, Evidence, Handover, HandoverStep, Level
from workspace.db import db
from workspace.independence.models import SoloTrial
from workspace.initiatives.models import Stage, Visibility
from workspace.leaving.models import Departure
from workspace.programmes.models import FundingStream, YearMeans
from workspace.scans.models import Scan, ScanStep
from workspace.times import now, today

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


def test_what_is_to_do_this_month_is_listed(client, make, claim, board, welfare, marja, karin, programme):
    soup = make("Soep", (date(2020, 1, 1), Level.AGREED))
    claim(soup, AspectCode.MONEY, days=-3)
    claim(soup, AspectCode.PEOPLE, days=12)
    claim(soup, AspectCode.OWNER, days=40)
    claim(
        soup, AspectCode.DECISION, AspectState.TALKING,
        next_step="Bel de wethouder", next_step_on=today() + timedelta(days=2),
    )  # fmt: skip
    offer = cast.save(
        Handover(initiative_id=soup.id, to_organisation_id=welfare.id, from_day=today(), tasks="Koken")
    )
    made_at = now() - timedelta(days=9)
    cast.save(HandoverStep(handover_id=offer.id, state="offered", by_id=karin.id, made_at=made_at))
    scan = cast.save(Scan(initiative_id=soup.id, opened_by_id=karin.id))
    cast.save(
        ScanStep(
            scan_id=scan.id, question=AspectCode.LEARNING, step="Tel de gasten",
            due_on=today() - timedelta(days=1), set_by_id=karin.id,
        )
    )  # fmt: skip
    cast.save(
        SoloTrial(
            initiative_id=soup.id, starts_on=today() - timedelta(days=60), ends_on=today(),
            proposed_by_id=karin.id, agreed_by_id=marja.id, agreed_at=now(),
        )
    )  # fmt: skip
    page = client.sign_in(marja).get(ADDRESS).text
    todo = page[page.index('id="te-doen"') : page.index('id="per-thema"')]
    for expected in (
        f"/initiatieven/{soup.id}/borging/geld",
        f"/initiatieven/{soup.id}/borging/mensen",
        f"/initiatieven/{soup.id}/borging/besluit",
        f"/initiatieven/{soup.id}/borging/overdracht",
        f"/initiatieven/{soup.id}/borgingsscan",
        f"/initiatieven/{soup.id}/zelfstandigheid",
        "Bel de wethouder",
        "Tel de gasten",
        "wacht 9 dagen",
    ):
        assert expected in todo
    assert "/borging/eigenaar" not in todo


def test_who_leaves_is_told_to_whoever_minds_it(client, board, karin, marja, paul, programme):
    last_day = today() + timedelta(days=20)
    cast.save(
        Departure(
            user_id=karin.id, programme_id=programme.id, last_day=last_day, announced_by_id=karin.id
        )
    )  # fmt: skip
    page = client.sign_in(marja).get(ADDRESS).text
    assert "Wie vertrekt" in page
    assert "Karin</a>" in page
    assert "Wie vertrekt" not in client.sign_in(paul).get(ADDRESS).text


def test_it_leads_to_what_falls_for_who_may_ask(client, board, marja, coby):
    link = 'href="/programmas/samen-in-linde/wat-valt-er"'
    assert link in client.sign_in(marja).get(ADDRESS).text
    page = client.sign_in(coby).get(ADDRESS).text
    assert link not in page
    assert 'href="/programmas/samen-in-linde/zonder-trekker"' in page


def test_a_long_list_says_how_many_more(client, make, claim, marja):
    for number in range(17):
        claim(make(f"Idee {number}"), days=-1)
    page = client.sign_in(marja).get(ADDRESS).text
    assert "en nog 12" in page
    assert '<span class="count">17</span>' in page


def test_the_risks_say_why_and_what_to_do(client, make, claim, programme, marja, tess):
    programme.ends_on = today() + timedelta(days=200)
    stream = cast.save(FundingStream(programme_id=programme.id, name="Pilotgeld", ends_on=today()))
    soup = make("Soep", (date(2020, 1, 1), Level.BUILDING), marks="oataaaaa", by=tess)
    money = claim(soup)
    cast.save(Evidence(aspect_id=money.id, text="Brief", kind="funding", funding_stream_id=stream.id))
    page = client.sign_in(marja).get(ADDRESS).text
    risks = page[page.index('id="risico"') : page.index('id="te-doen"')]
    for reason in (
        "Geen organisatie zet dit voort.",
        "en de borging is in opbouw.",
        "Het geld (Pilotgeld) loopt tot en met",
        "De trekker zit in het programmateam.",
    ):
        assert reason in risks
    assert f'href="/initiatieven/{soup.id}/borging/eigenaar"' in risks


def test_money_that_goes_on_elsewhere_is_no_risk(client, make, claim, programme, marja):
    stream = cast.save(FundingStream(programme_id=programme.id, name="Pilotgeld", ends_on=today()))
    money = claim(make("Soep", (date(2020, 1, 1), Level.AGREED)))
    cast.save(Evidence(aspect_id=money.id, text="Brief", kind="funding", funding_stream_id=stream.id))
    cast.save(Evidence(aspect_id=money.id, text="Begroting", kind="funding"))
    assert "Pilotgeld" not in client.sign_in(marja).get(ADDRESS).text


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
