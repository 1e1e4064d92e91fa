"""Making a report of a period, and refreshing its facts: what people edited stays."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.documents import Block
from workspace.documents_json import to_json
from workspace.programmes.models import Openness, Programme
from workspace.reporting.models import (
    ProgrammeReport,
    ReportKind,
    ReportSection,
    SectionRemark,
)
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.reports import list_sections

TITLE = 160  # letters


class Drawn(Protocol):
    """A section as it is drawn from the facts (words.drawing.DrawnSection)."""

    @property
    def key(self) -> str: ...
    @property
    def board_id(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def figures(self) -> Sequence[Block]: ...


def make_report(
    programme: Programme,
    *,
    kind: ReportKind,
    title: str,
    starts_on: date,
    ends_on: date,
    due_on: date | None = None,
    openness: Openness = Openness.PARTNERS,
    sections: Sequence[Drawn],
    by: Actor,
) -> ProgrammeReport:
    """Add a draft of an account of a period, with these sections drawn from its facts."""
    require(policy.may_make_report(by, programme.id))
    report = ProgrammeReport(
        programme_id=programme.id,
        programme=programme,
        kind=kind,
        title=title[:TITLE],
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due_on,
        openness=openness,
        made_by_id=by.signed_in_id(),
    )
    db.session.add(report)
    db.session.flush()  # its sections and the event need its id
    for position, drawn in enumerate(sections):
        _add_section(report, drawn, position)
    tell_of_report("programme_report_made", report, by=by)
    return report


def refresh_report(report: ProgrammeReport, *, sections: Sequence[Drawn], by: Actor) -> None:
    """Let a report, which is held, show these facts: edited words stay, figures are new; raise Settled.

    A section of which the facts tell no more goes, unless somebody edited it or said something of it.
    """
    require(policy.may_write_report(by, report))
    refuse_when_settled(report)
    rows = {(row.key, row.board_id): row for row in list_sections(report)}
    for position, drawn in enumerate(sections):
        row = rows.pop((drawn.key, drawn.board_id), None)
        if row is None:
            _add_section(report, drawn, position)
            continue
        row.position, row.title = position, drawn.title[:TITLE]
        row.drawn, row.figures = drawn.words, to_json(tuple(drawn.figures))
    _let_go_of(list(rows.values()), len(sections))
    report.drawn_at = now()
    tell_of_report("programme_report_refreshed", report, by=by)


def _let_go_of(rows: list[ReportSection], first: int) -> None:
    remarks = select(SectionRemark.section_id).where(SectionRemark.section_id.in_([row.id for row in rows]))
    spoken_of = set(db.session.scalars(remarks)) if rows else set()
    for position, row in enumerate(rows, first):
        if row.edited is None and row.id not in spoken_of:
            db.session.delete(row)
        else:
            row.position, row.drawn, row.figures = position, "", "[]"


def _add_section(report: ProgrammeReport, drawn: Drawn, position: int) -> None:
    section = ReportSection(
        report_id=report.id,
        board_id=drawn.board_id,
        key=drawn.key,
        position=position,
        title=drawn.title[:TITLE],
        drawn=drawn.words,
        figures=to_json(tuple(drawn.figures)),
    )
    db.session.add(section)


def tell_of_report(
    verb: str,
    report: ProgrammeReport,
    *,
    by: Actor,
    subject_id: int | None = None,
    is_public: bool = False,
    **more: Any,
) -> None:
    """Record what happened to a report; its number goes along, so that who is told finds it."""
    record(
        verb,
        by=by,
        programme_id=report.programme_id,
        subject_id=subject_id,
        is_public=is_public,
        report=report.id,
        title=report.title,
        **more,
    )
