"""The files that somebody asked for, and those that are still to be made."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from workspace.access import Actor
from workspace.db import db, now
from workspace.renditions.models import LEASE, Rendition, RenditionFormat, RenditionState
from workspace.times import AHEAD

AT_MOST = 20  # shown to one person
AT_ONCE = 20  # looked up to be made


class Waiting(NamedTuple):
    """A file on a list."""

    id: int
    title: str
    format: RenditionFormat
    state: RenditionState
    asked_at: datetime


def visible_renditions(actor: Actor) -> Select[Rendition]:
    """Return every file that this person asked for; other people's do not exist for them."""
    return select(Rendition).where(Rendition.user_id == (actor.id or 0))


def get_rendition(rendition_id: int, actor: Actor) -> Rendition:
    """Return a file; raise NoResultFound when somebody else asked for it."""
    return db.session.scalars(visible_renditions(actor).where(Rendition.id == rendition_id)).one()


def list_waiting(actor: Actor) -> list[Waiting]:
    """Return the newest files of this person that were not fetched yet, those in the making included."""
    query = (
        visible_renditions(actor)
        .where(Rendition.fetched_at.is_(None))
        .with_only_columns(
            Rendition.id, Rendition.title, Rendition.format, Rendition.state, Rendition.asked_at
        )
        .order_by(Rendition.asked_at.desc(), Rendition.id.desc())
        .limit(AT_MOST)
    )
    return [Waiting(*row) for row in db.session.execute(query)]


def list_due() -> list[int]:
    """Return the numbers of files to be made, oldest first: those whose maker was not heard of included."""
    due = select(Rendition.id).where(is_free(now())).order_by(Rendition.id).limit(AT_ONCE)
    return list(db.session.scalars(due))


def is_free(at: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody makes a file that is to be made: not begun, or its maker was lost.

    One that begins far ahead was begun by a clock that was wrong.
    """
    began_at = Rendition.began_at
    lost = and_(Rendition.state == RenditionState.MAKING, or_(began_at < at - LEASE, began_at > at + AHEAD))
    return or_(Rendition.state == RenditionState.WAITING, lost)


def list_names() -> set[str]:
    """Return the names under which files that somebody may fetch lie on the disk."""
    names = db.session.scalars(select(Rendition.file_name).where(Rendition.file_name.is_not(None)))
    return {str(name) for name in names}
