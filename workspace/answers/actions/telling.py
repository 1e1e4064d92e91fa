"""What every act on a question leaves behind."""

from typing import Any

from workspace.access import Actor
from workspace.answers.queries import Question
from workspace.initiatives.actions.telling import tell


def tell_question(verb: str, question: Question, *, by: Actor, **details: Any) -> None:
    """Record what happened to a question, as public as the question, with who asked it."""
    tell(
        verb,
        question.initiative,
        by=by,
        subject_id=question.id,
        is_public=question.is_public,
        asker=question.clock.asked_by_id,
        **details,
    )
