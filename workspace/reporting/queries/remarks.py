"""What people said of the sections of a report, and what was done with it (N30)."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.advice.models import DoneWith
from workspace.db import db
from workspace.organisations.models import Organisation
from workspace.reporting.models import ProgrammeReport, ReportSection, SectionRemark
from workspace.reporting.queries.reports import get_report

AT_MOST = 500


class RemarkRow(NamedTuple):
    """What somebody said of a section, and what was done with it."""

    id: int
    section_id: int
    section: str
    board_id: int | None
    body: str
    author_id: int
    author: str
    role: Role
    organisation: str | None
    written_at: datetime
    done: DoneWith | None
    response: str
    responded_by: str | None
    responded_at: datetime | None


def list_remarks(report: ProgrammeReport, *, section_id: int | None = None) -> list[RemarkRow]:
    """Return the remarks on a report that the reader was shown, in the order of the report, oldest first."""
    query = _remarks().where(ReportSection.report_id == report.id)
    if section_id is not None:
        query = query.where(SectionRemark.section_id == section_id)
    return [RemarkRow(*row) for row in db.session.execute(query)]


def _remarks() -> Select[*tuple[Any, ...]]:
    answerer = aliased(User)
    return (
        select(
            SectionRemark.id, SectionRemark.section_id, ReportSection.title, ReportSection.board_id,
            SectionRemark.body, SectionRemark.author_id, User.name, SectionRemark.role, Organisation.name,
            SectionRemark.written_at, SectionRemark.done, SectionRemark.response, answerer.name,
            SectionRemark.responded_at,
        )
        .join(ReportSection, ReportSection.id == SectionRemark.section_id)
        .join(User, User.id == SectionRemark.author_id)
        .outerjoin(Organisation, Organisation.id == SectionRemark.organisation_id)
        .outerjoin(answerer, answerer.id == SectionRemark.responded_by_id)
        .order_by(ReportSection.position, ReportSection.id, SectionRemark.id)
        .limit(AT_MOST)
    )  # fmt: skip


def get_remark(remark_id: int, actor: Actor) -> tuple[SectionRemark, ReportSection, ProgrammeReport]:
    """Return a remark, its section and its report; raise NoResultFound when the report is out of sight.

    Remarks are for insiders also when the report is for everybody: the caller asks `policy.may_respond`.
    """
    query = (
        select(SectionRemark, ReportSection)
        .join(ReportSection, ReportSection.id == SectionRemark.section_id)
        .where(SectionRemark.id == remark_id)
        .execution_options(populate_existing=True)
    )
    remark, section = db.session.execute(query).one()
    return remark, section, get_report(section.report_id, actor)


def hold_remark(remark: SectionRemark) -> SectionRemark:
    """Return the same remark as it is now, held until this request ends, so that two people take turns."""
    query = select(SectionRemark).where(SectionRemark.id == remark.id).with_for_update(of=SectionRemark)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
