"""What the tests of independence share."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.db import db
from workspace.independence.models import SoloTrial
from workspace.times import today

MONTH = timedelta(days=30)
ONE = timedelta(days=1)


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


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/zelfstandigheid"


@pytest.fixture
def trial(initiative, karin):
    """Make a trial, proposed by Karin for the programme; agreed to by somebody if said so."""

    def trial(first=None, last=None, agreed_by=None, **facts) -> SoloTrial:
        first = first or today()
        facts.setdefault("proposed_by_id", karin.id)
        if agreed_by:
            facts.setdefault("agreed_at", noon(first - ONE))
            facts["agreed_by_id"] = agreed_by.id
        return cast.save(
            SoloTrial(initiative_id=initiative.id, starts_on=first, ends_on=last or first + MONTH, **facts)
        )

    return trial
