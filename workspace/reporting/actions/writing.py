"""Editing the words of a section, and choosing between one's own and those that the facts give now."""

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.reporting.actions.drawing import tell_of_report
from workspace.reporting.models import NothingToTell, ProgrammeReport, ReportSection
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.policy import reports as policy


def edit_section(report: ProgrammeReport, section: ReportSection, *, words: str, by: Actor) -> None:
    """Let a section say this from now on; the report is held; raise Settled.

    Words that are those of the facts again count as not edited.
    """
    require(policy.may_edit_section(by, report, section))
    refuse_when_settled(report)
    if words == section.drawn:
        _give_back(section)
    else:
        section.edited, section.edited_from = words, section.drawn
        section.edited_by_id, section.edited_at = by.signed_in_id(), now()
    tell_of_report("programme_report_edited", report, by=by, section=section.id)


def keep_own_words(report: ProgrammeReport, section: ReportSection, *, by: Actor) -> None:
    """Keep the words that somebody wrote, having seen what the facts say now; raise Settled."""
    require(policy.may_edit_section(by, report, section))
    refuse_when_settled(report)
    if section.edited is not None:
        section.edited_from = section.drawn


def take_drawn_words(report: ProgrammeReport, section: ReportSection, *, by: Actor) -> None:
    """Let a section say again what the facts give, and nothing else; raise Settled."""
    require(policy.may_edit_section(by, report, section))
    refuse_when_settled(report)
    if section.edited is None:
        return
    _give_back(section)
    tell_of_report("programme_report_edited", report, by=by, section=section.id)


def _give_back(section: ReportSection) -> None:
    section.edited = section.edited_from = section.edited_by_id = section.edited_at = None


def say_nothing_to_tell(
    report: ProgrammeReport, *, board_id: int, is_about_obstacles: bool, reason: str, by: Actor
) -> None:
    """Say why a theme has no success or no obstacle to report (N27); the report is held; raise Settled."""
    require(policy.may_write_on(by, report, board_id))
    refuse_when_settled(report)
    said = db.session.scalars(
        select(NothingToTell).where(
            NothingToTell.report_id == report.id,
            NothingToTell.board_id == board_id,
            NothingToTell.is_about_obstacles == is_about_obstacles,
        )
    ).one_or_none()
    if said is None:
        said = NothingToTell(report_id=report.id, board_id=board_id, is_about_obstacles=is_about_obstacles)
        db.session.add(said)
    said.reason, said.said_by_id, said.said_at = reason, by.signed_in_id(), now()
    tell_of_report("programme_report_nothing_told", report, by=by, board=board_id)
