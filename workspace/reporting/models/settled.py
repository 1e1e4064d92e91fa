"""Once a report was adopted, everything that would change it comes too late."""

from workspace.reporting.models.reports import ProgrammeReport, ReportState


class Settled(Exception):
    """The report was adopted: from then on nothing in it changes."""


def refuse_when_settled(report: ProgrammeReport) -> None:
    """Raise Settled when the report, which is held, was adopted."""
    if report.state == ReportState.ADOPTED:
        raise Settled
