"""Moving an initiative to another stage."""

from collections.abc import Sequence

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import add_word, tell
from workspace.initiatives.models import Initiative, Stage, StartedAnyway, StartQuestion
from workspace.initiatives.queries.starting import list_open_questions


class NotClearYet(Exception):
    """It begins while these questions are not clear, and nobody said why yet."""

    def __init__(self, questions: Sequence[StartQuestion]) -> None:
        super().__init__(", ".join(questions))
        self.questions = tuple(questions)


def move_initiative(
    initiative: Initiative, *, to: Stage, word: str = "", anyway: str = "", by: Actor
) -> bool:
    """Move an initiative to another stage, reopening it if it had ended; return whether it moved.

    Moving it to where it already is does nothing. The word, if any, becomes news for its followers. When it
    begins while not all is clear, `anyway` says why it does; raise NotClearYet when that is not said (N9).
    """
    require(policy.may_move(by, initiative, to))
    if initiative.stage == to:
        return False
    asked = policy.explains_a_start(by, initiative, to)
    not_clear = list_open_questions(initiative.id) if asked else ()
    if not_clear and not anyway:
        raise NotClearYet(not_clear)
    before, initiative.stage = initiative.stage, to
    if before.is_end:
        initiative.outcome = initiative.end_reason = initiative.lesson = ""
        initiative.ended_on = None
    if word:
        add_word(initiative, word, by=by)
    tell("initiative_moved", initiative, by=by, from_stage=before.value, to_stage=to.value)
    if not_clear:
        _start_anyway(initiative, not_clear, reason=anyway, by=by)
    return True


def _start_anyway(
    initiative: Initiative, questions: Sequence[StartQuestion], *, reason: str, by: Actor
) -> None:
    """Keep why it begins while these questions are not clear."""
    role, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    start = StartedAnyway(
        initiative_id=initiative.id,
        reason=reason,
        open_questions=[question.value for question in questions],
        made_by_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
    )
    db.session.add(start)
    db.session.flush()  # the event needs its id
    tell("started_anyway", initiative, by=by, subject_id=start.id, reason=reason)
