"""Noting that people were here."""

from collections.abc import Mapping

from sqlalchemy import bindparam, or_, update

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import User, UserSession
from workspace.db import db, may_write
from workspace.presence import Seen
from workspace.times import day_of


def note_presence(seen: Mapping[int, Seen], *, by: Actor) -> None:
    """Note when each of these sessions was last used and the day on which their people were last here.

    In a transaction of its own; no version of a person changes by it.
    """
    require(policy.may_keep_house(by))
    may_write()
    connection = db.session.connection()
    connection.execute(
        update(UserSession)
        .where(UserSession.id == bindparam("session"), UserSession.last_seen_at < bindparam("at"))
        .values(last_seen_at=bindparam("at")),
        [{"session": session, "at": one.at} for session, one in sorted(seen.items())],
    )
    days = {one.user_id: day_of(one.at) for one in sorted(seen.values(), key=lambda one: one.at)}
    connection.execute(
        update(User)
        .where(
            User.id == bindparam("person"),
            or_(User.last_seen_on.is_(None), User.last_seen_on < bindparam("day")),
        )
        .values(last_seen_on=bindparam("day")),
        [{"person": person, "day": day} for person, day in sorted(days.items())],
    )
    db.session.commit()
