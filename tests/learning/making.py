"""Moments for tests, made by a plain function."""

from typing import Any

from sqlalchemy import select

from tests import cast
from workspace.access import Actor
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.boards.queries.actors import get_actors
from workspace.db import db, now
from workspace.learning.models import LearningMoment
from workspace.learning.queries import MomentRow
from workspace.learning.queries.lists import After, Wanted, list_moments
from workspace.programmes.models import Programme
from workspace.times import today

ALL = Wanted()


def make_moment(place: Any, by: User, what: str = "De sleutel lag bij de beheerder.", **facts: Any) -> Any:
    """Store a published obstacle, caught at an initiative, a board or a programme."""
    name = type(place).__name__
    board_id = {"Initiative": getattr(place, "board_id", None), "Board": place.id}.get(name)
    facts.setdefault("kind", "obstacle")
    facts.setdefault("happened_on", today())
    facts.setdefault("role", "resident")
    facts.setdefault("published_at", now())
    return cast.save(
        LearningMoment(
            programme_id=place.id if name == "Programme" else place.programme_id,
            board_id=board_id,
            initiative_id=place.id if name == "Initiative" else None,
            what=what,
            author_id=by.id,
            **facts,
        )
    )


def actor_of(user: User) -> Any:
    """Return this person with the rights of today."""
    return get_actors([user.id])[user.id]


def verbs() -> list[str]:
    """Return what was told, oldest first."""
    return list(db.session.scalars(select(Event.verb).order_by(Event.id)))


def read_through(programme: Programme, seen_by: Actor, wanted: Wanted = ALL) -> list[MomentRow]:
    """Return all moments that this person finds, page after page, the last day first."""
    found: list[MomentRow] = []
    after = None
    while page := list_moments(programme, wanted, seen_by, after=after):
        found += page
        after = After(page[-1].happened_on, page[-1].id)
    return found
