"""What was changed in a history, by whom and when, with the words from before."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import desc, select

from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db
from workspace.histories.models import LearningHistory

AT_ONCE = 100


class Change(NamedTuple):
    """What somebody did to a history; `before` holds what it said until then, by name."""

    id: int
    verb: str
    who: str
    happened_at: datetime
    details: dict[str, Any]

    @property
    def before(self) -> list[str]:
        """The texts that were replaced or removed, as they were."""
        old = self.details.get("before")
        texts = (
            [old.get(name) for name in ("title", "introduction", "story")] if isinstance(old, dict) else [old]
        )
        return [text for text in texts if text]


def list_changes(
    history: LearningHistory, verbs: Collection[str], *, before: int | None = None
) -> list[Change]:
    """Return these of its events, newest first, from before event number `before`; one more than a page."""
    query = (
        select(Event.id, Event.verb, User.name, Event.happened_at, Event.details)
        .join(User, User.id == Event.actor_id)
        .where(
            Event.programme_id == history.programme_id,
            Event.subject_id == history.id,
            Event.verb.in_(verbs),
        )
        .order_by(desc(Event.id))
        .limit(AT_ONCE + 1)
    )
    if before is not None:
        query = query.where(Event.id < before)
    return [Change(*row) for row in db.session.execute(query)]
