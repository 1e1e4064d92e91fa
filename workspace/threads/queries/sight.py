"""Which red threads a person may know about, and loading one of them."""

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.db import db
from workspace.programmes.models import Openness, Programme
from workspace.threads.models import RedThread


def visible_threads(actor: Actor) -> Select[RedThread]:
    """Return every red thread this person may know about, joined with its programme."""
    for_all = and_(RedThread.openness == Openness.PUBLIC, Programme.openness == Openness.PUBLIC)
    return (
        select(RedThread)
        .join(Programme, Programme.id == RedThread.programme_id)
        .where(RedThread.removed_at.is_(None), or_(for_all, Programme.id.in_(actor.insider_in)))
    )


def get_thread(thread_id: int, *, seen_by: Actor, to_change: bool = False) -> RedThread:
    """Return a red thread with its programme; raise NoResultFound when it is out of sight or removed.

    `to_change` holds it until this request ends, so that two people take turns.
    """
    found = visible_threads(seen_by).where(RedThread.id == thread_id)
    if to_change:
        found = found.with_for_update(of=RedThread).execution_options(populate_existing=True)
    return db.session.scalars(found.options(contains_eager(RedThread.programme))).one()
