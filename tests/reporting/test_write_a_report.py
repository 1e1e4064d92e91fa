"""Making a report from the facts, writing in it, and refreshing it without losing a word."""

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.reporting.making import SOUP, make_moment, make_report, make_section, quote_of
from workspace.db import db, now
from workspace.differences import differences
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness
from workspace.reporting.models import ProgrammeReport, ReportKind, ReportSection, ReportState
from workspace.times import today

NEW = "/programmas/samen-in-linde/verslagen/nieuw"
LIST = "/programmas/samen-in-linde/verslagen"
YEAR = today().year


def wanted(**fields):
    return {"kind": "progress", "year": str(YEAR), "openness": "partners", **fields}


def reports():
    return db.session.scalars(select(ProgrammeReport).order_by(ProgrammeReport.id)).all()


@pytest.fixture
def report(board, tess):
    return make_report(board, tess)


@pytest.fixture
def section(report, board):
    return make_section(report, board)


def at(section):
    return f"/verslagen/{section.report_id}/onderdelen/{section.id}"


@pytest.mark.parametrize("kind", [kind.value for kind in ReportKind])
def test_the_team_makes_each_kind_of_report_from_the_facts(client, board, initiative, tess, kind):
    answer = client.sign_in(tess).post(NEW, data=wanted(kind=kind))
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert page.status_code == 200
    (made,) = reports()
    assert made.kind == kind
    assert str(YEAR) in made.title
    assert made.title in client.get(LIST).text
    assert db.session.scalar(select(func.count(ReportSection.id))) > 0


def test_a_plan_is_due_on_the_first_of_october_before(client, board, tess):
    client.sign_in(tess).post(NEW, data=wanted(kind="plan", year=str(YEAR + 1)))
    assert reports()[0].due_on.isoformat() == f"{YEAR}-10-01"
    assert f"1 oktober {YEAR}" in client.get(LIST).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": ""}, "Kies een van de antwoorden."),
        ({"kind": "roman"}, "Kies een van de antwoorden."),
        ({"year": ""}, "Vul een jaar in, of een eerste en een laatste dag."),
        ({"year": "veel"}, "Vul een jaar in"),
        ({"year": "99999"}, "tussen 1900 en 2200"),
        ({"year": "", "starts_on": "2026-05-01"}, "Vul een jaar in, of"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "na de eerste komt"),
        ({"title": "a" * 161}, "Maak de tekst korter"),
        ({"openness": "god"}, "Kies een van de antwoorden."),
    ],
)
def test_mistakes_are_told(client, board, tess, fields, said):
    page = client.sign_in(tess).post(NEW, data=wanted(**fields))
    assert page.status_code == 422
    assert said in page.text
    assert not reports()


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "olaf", "prisca", "coby", "karin", "ada", "otto"])
def test_others_make_none(client, request, board, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, data=wanted()).status_code == 403
    assert not reports()


def test_sent_twice_it_is_made_once(client, board, tess):
    client.sign_in(tess)
    first, second = (client.post(NEW, data=wanted(once="een-sleutel")) for _ in range(2))
    assert first.location == second.location
    assert len(reports()) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("nico", 404), ("ada", 404), ("otto", 404), ("paul", 404), ("coby", 404), ("karin", 200), ("tess", 200)],
)
def test_a_draft_is_for_who_writes_in_it(client, request, report, section, who, status):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/verslagen/{report.id}").status_code == status
    assert (report.title in client.get(LIST).text) == (status == 200)
    for path in ("controle", "vastgesteld.json", "cijfers/1.csv", f"onderdelen/{section.id}/reacties"):
        assert client.get(f"/verslagen/{report.id}/{path}").status_code == 404 or status == 200


def test_a_visitor_finds_no_draft(client, report):
    assert client.get(f"/verslagen/{report.id}").status_code == 404
    assert report.title not in client.get(LIST).text


@pytest.mark.parametrize(("who", "status"), [("nico", 404), ("paul", 200), ("coby", 200), ("prisca", 200)])
def test_what_is_out_is_for_insiders(client, request, board, tess, who, status):
    report = make_report(board, tess, state=ReportState.OUT, react_by=today())
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/verslagen/{report.id}").status_code == status


def test_a_theme_lead_writes_the_section_of_the_own_board_alone(client, report, section, programme, karin):
    other = make_section(report, cast.make_board("Dementie", programme), key="anders", position=1)
    client.sign_in(karin)
    assert client.get(at(section)).status_code == 200
    assert client.post(at(section), data={"words": "Van Karin.", "version": 1}).status_code == 303
    for address in (at(other), f"{at(other)}/keuze"):
        assert client.post(address, data={"words": "Van Karin.", "choice": "take"}).status_code == 403
    assert client.get(at(other)).status_code == 403
    for path in ("verversing", "rondsturen", "gegevens", "vaststelling"):
        assert client.post(f"/verslagen/{report.id}/{path}").status_code == 403
    page = client.get(f"/verslagen/{report.id}").text
    assert "Van Karin." in page
    assert f'href="{at(other)}"' not in page
    assert cast.reloaded(other).edited is None


def test_a_section_of_another_report_is_not_found(client, report, section, board, tess):
    other = make_report(board, tess)
    address = f"/verslagen/{other.id}/onderdelen/{section.id}"
    assert client.sign_in(tess).get(address).status_code == 404
    assert client.post(address, data={"words": "Weg", "version": 1}).status_code == 404


def test_two_who_edit_see_each_other(client, section, tess, marja):
    assert (
        client.sign_in(tess).post(at(section), data={"words": "Van Tess.", "version": 1}).status_code == 303
    )
    page = client.sign_in(marja).post(at(section), data={"words": "Van Marja.", "version": 1})
    assert page.status_code == 409
    assert "Van Tess." in page.text
    assert "Van Marja." in page.text
    assert cast.reloaded(section).edited == "Van Tess."


def test_a_megabyte_of_text_is_refused(client, section, tess):
    for size in (20_001, 1_000_000):
        page = client.sign_in(tess).post(at(section), data={"words": "a" * size, "version": 1})
        assert page.status_code in {413, 422}
    assert cast.reloaded(section).edited is None


def test_hostile_text_stays_text(client, report, section, tess):
    words = "<script>alert(1)</script>\n\n- =1+1\n- {{ 7*7 }}"
    client.sign_in(tess).post(at(section), data={"words": words, "version": 1})
    page = client.get(f"/verslagen/{report.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


@pytest.fixture
def edited(client, board, tess):
    """A section that was edited, and refreshed after that."""
    answer = client.sign_in(tess).post(NEW, data=wanted())
    report_id = reports()[0].id
    sections = db.session.scalars(
        select(ReportSection).where(ReportSection.report_id == report_id, ReportSection.drawn != "").limit(2)
    ).all()
    for section in sections:
        section.drawn = "Zo was het drie maanden geleden."
    db.session.commit()
    mine, other = (section.id for section in sections)
    address, version = at(sections[0]), sections[0].version
    client.post(address, data={"words": "Zo zag ik het.", "version": version})
    assert client.post(f"/verslagen/{report_id}/verversing").status_code == 303
    return SimpleNamespace(mine=mine, other=other, address=address, report=answer.location)


def now_of(number):
    """Return a section as it is now."""
    return db.session.get(ReportSection, number, populate_existing=True)


def test_what_was_edited_stays_when_the_facts_are_refreshed(client, edited):
    assert now_of(edited.mine).edited == "Zo zag ik het."
    assert now_of(edited.other).drawn != "Zo was het drie maanden geleden."
    assert "feiten zijn veranderd" in client.get(edited.report).text
    page = client.get(edited.address).text
    for words in ("<del>", "<ins>", "Zo zag ik het."):
        assert words in page
    seen = now_of(edited.mine).version
    client.post(f"{edited.report}/verversing")  # twice: nothing more changed
    assert now_of(edited.mine).version == seen


def test_one_keeps_the_own_words_or_takes_the_new(client, edited):
    address, version = f"{edited.address}/keuze", now_of(edited.mine).version
    stale = client.post(address, data={"choice": "take", "version": version - 1})
    assert stale.status_code == 409
    assert client.post(address, data={"choice": "allebei", "version": version}).status_code == 422
    assert client.post(address, data={"choice": "keep", "version": version}).status_code == 303
    assert now_of(edited.mine).edited == "Zo zag ik het."
    assert "feiten zijn veranderd" not in client.get(edited.report).text
    version = now_of(edited.mine).version
    assert client.post(address, data={"choice": "take", "version": version}).status_code == 303
    assert now_of(edited.mine).edited is None
    assert "Zo zag ik het." not in client.get(edited.report).text


def test_words_as_drawn_are_not_edited(client, section, tess):
    client.sign_in(tess).post(at(section), data={"words": "Anders.", "version": 1})
    client.post(at(section), data={"words": "Er is soep.", "version": 2})
    assert cast.reloaded(section).edited is None


def test_what_is_taken_back_leaves_a_draft_at_once(client, board, tess, report):
    moment = make_moment(board, tess, MomentKind.QUOTE, SOUP, said_by="Mieke Jansen")
    section = make_section(report, board, quote_of(moment), drawn=f"Mieke Jansen zei: {SOUP}")
    client.sign_in(tess)
    page = client.get(f"/verslagen/{report.id}").text
    assert SOUP in page
    moment.withdrawn_at = now()
    cast.save(moment)
    for address in (f"/verslagen/{report.id}", at(section)):
        page = client.get(address).text
        assert SOUP not in page
        assert "Mieke" not in page
    assert "[citaat ingetrokken]" in client.get(f"/verslagen/{report.id}").text


def test_the_title_and_the_readers_are_changed(client, report, section, tess):
    client.sign_in(tess)
    address = f"/verslagen/{report.id}/gegevens"
    assert report.title in client.get(address).text
    fields = {"title": "Ons jaar", "openness": "public", "version": 1}
    assert client.post(address, data=fields).status_code == 303
    assert (cast.reloaded(report).title, cast.reloaded(report).openness) == ("Ons jaar", Openness.PUBLIC)
    assert client.post(address, data={**fields, "title": "Jouw jaar"}).status_code == 409
    assert client.post(address, data={**fields, "title": " "}).status_code == 422


def test_the_page_takes_as_many_queries_for_a_long_report(client, queries, report, board, tess):
    client.sign_in(tess)
    counts = []
    for number in range(2):
        for position in range(5):
            make_section(report, board, key=f"k{number}{position}", position=position)
        client.get(f"/verslagen/{report.id}")
        queries.clear()
        client.get(f"/verslagen/{report.id}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_differences_are_told_word_by_word():
    pieces = differences("Er is soep.\nEn brood.", "Er is verse soep.\nEn brood.")
    assert [(piece.kind, piece.text.strip()) for piece in pieces] == [
        ("same", "Er is"),
        ("new", "verse"),
        ("same", "soep.\nEn brood."),
    ]
    assert differences("", "") == []
    long = "woord " * 5000
    assert (
        "".join(piece.text for piece in differences(long, long + "x") if piece.kind != "gone") == long + "x"
    )
