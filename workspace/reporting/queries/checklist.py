"""What a progress report needs before it is adopted: of each theme a success and an obstacle (N27)."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from workspace.access import VISITOR
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.queries.sight import moments_in_place, shown_moments
from workspace.programmes.models import Openness
from workspace.reporting.models import NothingToTell, ProgrammeReport, ReportKind


class Side(NamedTuple):
    """One side of what is told of a theme: its successes, or its obstacles.

    `reason` is why there is none, when somebody said so.
    """

    board_id: int
    board: str
    slug: str
    is_about_obstacles: bool
    number: int
    reason: str | None

    @property
    def is_told(self) -> bool:
        return self.number > 0 or self.reason is not None


def asks_for_both(report: ProgrammeReport) -> bool:
    """Tell whether this form of account names successes and obstacles of every theme: the progress report."""
    return report.kind == ReportKind.PROGRESS


def list_sides(report: ProgrammeReport) -> list[Side]:
    """Return both sides of each theme of the programme, in the order of its boards; empty for other forms.

    What counts is a learning moment of the period that was published and not taken back. A report for
    everybody names no theme and counts no moment that is for partners only.
    """
    if not asks_for_both(report):
        return []
    themes = visible_boards(VISITOR) if report.openness == Openness.PUBLIC else select(Board)
    query: Any = (
        themes.where(Board.programme_id == report.programme_id)
        .with_only_columns(Board.id, Board.title, Board.slug)
        .order_by(Board.position, Board.id)
    )
    boards = db.session.execute(query).all()
    numbers, reasons = _count_moments(report), _read_reasons(report)
    return [
        Side(number, title, slug, about, numbers.get((number, about), 0), reasons.get((number, about)))
        for number, title, slug in boards
        for about in (False, True)
    ]


def list_missing(report: ProgrammeReport) -> list[Side]:
    """Return the sides that still keep a report from being adopted."""
    return [side for side in list_sides(report) if not side.is_told]


def _count_moments(report: ProgrammeReport) -> dict[tuple[int, bool], int]:
    moments = shown_moments(VISITOR) if report.openness == Openness.PUBLIC else moments_in_place()
    query: Any = (
        moments.where(
            LearningMoment.programme_id == report.programme_id,
            LearningMoment.kind.in_([MomentKind.SUCCESS, MomentKind.OBSTACLE]),
            LearningMoment.is_shown,
            LearningMoment.happened_on.between(report.starts_on, report.ends_on),
        )
        .with_only_columns(Board.id, LearningMoment.kind, func.count(LearningMoment.id))
        .group_by(Board.id, LearningMoment.kind)
    )
    return {(number, kind == MomentKind.OBSTACLE): found for number, kind, found in db.session.execute(query)}


def _read_reasons(report: ProgrammeReport) -> dict[tuple[int, bool], str]:
    query = select(NothingToTell.board_id, NothingToTell.is_about_obstacles, NothingToTell.reason).where(
        NothingToTell.report_id == report.id
    )
    return {(number, about): reason for number, about, reason in db.session.execute(query)}
