"""Who the workspace takes somebody of the cast for."""

from datetime import timedelta

from tests import cast
from workspace.access import Actor
from workspace.accounts.models import User, UserSession, hash_of
from workspace.boards.queries.actors import get_actor
from workspace.db import now


def actor_of(user: User) -> Actor:
    """Sign this person in somewhere and return them with the facts of today."""
    key = f"{user.id}-{now().timestamp()}"
    cast.save(UserSession(user_id=user.id, key_hash=hash_of(key), ends_at=now() + timedelta(days=1)))
    actor = get_actor(key)
    assert actor is not None
    return actor
