"""What reports ask of somebody: a reaction before a day, or an answer to what others said."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, func, literal, null, or_, select, union_all

from workspace.access import Actor
from workspace.db import db
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState, SectionRemark
from workspace.times import today

AT_MOST = 50


class WaitingReport(NamedTuple):
    """A report that waits for one's reaction until a day; or of which so many remarks wait for an answer."""

    id: int
    title: str
    react_by: date | None
    remarks: int


def list_waiting_reports(actor: Actor) -> list[WaitingReport]:
    """Return the reports that ask something of this person, in one query; none for who is no insider."""
    if not actor.insider_in:
        return []
    both = union_all(_to_react_to(actor), _to_answer(actor)).subquery("waiting")
    rows = db.session.execute(select(both).order_by(both.c.react_by, both.c.id).limit(AT_MOST))
    return [WaitingReport(*row) for row in rows]


def _to_react_to(actor: Actor) -> Any:
    """Who writes in it is not asked."""
    said = (
        select(SectionRemark.id)
        .join(ReportSection, ReportSection.id == SectionRemark.section_id)
        .where(ReportSection.report_id == ProgrammeReport.id, SectionRemark.author_id == actor.id)
        .exists()
    )
    asked_in = actor.insider_in - actor.team_of - actor.manages - actor.leads_in
    return select(
        ProgrammeReport.id.label("id"),
        ProgrammeReport.title.label("title"),
        ProgrammeReport.react_by.label("react_by"),
        literal(0, Integer).label("remarks"),
    ).where(
        ProgrammeReport.state == ReportState.OUT,
        ProgrammeReport.programme_id.in_(asked_in),
        ProgrammeReport.react_by >= today(),
        ~said,
    )


def _to_answer(actor: Actor) -> Any:
    steered = or_(
        ProgrammeReport.programme_id.in_(actor.team_of | actor.manages),
        ReportSection.board_id.in_(actor.leads),
    )
    return (
        select(ProgrammeReport.id, ProgrammeReport.title, null().cast(Date), func.count(SectionRemark.id))
        .join(ReportSection, ReportSection.report_id == ProgrammeReport.id)
        .join(SectionRemark, SectionRemark.section_id == ReportSection.id)
        .where(SectionRemark.done.is_(None), steered)
        .group_by(ProgrammeReport.id, ProgrammeReport.title)
    )
