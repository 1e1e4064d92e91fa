"""Completing an initiative, or stopping it on purpose (N24)."""

from workspace.access import Actor, require
from workspace.clocks.actions import withdraw_questions
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import add_word, tell
from workspace.initiatives.models import Initiative, Stage
from workspace.times import today


def end_initiative(
    initiative: Initiative,
    *,
    stage: Stage,
    outcome: str,
    lesson: str,
    reason: str = "",
    thanks: str = "",
    by: Actor,
) -> None:
    """End an initiative on purpose, with what came of it, why, and what was learned; thanks become news."""
    require(policy.may_end(by, initiative) and stage.is_end)
    before, initiative.stage = initiative.stage, stage
    initiative.outcome, initiative.lesson, initiative.ended_on = outcome, lesson, today()
    initiative.end_reason = reason
    if thanks:
        add_word(initiative, thanks, by=by)
    withdraw_questions(initiative.id)
    tell("initiative_ended", initiative, by=by, from_stage=before.value, to_stage=stage.value)
