"""The lines of a plan: of one theme, one of them, and the whole budget."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.programmes.models import YearMeans
from workspace.reporting.models import PlanLine, ProgrammeReport, ReportKind
from workspace.reporting.queries.facts import Budget, PlannedLine, Theme, Year
from workspace.reporting.queries.facts_period import period_of
from workspace.reporting.queries.reports import get_report


def get_plan(report_id: int, actor: Actor, *, to_change: bool = False) -> ProgrammeReport:
    """Return a plan with its programme, held when it is to change; raise NoResultFound for other reports."""
    report = get_report(report_id, actor, to_change=to_change)
    if report.kind != ReportKind.PLAN:
        raise NoResultFound
    return report


def get_theme(plan: ProgrammeReport, board_id: int, actor: Actor) -> Theme:
    """Return a theme of the programme of a plan; raise NoResultFound."""
    columns = (Board.id, Board.title, Board.ambition, Board.threshold)
    query: Any = visible_boards(actor).where(Board.id == board_id, Board.programme_id == plan.programme_id)
    return Theme._make(db.session.execute(query.with_only_columns(*columns)).one())


def list_lines(plan: ProgrammeReport, board_id: int) -> list[PlanLine]:
    """Return the lines on a theme, in order."""
    query = (
        select(PlanLine)
        .where(PlanLine.report_id == plan.id, PlanLine.board_id == board_id)
        .order_by(PlanLine.position, PlanLine.id)
    )
    return list(db.session.scalars(query))


def get_line(plan: ProgrammeReport, board_id: int, line_id: int) -> PlanLine:
    """Return one line on a theme as it is now; raise NoResultFound."""
    query = select(PlanLine).where(
        PlanLine.id == line_id, PlanLine.report_id == plan.id, PlanLine.board_id == board_id
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def read_budget(plan: ProgrammeReport) -> Budget:
    """Return the lines of a plan and the means of its years, as far as its readers may be told."""
    period = period_of(plan.programme, plan.starts_on, plan.ends_on, plan.openness)
    boards: Any = visible_boards(period.reader).where(Board.programme_id == plan.programme_id)
    themes = boards.with_only_columns(Board.id, Board.title, Board.ambition, Board.threshold)
    lines = (
        boards.join(PlanLine, PlanLine.board_id == Board.id)
        .where(PlanLine.report_id == plan.id)
        .with_only_columns(PlanLine.board_id, PlanLine.what, PlanLine.cents)
        .order_by(PlanLine.position, PlanLine.id)
    )
    years = select(YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths).where(
        YearMeans.programme_id == plan.programme_id
    )
    return Budget(
        plan.starts_on.year,
        plan.ends_on.year,
        tuple(
            Theme._make(row)
            for row in db.session.execute(themes.order_by(Board.position, Board.title, Board.id))
        ),
        tuple(Year._make(row) for row in db.session.execute(years)),
        tuple(PlannedLine._make(row) for row in db.session.execute(lines)),
    )
