"""The address book of this feature's pages, and what its pages share."""

from flask import Blueprint, url_for

from workspace.access import require
from workspace.programmes.models import Openness, Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.reporting.models import ProgrammeReport
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.facts import read_facts
from workspace.reporting.queries.reports import get_report
from workspace.reporting.words.drawing import DrawnSection, draw_sections
from workspace.web import actor_here

bp = Blueprint("reporting", __name__)


def programme_of_writer(slug: str) -> Programme:
    """Return a programme in which this person makes reports."""
    programme = get_programme(slug, seen_by=actor_here())
    require(policy.may_make_report(actor_here(), programme.id))
    return programme


def written_report(report_id: int, *, to_change: bool = False) -> ProgrammeReport:
    """Return a report that this person writes as a whole."""
    report = get_report(report_id, actor_here(), to_change=to_change)
    require(policy.may_write_report(actor_here(), report))
    return report


def drawn_for(report: ProgrammeReport, *, openness: Openness | None = None) -> list[DrawnSection]:
    """Return the sections that the facts of its period give a report now, perhaps for other readers."""
    facts = read_facts(
        report.programme,
        report.starts_on,
        report.ends_on,
        openness=openness or report.openness,
        report_id=report.id,
    )
    return draw_sections(facts, report.kind)


def address_of(report: ProgrammeReport, mark: str = "") -> str:
    """Return the address of the page of a report, at a mark on it if there is one."""
    return url_for("reporting.report", report_id=report.id) + (f"#{mark}" if mark else "")
