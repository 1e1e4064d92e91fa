"""Which reports a person may know about, loading one, and the list of a programme."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from workspace.access import Actor
from workspace.db import db
from workspace.programmes.models import Openness, Programme
from workspace.reporting.models import (
    ProgrammeReport,
    ReportKind,
    ReportSection,
    ReportState,
    SectionRemark,
)

AT_MOST = 100  # a programme makes about five a year


class ReportRow(NamedTuple):
    """A report as lists show it."""

    id: int
    kind: ReportKind
    title: str
    starts_on: date
    ends_on: date
    due_on: date | None
    openness: Openness
    state: ReportState
    number: int
    react_by: date | None
    replaced_by_id: int | None


class Version(NamedTuple):
    """Another version of the same account."""

    id: int
    number: int
    state: ReportState


def visible_reports(actor: Actor) -> Select[ProgrammeReport]:
    """Return every report this person may know about, joined with its programme.

    A draft is for who may write in it, one that is out for reaction for insiders, and one that was adopted
    for them, or for everybody when it is public and its programme is.
    """
    writes_in = actor.team_of | actor.manages | actor.leads_in
    inside = ProgrammeReport.programme_id.in_(actor.insider_in)
    for_all = and_(ProgrammeReport.openness == Openness.PUBLIC, Programme.openness == Openness.PUBLIC)
    adopted = ProgrammeReport.state == ReportState.ADOPTED
    return (
        select(ProgrammeReport)
        .join(Programme, Programme.id == ProgrammeReport.programme_id)
        .where(
            or_(
                ProgrammeReport.programme_id.in_(writes_in),
                and_(ProgrammeReport.state != ReportState.DRAFT, inside),
                and_(adopted, for_all),
            )
        )
    )


def get_report(report_id: int, actor: Actor, *, to_change: bool = False) -> ProgrammeReport:
    """Return a report with its programme and who adopted it; raise NoResultFound when it is out of sight.

    `to_change` holds it until this request ends, so that two people take turns.
    """
    query = (
        visible_reports(actor)
        .where(ProgrammeReport.id == report_id)
        .options(contains_eager(ProgrammeReport.programme), joinedload(ProgrammeReport.adopted_by))
    )
    if to_change:
        query = query.with_for_update(of=ProgrammeReport).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def get_section(section_id: int, report: ProgrammeReport) -> ReportSection:
    """Return one section of this report; raise NoResultFound."""
    query = select(ReportSection).where(ReportSection.id == section_id, ReportSection.report_id == report.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_sections(report: ProgrammeReport) -> list[ReportSection]:
    """Return the sections of a report as they are now, in order."""
    query = (
        select(ReportSection)
        .where(ReportSection.report_id == report.id)
        .order_by(ReportSection.position, ReportSection.id)
    )
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def list_reports(programme: Programme, actor: Actor) -> list[ReportRow]:
    """Return the reports of a programme that this person sees, the last period first, new versions first."""
    newer = aliased(ProgrammeReport)
    shown_newer = visible_reports(actor).with_only_columns(ProgrammeReport.id)
    query: Any = (
        visible_reports(actor)
        .where(ProgrammeReport.programme_id == programme.id)
        .outerjoin(newer, and_(newer.replaces_id == ProgrammeReport.id, newer.id.in_(shown_newer)))
        .with_only_columns(
            ProgrammeReport.id,
            ProgrammeReport.kind,
            ProgrammeReport.title,
            ProgrammeReport.starts_on,
            ProgrammeReport.ends_on,
            ProgrammeReport.due_on,
            ProgrammeReport.openness,
            ProgrammeReport.state,
            ProgrammeReport.number,
            ProgrammeReport.react_by,
            newer.id,
        )
        .order_by(ProgrammeReport.ends_on.desc(), ProgrammeReport.id.desc())
        .limit(AT_MOST)
    )
    return [ReportRow(*row) for row in db.session.execute(query)]


def find_versions(report: ProgrammeReport, actor: Actor) -> tuple[Version | None, Version | None]:
    """Return the version that this one replaces and the one that replaces it, as far as they are in sight."""
    query = (
        visible_reports(actor)
        .where(
            or_(ProgrammeReport.id == report.replaces_id, ProgrammeReport.replaces_id == report.id),
        )
        .with_only_columns(ProgrammeReport.id, ProgrammeReport.number, ProgrammeReport.state)
    )
    found = [Version(*row) for row in db.session.execute(query)]
    before = next((version for version in found if version.id == report.replaces_id), None)
    return before, next((version for version in found if version.id != report.replaces_id), None)


def count_remarks(report: ProgrammeReport) -> dict[int, tuple[int, int]]:
    """Return per section how many remarks there are, and how many of them wait for an answer."""
    open_ones = func.count(SectionRemark.id).filter(SectionRemark.done.is_(None))
    query = (
        select(SectionRemark.section_id, func.count(SectionRemark.id), open_ones)
        .join(ReportSection, ReportSection.id == SectionRemark.section_id)
        .where(ReportSection.report_id == report.id)
        .group_by(SectionRemark.section_id)
    )
    return {section: (number, waiting) for section, number, waiting in db.session.execute(query)}
