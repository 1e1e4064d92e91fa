"""Saying that something is wrong with what somebody wrote."""

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.initiatives.actions import open_case_about
from workspace.initiatives.models import Case, ReportReason
from workspace.moderation import policy
from workspace.moderation.models import Report
from workspace.moderation.queries.learned import Reported


def report_thing(thing: Reported, *, reason: ReportReason, words: str = "", by: Actor) -> Report:
    """Add a report and put the thing in the queue; who has one open there gets that one back.

    The first report is told to those who moderate, and then only what is new (`is_new_to_moderators`).
    """
    require(policy.may_report(by, thing.makers) and not thing.is_hidden)
    case = open_case_about(thing.about, **thing.subject)
    mine = select(Report).where(
        Report.case_id == case.id, Report.reported_by_id == by.id, Report.handled_at.is_(None)
    )
    if (found := db.session.scalar(mine)) is not None:
        return found
    report = Report(case_id=case.id, reported_by_id=by.signed_in_id(), reason=reason, words=words)
    db.session.add(report)
    is_told = _is_new(case, thing, reason)
    case.waits_since = case.waits_since or now()
    record(
        "report_made" if is_told else "report_repeated",
        by=by,
        programme_id=thing.place.programme_id,
        board_id=thing.event_board_id,
        initiative_id=thing.initiative.id if thing.initiative else None,
        subject_id=case.id,
    )
    return report


def _is_new(case: Case, thing: Reported, reason: ReportReason) -> bool:
    return policy.is_new_to_moderators(
        reason,
        is_waiting=case.waits_since is not None,
        was_judged=case.rounds > 0,
        judged_reasons=case.judged_reasons,
        text_changed=case.judged_text != thing.digest,
    )
