"""A plan says per theme what it wants and for how much, against the means of that year (N29)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.db import db
from workspace.documents_json import from_json
from workspace.programmes.models import Openness, Programme, YearMeans
from workspace.reporting.actions.planning import LINES_AT_MOST
from workspace.reporting.models import PlanLine, ProgrammeReport, ReportKind, ReportSection, ReportState

YEAR = 2027


@pytest.fixture
def plan(client, programme, board, marja) -> ProgrammeReport:
    """A draft of a plan for 2027, made as people make it."""
    cast.save(YearMeans(programme_id=programme.id, year=YEAR, money_cents=100_000, fte_hundredths=50))
    fields = {"kind": "plan", "year": str(YEAR), "openness": "partners"}
    made = client.sign_in(marja).post(f"/programmas/{programme.slug}/verslagen/nieuw", data=fields)
    assert made.status_code == 303
    return read(ProgrammeReport)


def read(kind: type[Any]) -> Any:
    """Return the one row of its kind, to be used in later requests."""
    found = db.session.query(kind).populate_existing().one()
    db.session.commit()
    db.session.expunge_all()
    return found


def lines() -> list[tuple[str, int]]:
    found = select(PlanLine.what, PlanLine.cents).order_by(PlanLine.position, PlanLine.id)
    return [(what, cents) for what, cents in db.session.execute(found)]


def address(plan: ProgrammeReport, board: Any, *more: object) -> str:
    return "/".join(["/verslagen", str(plan.id), "begroting", str(board.id), *map(str, more)])


def section(key: str, board_id: int | None) -> ReportSection:
    found = db.session.query(ReportSection).populate_existing()
    return found.filter_by(key=key, board_id=board_id).one()


def test_a_theme_lead_adds_lines_and_sees_the_sum_against_the_means(client, plan, board, karin):
    client.sign_in(karin)
    for what, amount in (("Zaalhuur", "600"), ("Soep", "1.500,50")):
        answer = client.post(address(plan, board), data={"what": what, "amount": amount})
        assert answer.location == address(plan, board)
    assert lines() == [("Zaalhuur", 600_00), ("Soep", 1_500_50)]
    page = client.get(address(plan, board)).text
    assert "€ 2.100,50" in page.replace("\xa0", " ")
    assert "€ 1.000" in page
    assert "€ 1.100,50 meer dan er is" in page.replace("\xa0", " ")


def test_the_plan_leads_to_the_budgets_that_one_may_fill_in(client, karin, plan, programme, board, marja):
    other = cast.make_board("Opvoeding", programme)
    mine, theirs, report = address(plan, board), address(plan, other), f"/verslagen/{plan.id}"
    client.sign_in(marja).post(f"{report}/verversing")
    page = client.get(report).text
    assert mine in page
    assert theirs in page
    page = client.sign_in(karin).get(report).text
    assert mine in page
    assert theirs not in page


def test_the_plan_shows_its_lines_at_once_and_edited_words_stay(client, plan, board, marja):
    shown = section("lines", board.id)
    before = shown.drawn
    shown.edited, shown.edited_from = "Onze eigen woorden.", before
    cast.save(shown)
    client.sign_in(marja).post(address(plan, board), data={"what": "Zaalhuur", "amount": "600"})
    after = section("lines", board.id)
    assert (after.edited, after.edited_from) == ("Onze eigen woorden.", before)
    assert "600" in after.drawn
    [table] = from_json(after.figures)
    assert table.rows[0][0] == "Zaalhuur"
    assert "€\xa0600" in section("budget", None).drawn


def test_a_line_is_changed_and_taken_out(client, plan, board, tess):
    client.sign_in(tess).post(address(plan, board), data={"what": "Zaalhuur", "amount": "600"})
    line = read(PlanLine)
    assert 'value="600"' in client.get(address(plan, board, line.id)).text
    fields = {"what": "Zaal en koffie", "amount": "750,5", "version": str(line.version)}
    client.post(address(plan, board, line.id), data=fields)
    assert lines() == [("Zaal en koffie", 750_50)]
    client.post(address(plan, board, line.id, "weg"), data={})
    assert lines() == []
    assert "nog geen bedragen" in section("lines", board.id).drawn


@pytest.mark.parametrize("amount", ["", "-5", "veel", "1.50,5", "1e9", "20.000.000,01", "٣"])
def test_an_odd_amount_is_asked_again_with_what_was_typed(client, plan, board, marja, amount):
    answer = client.sign_in(marja).post(
        address(plan, board), data={"what": "Zaal <b>huur</b>", "amount": amount}
    )
    assert answer.status_code == 422
    assert "Zaal &lt;b&gt;huur&lt;/b&gt;" in answer.text
    assert lines() == []


def test_a_line_without_words_is_asked_again(client, plan, board, marja):
    assert client.sign_in(marja).post(address(plan, board), data={"amount": "5"}).status_code == 422


def test_a_theme_lead_of_another_board_and_a_partner_may_not(
    client, plan, board, programme, karin, paul, nico
):
    other = cast.make_board("Opvoeding", programme)
    fields = {"what": "Zaalhuur", "amount": "600"}
    assert client.sign_in(karin).get(address(plan, other)).status_code == 403
    assert client.post(address(plan, other), data=fields).status_code == 403
    for stranger in (paul, nico):  # a draft is for who writes in it
        assert client.sign_in(stranger).get(address(plan, board)).status_code == 404
        assert client.post(address(plan, board), data=fields).status_code == 404
    assert lines() == []


def test_only_plans_have_lines_on_themes_of_their_own_programme(client, plan, board, otto, marja):
    client.sign_in(marja)
    report = cast.save(
        ProgrammeReport(
            programme_id=board.programme_id, kind=ReportKind.PROGRESS, title="Voortgang", made_by_id=marja.id,
            starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
        )
    )  # fmt: skip
    assert client.get(address(report, board)).status_code == 404
    elsewhere = cast.make_board("Elders", db.session.query(Programme).filter_by(name="Samen in Wilg").one())
    assert client.get(address(plan, elsewhere)).status_code == 404


def test_somebody_else_was_first(client, plan, board, marja):
    client.sign_in(marja).post(address(plan, board), data={"what": "Zaalhuur", "amount": "600"})
    line = read(PlanLine)
    stale = {"what": "Mijn woorden", "amount": "1", "version": str(line.version)}
    client.post(address(plan, board, line.id), data={**stale, "what": "Zaal"})
    answer = client.post(address(plan, board, line.id), data=stale)
    assert answer.status_code == 409
    assert "Mijn woorden" in answer.text
    assert lines() == [("Zaal", 1_00)]


def test_sent_twice_it_is_added_once(client, plan, board, marja):
    client.sign_in(marja)
    fields = {"what": "Zaalhuur", "amount": "600", "once": "k" * 22}
    first, second = (client.post(address(plan, board), data=fields) for _ in range(2))
    assert first.location == second.location
    assert lines() == [("Zaalhuur", 600_00)]


def test_an_adopted_plan_no_longer_changes(client, plan, board, marja):
    client.sign_in(marja).post(address(plan, board), data={"what": "Zaalhuur", "amount": "600"})
    line = read(PlanLine)
    report = read(ProgrammeReport)
    report.state = ReportState.ADOPTED
    cast.save(report)
    fields = {"what": "Meer", "amount": "900", "version": str(line.version)}
    assert client.post(address(plan, board), data=fields).status_code == 409
    assert client.post(address(plan, board, line.id), data=fields).status_code == 409
    assert client.post(address(plan, board, line.id, "weg"), data={}).status_code == 409
    assert lines() == [("Zaalhuur", 600_00)]
    page = client.get(address(plan, board)).text
    assert "Dit plan is vastgesteld" in page
    assert "Toevoegen" not in page


def test_a_theme_has_a_limit_of_lines(client, plan, board, marja):
    for number in range(LINES_AT_MOST):
        db.session.add(
            PlanLine(report_id=plan.id, board_id=board.id, position=number, what=f"Regel {number}", cents=1)
        )
    db.session.commit()
    answer = client.sign_in(marja).post(address(plan, board), data={"what": "Nog een", "amount": "1"})
    assert answer.status_code == 422
    assert len(lines()) == LINES_AT_MOST


def test_who_add_at_once_are_all_in_the_budget(app, client, plan, board, marja):
    client.sign_in(marja)
    here = address(plan, board)
    answers = all_at_once(
        app, marja, lambda client, n: client.post(here, data={"what": f"Regel {n}", "amount": "5"})
    )
    assert {answer.status_code for answer in answers} == {303}
    assert len(lines()) == AT_ONCE
    table = from_json(section("lines", board.id).figures)[0]
    assert table.rows[-1] == ("Samen", f"€\xa0{5 * AT_ONCE}"), "the section shows them all"


def test_a_public_plan_tells_nothing_of_boards_for_partners(client, plan, programme, marja):
    hidden = cast.make_board("Achter de schermen", programme, openness=Openness.PARTNERS)
    report = read(ProgrammeReport)
    report.openness = Openness.PUBLIC
    cast.save(report)
    client.sign_in(marja).post(address(plan, hidden), data={"what": "Stil", "amount": "5"})
    assert lines() == [("Stil", 5_00)]
    assert "Achter de schermen" not in section("budget", None).figures
