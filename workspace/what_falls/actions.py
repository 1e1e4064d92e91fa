"""Keeping a question, and removing it."""

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db
from workspace.programmes.models import Programme
from workspace.what_falls import policy
from workspace.what_falls.models import Analysis
from workspace.what_falls.models.answer import Answer


def save_question(programme: Programme, *, name: str, answer: Answer, by: Actor) -> Analysis:
    """Keep a question under a name, with the counts that were found today, and return it."""
    require(policy.may_save_question(by, programme.id))
    saved = Analysis(
        programme_id=programme.id,
        name=name,
        question=answer.question.as_kept(),
        found={**answer.counts, "on": answer.facts.today.isoformat()},
        made_by_id=by.signed_in_id(),
    )
    db.session.add(saved)
    db.session.flush()
    record("what_falls_saved", by=by, programme_id=programme.id, subject_id=saved.id)
    return saved


def remove_question(saved: Analysis, *, by: Actor) -> None:
    """Remove a saved question; the facts it asked about stay as they are."""
    require(policy.may_remove_question(by, saved))
    db.session.delete(saved)
    record("what_falls_removed", by=by, programme_id=saved.programme_id, subject_id=saved.id)
