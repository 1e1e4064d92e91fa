"""What follows a low answer: one next step with somebody who sees to it, until it is done.

Both expect the initiative to be held (get_initiative_to_change), so that two people take turns.
"""

from dataclasses import dataclass
from datetime import date

from workspace.access import Actor, require
from workspace.borging.models import AspectCode
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.scans import policy
from workspace.scans.models import Scan, ScanStep
from workspace.scans.queries.scans import find_step, list_results


class StepNotAsked(ValueError):
    """The scan is still open, or the answers to this question are not low."""


@dataclass(frozen=True)
class NextStep:
    """What is done first, by whom, and before which day."""

    step: str
    due_on: date
    organisation_id: int | None = None
    person_id: int | None = None


def set_step(
    initiative: Initiative, scan: Scan, question: AspectCode, next_step: NextStep, *, by: Actor
) -> ScanStep:
    """Set the one next step after a low answer, or change it; raise StepNotAsked when none is asked."""
    require(policy.may_set_step(by, initiative))
    if scan.closed_at is None or not _asks_for_step(initiative, scan, question):
        raise StepNotAsked
    step = find_step(scan, question)
    if step is None:
        step = ScanStep(scan_id=scan.id, question=question, set_by_id=by.signed_in_id())
        db.session.add(step)
    step.step, step.due_on = next_step.step, next_step.due_on
    step.organisation_id, step.person_id = next_step.organisation_id, next_step.person_id
    db.session.flush()  # what is told names it
    tell("scan_step_set", initiative, by=by, subject_id=step.id, aspect=question.value)
    return step


def finish_step(initiative: Initiative, step: ScanStep, *, by: Actor) -> None:
    """Say that a step is done, once."""
    require(policy.may_finish_step(by, initiative, step))
    if step.done_at is not None:
        return
    step.done_at = now()
    tell("scan_step_done", initiative, by=by, subject_id=step.id, aspect=step.question.value)


def _asks_for_step(initiative: Initiative, scan: Scan, question: AspectCode) -> bool:
    found = next((result for result in list_results(initiative.id) if result.id == scan.id), None)
    return found is not None and any(low.code == question for low in found.low)
