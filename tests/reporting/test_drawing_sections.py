"""What reports say is what the facts say: in Dutch, with obstacles beside successes."""

from datetime import date
from typing import Any

import pytest

from tests import cast
from tests.reporting.happenings import IN_MAY, JUST_IN, LONG_BEFORE, caught, moved
from workspace.borging.models import Level, Outlook
from workspace.db import db
from workspace.documents import Chart, Quote, Table
from workspace.initiatives.models import Stage
from workspace.languages import in_language
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness, Programme, YearMeans
from workspace.reporting.models import PlanLine, ProgrammeReport, ReportKind
from workspace.reporting.queries.facts import read_facts
from workspace.reporting.words.drawing import DrawnSection, draw_sections

THEMED = {"theme", "activities", "plan"}


def draw(
    programme: Programme, kind: ReportKind = ReportKind.PROGRESS, year: int = 2025, **facts: Any
) -> list[DrawnSection]:
    db.session.expunge_all()
    known = db.session.get_one(Programme, programme.id)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return draw_sections(read_facts(known, first, last, openness=Openness.PARTNERS, **facts), kind)


def section(sections: list[DrawnSection], key: str, board_id: int | None = None) -> DrawnSection:
    (found,) = [one for one in sections if one.key == key and one.board_id == board_id]
    return found


@pytest.mark.parametrize("kind", ReportKind)
def test_an_empty_period_says_so(programme, board, kind):
    sections = draw(programme, kind)
    assert all(one.title and one.words.strip() for one in sections)
    assert all(len(one.title) <= 160 and len(one.key) <= 40 for one in sections)
    assert len({(one.key, one.board_id) for one in sections}) == len(sections)


@pytest.mark.parametrize("kind", ReportKind)
def test_a_programme_without_themes_can_be_told_of(programme, kind):
    assert all(one.words.strip() for one in draw(programme, kind))


def test_a_theme_tells_what_happened_and_what_is_not_known(programme, board, marja):
    for number, level in enumerate((Level.ANCHORED, Level.ANCHORED, Level.AGREED, None)):
        one = cast.make_initiative(f"Nummer {number}", board, marja, created_at=IN_MAY)
        moved(one, Stage.RUNNING, IN_MAY)
        if level:
            period = {"from_day": date(2025, 5, 1), "until_day": date(9999, 12, 31), "marks": "gggggggg"}
            cast.save(Outlook(initiative_id=one.id, level=level, **period))
    stopped = cast.make_initiative(
        "Koffie", board, marja, created_at=LONG_BEFORE, end_reason="Er was\ngeen zaal", lesson="Vraag eerder."
    )
    moved(stopped, Stage.STOPPED, IN_MAY, Stage.RUNNING)

    told = section(draw(programme), "theme", board.id)

    assert "In 2025 kwamen er 4 initiatieven bij. 4 initiatieven gingen in uitvoering:" in told.words
    assert "Op 31 december 2025 liepen er 4 initiatieven." in told.words
    assert (
        "1 initiatief is bewust gestopt:\n"
        "- Koffie: Er was geen zaal. Wat wij ervan leerden: Vraag eerder." in told.words
    )
    assert (
        "Van de 4 initiatieven die liepen: 2 gaan door zonder het programma (geborgd); voor 1 is afgesproken"
        " wie het draagt, wie het werk doet en wie betaalt; van 1 weten wij nog niet of het doorgaat"
        " zonder het programma." in told.words
    )
    (stages,) = [block for block in told.figures if isinstance(block, Table)]
    assert stages.head[:3] == ("Fase", "31 december 2024", "31 december 2025")
    assert stages.head[3].startswith("Nu, "), "a report that was adopted keeps saying when that was"
    assert stages.rows == (("Uitvoering", "1", "4", "4"), ("Gestopt", "0", "1", "1"))
    (chart,) = [block for block in told.figures if isinstance(block, Chart)]
    assert chart.series == (("31 december 2024", (1, 0, 0, 0)), ("31 december 2025", (1, 0, 1, 2)))


def test_one_of_something_is_told_in_the_singular(programme, board, marja):
    moved(cast.make_initiative("Soep", board, marja, created_at=JUST_IN), Stage.RUNNING, IN_MAY)
    told = section(draw(programme), "theme", board.id)
    assert "In 2025 kwam er 1 initiatief bij. 1 initiatief ging in uitvoering: Soep." in told.words
    assert "liep er 1 initiatief." in told.words


def test_obstacles_stand_beside_successes_as_they_were_said(programme, board, marja):
    success = caught(board, MomentKind.SUCCESS, "Het <b>lukte</b>", author_id=marja.id)
    obstacle = caught(board, MomentKind.OBSTACLE, "- Geen zaal", said_as="vrijwilliger", author_id=marja.id)
    for kind in (ReportKind.PROGRESS, ReportKind.MAIN_LINES):
        told = section(draw(programme, kind), "lessons", board.id if kind == ReportKind.PROGRESS else None)
        assert "1 succes en 1 hobbel vastgelegd" in told.words
        assert "lukte" not in told.words, "what was said can be taken out of figures only"
        assert [block for block in told.figures if isinstance(block, Quote)] == [
            Quote("Het <b>lukte</b>", "", success.id),
            Quote("- Geen zaal", "vrijwilliger", obstacle.id),
        ]


def test_a_theme_without_an_obstacle_says_that_none_was_caught(programme, board, marja):
    caught(board, MomentKind.SUCCESS, "Het lukte", author_id=marja.id)
    told = section(draw(programme), "lessons", board.id)
    assert told.words == "Er is in deze periode 1 succes en geen hobbel vastgelegd."


def test_names_stay_in_their_own_line(programme, board, marja):
    cast.make_initiative("- Soep <b>op</b> dinsdag", board, marja, created_at=IN_MAY)
    annex = section(draw(programme, ReportKind.ACTIVITIES), "activities", board.id)
    (table,) = [block for block in annex.figures if isinstance(block, Table)]
    assert table.rows == (("- Soep <b>op</b> dinsdag", "Idee", "Nieuw.", "Inwoners", "Nog niet begonnen"),)


def test_the_council_paper_has_the_parts_that_councils_know(programme, board):
    titles = [one.title for one in draw(programme, ReportKind.COUNCIL_PAPER)]
    assert titles == [
        "Advies",
        "Inleiding",
        "Beoogd effect",
        "Argumenten",
        "Kanttekeningen",
        "Financiën",
        "Communicatie",
        "Uitvoering",
        "Bijlagen",
    ]


def test_a_plan_adds_up_against_the_means(programme, board, marja):
    cast.save(YearMeans(programme_id=programme.id, year=2027, money_cents=100_000, fte_hundredths=50))
    plan = cast.save(
        ProgrammeReport(
            programme_id=programme.id, kind=ReportKind.PLAN, title="Plan 2027", made_by_id=marja.id,
            starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31),
        )
    )  # fmt: skip
    for what, cents in (("Zaalhuur", 60_000), ("Soep", 55_050)):
        cast.save(PlanLine(report_id=plan.id, board_id=board.id, what=what, cents=cents))
    sections = draw(programme, ReportKind.PLAN, 2027, report_id=plan.id)
    theme, whole = section(sections, "lines", board.id), section(sections, "budget")
    assert theme.figures[-1].rows == (
        ("Zaalhuur", "€\xa0600"), ("Soep", "€\xa0550,50"), ("Samen", "€\xa01.150,50")
    )  # fmt: skip
    assert whole.words == (
        "Samen vragen de thema's €\xa01.150,50. In 2027 heeft het programma €\xa01.000."
        " Dat is €\xa0150,50 minder dan de thema's vragen."
    )


def test_reports_are_in_dutch_for_who_reads_english(programme, board, marja):
    cast.make_initiative("Soep", board, marja, created_at=IN_MAY)
    dutch = draw(programme, ReportKind.ACTIVITIES)
    with in_language("en"):
        assert draw(programme, ReportKind.ACTIVITIES) == dutch


def test_who_reads_english_hears_the_report_in_dutch(client, programme, board, marja):
    fields = {"kind": "progress", "year": "2025", "openness": "partners"}
    client.sign_in(marja).post(f"/programmas/{programme.slug}/verslagen/nieuw", data=fields)
    (report,) = db.session.query(ProgrammeReport)
    page = client.get(f"/verslagen/{report.id}?taal=en").text
    assert '<html lang="en"' in page
    told = page.split('lang="nl"', 1)[1]
    assert "In het kort" in told
    assert '<p class="report__tools no-print" lang="en">' in told
