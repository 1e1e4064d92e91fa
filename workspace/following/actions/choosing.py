"""Following something, and stopping. A second time changes nothing."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from workspace.access import Actor, require
from workspace.db import Base, db, now
from workspace.following import policy
from workspace.following.models import FollowedKind


def follow(kind: FollowedKind, subject_id: int, *, by: Actor) -> None:
    """Note that somebody wants to hear of this. The caller loaded it through this person's eyes."""
    require(policy.may_follow(by))
    _choose(kind, subject_id, wants=True, by=by)


def stop_following(kind: FollowedKind, subject_id: int, *, by: Actor) -> None:
    """Note that somebody does not want to hear of this, also when they take part in it."""
    require(policy.may_follow(by))
    _choose(kind, subject_id, wants=False, by=by)


def _choose(kind: FollowedKind, subject_id: int, *, wants: bool, by: Actor) -> None:
    """Write the row, or change it: two clicks at the same moment end as one."""
    dialect: Any = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    row = {"wants": wants, "chosen_at": now()}
    which = {"user_id": by.signed_in_id(), "kind": kind, "subject_id": subject_id}
    added = dialect.insert(Base.metadata.tables["follow"]).values(**which, **row)
    db.session.execute(added.on_conflict_do_update(index_elements=list(which), set_=row))
