"""Changing what a report is called, when it is due and for whom it is."""

from collections.abc import Sequence
from datetime import date

from workspace.access import Actor, require
from workspace.programmes.models import Openness
from workspace.reporting.actions.drawing import Drawn, refresh_report, tell_of_report
from workspace.reporting.models import ProgrammeReport
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.policy import reports as policy


def change_report(
    report: ProgrammeReport,
    *,
    title: str,
    due_on: date | None,
    openness: Openness,
    sections: Sequence[Drawn] | None,
    by: Actor,
) -> None:
    """Change these facts of a report, which is held; raise Settled.

    For other readers other facts may be told: then `sections` are those drawn for them.
    """
    require(policy.may_write_report(by, report))
    refuse_when_settled(report)
    is_for_others = openness != report.openness
    if (title, due_on) == (report.title, report.due_on) and not is_for_others:
        return
    report.title, report.due_on, report.openness = title, due_on, openness
    tell_of_report("programme_report_changed", report, by=by)
    if is_for_others and sections is not None:
        refresh_report(report, sections=sections, by=by)
