"""Saying what is clear before the start (N9)."""

from collections.abc import Mapping
from typing import NamedTuple

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Clarity, Initiative, StartAnswer, StartQuestion
from workspace.initiatives.queries.starting import has_joined


class Opinion(NamedTuple):
    """How clear something is, in words, and who could say more."""

    clarity: Clarity
    words: str = ""
    who_could_say: str = ""


def answer_start_check(
    initiative: Initiative, answers: Mapping[StartQuestion, Opinion], *, by: Actor
) -> None:
    """Add what somebody says to some of the six questions; what was said before stays."""
    require(policy.may_fill_start_check(by, initiative, has_joined=has_joined(initiative, by)))
    role, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    db.session.add_all(
        StartAnswer(
            initiative_id=initiative.id,
            question=question,
            **opinion._asdict(),
            answered_by_id=by.signed_in_id(),
            role=role,
            organisation_id=organisation_id,
        )
        for question, opinion in answers.items()
    )
    if answers:
        tell("start_check_answered", initiative, by=by, questions=[question.value for question in answers])
