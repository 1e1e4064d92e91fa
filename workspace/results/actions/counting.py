"""Telling what was counted, correcting it and taking it back."""

from dataclasses import asdict, dataclass
from datetime import date

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, Update
from workspace.results import policy
from workspace.results.models import Result


@dataclass(frozen=True)
class Counted:
    """Something that was counted: what, how many hundredths of which unit, and on which day."""

    what: str
    amount_hundredths: int
    unit: str
    on_day: date


def add_result(
    initiative: Initiative, counted: Counted, *, update: Update | None = None, by: Actor
) -> Result:
    """Add a result, in the role of who tells it, and return it. With news, the news is what is told."""
    require(policy.may_tell_results(by, initiative))
    role, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    result = Result(
        initiative_id=initiative.id,
        update_id=update.id if update else None,
        entered_by_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
        **asdict(counted),
    )
    db.session.add(result)
    db.session.flush()
    if update is None:
        tell("result_added", initiative, by=by, subject_id=result.id, counted=_words(counted))
    return result


def correct_result(result: Result, initiative: Initiative, counted: Counted, *, by: Actor) -> bool:
    """Let a result say this from now on; return whether it said something else.

    The event keeps what it said before.
    """
    require(policy.may_tell_results(by, initiative))
    before = Counted(result.what, result.amount_hundredths, result.unit, result.on_day)
    if before == counted:
        return False
    for name, value in asdict(counted).items():
        setattr(result, name, value)
    before_and_after = [_words(before), _words(counted)]
    tell("result_corrected", initiative, by=by, subject_id=result.id, changes=before_and_after)
    return True


def withdraw_result(result: Result, initiative: Initiative, *, by: Actor) -> None:
    """Take a result back: nobody sees it any more, and the row stays."""
    require(policy.may_tell_results(by, initiative))
    result.withdrawn_at = now()
    tell("result_withdrawn", initiative, by=by, subject_id=result.id)


def _words(counted: Counted) -> dict[str, str | int]:
    return {**asdict(counted), "on_day": counted.on_day.isoformat()}
