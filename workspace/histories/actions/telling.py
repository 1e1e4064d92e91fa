"""What every change of a history leaves behind: an event that keeps the earlier words, and the moment."""

from typing import Any

from sqlalchemy import update

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.db import change_rows, now
from workspace.histories.models import LearningHistory
from workspace.programmes.models import Openness


def tell_history(verb: str, history: LearningHistory, *, by: Actor, **details: Any) -> None:
    """Record an event about a history, as public as the history is, and note that it changed now.

    The version of its words stays: who moves a chapter is not in the way of who mends the title.
    """
    is_open = history.published_at is not None and history.openness == Openness.PUBLIC
    is_public = is_open and history.programme.openness == Openness.PUBLIC
    record(
        verb,
        by=by,
        programme_id=history.programme_id,
        subject_id=history.id,
        is_public=is_public,
        **details,
    )
    changed = update(LearningHistory).where(LearningHistory.id == history.id).values(changed_at=now())
    change_rows(changed)
