"""What a progress report needs before it is adopted: of each theme a success and an obstacle (N27)."""

from typing import NamedTuple

from sqlalchemy import func, select

from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.learning.models import LearningMoment, MomentKind
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

    What counts is a learning moment of the period that was published and not taken back.
    """
    if not asks_for_both(report):
        return []
    boards = db.session.execute(
        select(Board.id, Board.title, Board.slug)
        .where(Board.programme_id == report.programme_id)
        .order_by(Board.position, Board.id)
    ).all()
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
    board = func.coalesce(Initiative.board_id, LearningMoment.board_id)
    query = (
        select(board, LearningMoment.kind, func.count(LearningMoment.id))
        .select_from(LearningMoment)
        .outerjoin(Initiative, Initiative.id == LearningMoment.initiative_id)
        .where(
            LearningMoment.programme_id == report.programme_id,
            LearningMoment.kind.in_([MomentKind.SUCCESS, MomentKind.OBSTACLE]),
            LearningMoment.is_shown,
            LearningMoment.happened_on.between(report.starts_on, report.ends_on),
        )
        .group_by(board, LearningMoment.kind)
    )
    return {(number, kind == MomentKind.OBSTACLE): found for number, kind, found in db.session.execute(query)}


def _read_reasons(report: ProgrammeReport) -> dict[tuple[int, bool], str]:
    query = select(NothingToTell.board_id, NothingToTell.is_about_obstacles, NothingToTell.reason).where(
        NothingToTell.report_id == report.id
    )
    return {(number, about): reason for number, about, reason in db.session.execute(query)}
