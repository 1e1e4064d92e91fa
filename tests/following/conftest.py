"""What the tests of following share."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import cast
from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db, may_write
from workspace.following.actions import spread_events
from workspace.following.models import Follow, FollowedKind, Notice, Why


@pytest.fixture
def spread(app) -> Callable[[], list[tuple[str, str, Why]]]:
    """Tell all that is to be told; return who was told of which verb, and why."""

    def spread() -> list[tuple[str, str, Why]]:
        db.session.rollback()
        may_write()
        while spread_events(by=OPERATOR):
            db.session.commit()
        return told()

    return spread


def told() -> list[tuple[str, str, Why]]:
    """Return name, verb and reason of every notice."""
    rows = (
        db.session.query(User.name, Event.verb, Notice.why)
        .select_from(Notice)
        .join(User, User.id == Notice.user_id)
        .join(Event, Event.id == Notice.event_id)
    )
    return sorted((name, verb, why) for name, verb, why in rows)


@pytest.fixture
def happened(initiative, board, programme):
    """Write down that something happened to the initiative."""

    def happened(verb: str, by: User | None = None, *, times: int = 1, **facts: Any) -> list[Event]:
        facts = {
            "programme_id": programme.id,
            "board_id": board.id,
            "initiative_id": initiative.id,
            "is_public": True,
            **facts,
        }
        events = [Event(verb=verb, actor_id=by.id if by else None, **facts) for _ in range(times)]
        db.session.add_all(events)
        db.session.commit()
        return events

    return happened


def follow(user: User, thing: Any, *, wants: bool = True) -> Follow:
    """Store that somebody follows this, or does not want to."""
    kind = FollowedKind(type(thing).__name__.lower())
    return cast.save(Follow(user_id=user.id, kind=kind, subject_id=thing.id, wants=wants))
