"""The secret in the address of a calendar feed, of which only the hash is kept."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from workspace.access import Actor
from workspace.accounts.models import User, hash_of
from workspace.boards.models import Board
from workspace.boards.queries.actors import get_actors
from workspace.db import db
from workspace.meetings.models import CalendarKey
from workspace.programmes.models import Programme


class Reader(NamedTuple):
    """Somebody who is not here, with the roles of today, and the language they read."""

    actor: Actor
    locale: str


def find_key(actor: Actor) -> CalendarKey | None:
    """Return the key of this person, or None."""
    return db.session.get(CalendarKey, actor.id) if actor.id else None


def key_made_at(actor: Actor) -> datetime | None:
    """Return when this person made the key that works now, or None."""
    return db.session.scalar(select(CalendarKey.made_at).where(CalendarKey.user_id == actor.id))


def find_reader(secret: str) -> Reader | None:
    """Return who follows a calendar by this secret, or None when it leads nowhere."""
    owner = (
        select(User.id, User.locale)
        .join(CalendarKey, CalendarKey.user_id == User.id)
        .where(CalendarKey.key_hash == hash_of(secret))
    )
    row = db.session.execute(owner).one_or_none()
    actor = get_actors([row.id]).get(row.id) if row else None
    return Reader(actor, row.locale) if row and actor else None


def list_boards_to_follow(actor: Actor) -> list[tuple[int, str]]:
    """Return number and title of the boards whose meetings this person may see."""
    query = (
        select(Board.id, Board.title, Programme.name)
        .join(Board.programme)
        .where(or_(Board.programme_id.in_(actor.insider_in), Board.id.in_(actor.works_on)))
        .order_by(Programme.name, Board.position, Board.id)
    )
    return [(number, f"{title} ({programme})") for number, title, programme in db.session.execute(query)]
