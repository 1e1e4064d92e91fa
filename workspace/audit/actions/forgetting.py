"""Removing the oldest lines when their time is over; the chain then begins after them."""

from datetime import datetime

from sqlalchemy import delete, func, select

from workspace.access import Actor, require
from workspace.audit import policy
from workspace.audit.actions.noting import hold_trail, note
from workspace.audit.models import AuditEntry, AuditStart
from workspace.db import Base, db, now

LINES = Base.metadata.tables[AuditEntry.__tablename__]


def forget_lines(before: datetime, *, by: Actor) -> int:
    """Remove the lines of before this moment and return how many; only ever from the oldest end.

    That it was done is a line of its own.
    """
    require(policy.may_keep_house(by))
    connection = db.session.connection()
    hold_trail(connection)
    first_kept = select(func.min(LINES.c.id)).where(LINES.c.happened_at >= before).scalar_subquery()
    too_old = select(LINES.c.id, LINES.c.hash).where(LINES.c.happened_at < before)
    newest = connection.execute(
        too_old.where(LINES.c.id < func.coalesce(first_kept, 2**31 - 1)).order_by(LINES.c.id.desc()).limit(1)
    ).first()
    if newest is None:
        return 0
    start = db.session.get(AuditStart, 1) or AuditStart(id=1)
    start.last_removed_id, start.last_removed_hash, start.removed_at = newest.id, newest.hash, now()
    db.session.add(start)
    db.session.flush()  # the database lets lines go that lie before the start
    gone = connection.execute(delete(LINES).where(LINES.c.id <= newest.id)).rowcount
    note("audit.trimmed", by=by, lines=gone, until=newest.id)
    return gone
