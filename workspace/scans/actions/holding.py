"""Holding a borgingsscan: opening it, answering, and closing it.

All expect the initiative to be held (get_initiative_to_change), so that people take turns and there is one
outcome.
"""

from collections.abc import Mapping

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.borging.models import AspectCode
from workspace.db import change_rows, db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.starting import has_joined
from workspace.scans import policy
from workspace.scans.models import Scan, ScanAnswer
from workspace.scans.queries.answers import answers_of
from workspace.scans.queries.scans import find_open_scan, has_answers

Answers = Mapping[AspectCode, int | None]  # None is "weet ik niet"; a question left out was not answered


class ScanClosed(Exception):
    """The scan was closed before this was sent."""


class NothingAnswered(ValueError):
    """There is no answer to keep, or none to close a scan with."""


def open_scan(initiative: Initiative, *, by: Actor) -> Scan:
    """Open a scan, or return the one that is open: there is one at most."""
    require(policy.may_open_scan(by, initiative))
    scan = find_open_scan(initiative)
    if scan is None:
        scan = Scan(initiative_id=initiative.id, opened_by_id=by.signed_in_id())
        db.session.add(scan)
        db.session.flush()  # what is told names it
        tell("scan_opened", initiative, by=by, subject_id=scan.id)
    return scan


def answer_scan(initiative: Initiative, scan: Scan, answers: Answers, *, by: Actor) -> None:
    """Keep what somebody answers, in place of what they answered before, in the role they have now.

    Raise ScanClosed when it is closed, NothingAnswered when there is no answer at all. That somebody answered
    is told among partners, what they answered is told to nobody.
    """
    require(policy.may_answer_scan(by, initiative, has_joined=has_joined(initiative, by)))
    if scan.closed_at is not None:
        raise ScanClosed
    if not answers:
        raise NothingAnswered
    before = answers_of(scan.id, by)
    if before == answers:
        return
    role, _ = by.hat(initiative.programme_id, initiative.board_id)
    mine = (ScanAnswer.scan_id == scan.id, ScanAnswer.user_id == by.signed_in_id())
    change_rows(delete(ScanAnswer).where(*mine))
    db.session.add_all(
        ScanAnswer(scan_id=scan.id, user_id=by.signed_in_id(), question=question, value=value, role=role)
        for question, value in answers.items()
    )
    verb = "scan_answer_changed" if before else "scan_answered"
    tell(verb, initiative, by=by, subject_id=scan.id, is_public=False)


def close_scan(initiative: Initiative, scan: Scan, *, by: Actor) -> None:
    """Close a scan, once; raise NothingAnswered when nobody answered yet."""
    require(policy.may_close_scan(by, initiative))
    if scan.closed_at is not None:
        return
    if not has_answers(scan):
        raise NothingAnswered
    scan.closed_at = now()
    tell("scan_closed", initiative, by=by, subject_id=scan.id)
