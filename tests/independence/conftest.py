"""What the tests of independence share."""

from datetime import UTC, date, datetime, time

import pytest

from workspace.activity.models import Event
from workspace.db import db


def noon(day: date) -> datetime:
    """Return a moment that falls on this day here as well as in UTC."""
    return datetime.combine(day, time(12), UTC)


@pytest.fixture
def did(initiative, programme, board):
    """Write down that somebody did something, as often as said, in the role they had."""

    def did(who, role: str, *, on: date | None = None, times: int = 1, at: datetime | None = None, **facts):
        of = facts.pop("of", initiative)
        facts.setdefault("verb", "comment_posted")
        events = [
            Event(
                happened_at=at or noon(on),
                actor_id=who.id if who else None,
                role=role,
                programme_id=programme.id,
                board_id=board.id,
                initiative_id=of.id,
                **facts,
            )
            for _ in range(times)
        ]
        db.session.add_all(events)
        db.session.commit()

    return did
