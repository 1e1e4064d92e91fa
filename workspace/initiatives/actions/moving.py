"""Moving an initiative to another stage."""

from workspace.access import Actor, require
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import add_word, tell
from workspace.initiatives.models import Initiative, Stage


def move_initiative(initiative: Initiative, *, to: Stage, word: str = "", by: Actor) -> bool:
    """Move an initiative to another stage, reopening it if it had ended; return whether it moved.

    Moving it to where it already is does nothing. The word, if any, becomes news for its followers.
    """
    require(policy.may_move(by, initiative, to))
    if initiative.stage == to:
        return False
    before, initiative.stage = initiative.stage, to
    if before.is_end:
        initiative.outcome = initiative.end_reason = initiative.lesson = ""
        initiative.ended_on = None
    if word:
        add_word(initiative, word, by=by)
    tell("initiative_moved", initiative, by=by, from_stage=before.value, to_stage=to.value)
    return True
