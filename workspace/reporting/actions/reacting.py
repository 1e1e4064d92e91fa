"""Sending a report round, hearing what others say of it, and saying what was done with that (N30)."""

from datetime import date

from workspace.access import Actor, require
from workspace.advice.models import DoneWith
from workspace.db import db, now
from workspace.reporting.actions.drawing import tell_of_report
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState, SectionRemark
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.policy import reports as policy


class NotOut(Exception):
    """The report is not out for reaction (any more)."""


def send_round(report: ProgrammeReport, *, react_by: date, by: Actor) -> None:
    """Ask everybody who takes part to react before the end of this day, or of another; raise Settled.

    They are told once, when it goes out, and again when it was not out yet on a later day.
    """
    require(policy.may_write_report(by, report))
    refuse_when_settled(report)
    if (report.state, report.react_by) == (ReportState.OUT, react_by):
        return
    is_first = report.state == ReportState.DRAFT
    report.state, report.react_by = ReportState.OUT, react_by
    report.out_at = report.out_at or now()
    verb = "programme_report_out" if is_first else "programme_report_out_longer"
    tell_of_report(verb, report, by=by, react_by=react_by.isoformat())


def remark_on(report: ProgrammeReport, section: ReportSection, *, body: str, by: Actor) -> SectionRemark:
    """Say something of a section of a report, which is held; raise NotOut, or Settled once it was adopted."""
    require(policy.may_remark(by, report))
    refuse_when_settled(report)
    if report.state != ReportState.OUT:
        raise NotOut
    role, organisation_id = by.hat(report.programme_id, section.board_id)
    remark = SectionRemark(
        section_id=section.id,
        body=body,
        author_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
    )
    db.session.add(remark)
    db.session.flush()  # its address needs its id
    tell_of_report("programme_report_remarked", report, by=by, remark=remark.id)
    return remark


def respond_to_remark(
    report: ProgrammeReport,
    section: ReportSection,
    remark: SectionRemark,
    *,
    done: DoneWith,
    response: str,
    by: Actor,
) -> None:
    """Say what was done with a remark, which is held, also after adoption; who made it is told."""
    require(policy.may_respond(by, report, section))
    if (done, response) == (remark.done, remark.response):
        return
    remark.done, remark.response = done, response
    remark.responded_by_id, remark.responded_at = by.signed_in_id(), now()
    # The events keep each answer; the subject is who made the remark, so that they hear of it.
    tell_of_report(
        "programme_report_answered",
        report,
        by=by,
        subject_id=remark.author_id,
        remark=remark.id,
        followed=done.value,
        response=response,
    )
