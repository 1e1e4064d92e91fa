"""Making rows that may be made by somebody else at the same moment. Called by other actions, which asked."""

from collections.abc import Collection
from secrets import token_urlsafe
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from workspace.db import Base, db
from workspace.digests.models import FRIDAY, as_bits

KEY_BYTES = 32  # of a random key that cannot be guessed and says nothing of the person


def add_missing_choices(user_ids: Collection[int]) -> None:
    """Give each of these people a row with what holds for who chose nothing, unless they have one."""
    kind: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    rows = [
        {
            "user_id": user_id,
            "days": as_bits(FRIDAY),
            "at_once": True,
            "unsubscribe_key": token_urlsafe(KEY_BYTES),
        }
        for user_id in sorted(user_ids)  # in one order, so that nobody waits for each other
    ]
    adding = kind(Base.metadata.tables["mail_choice"]).on_conflict_do_nothing(index_elements=["user_id"])
    if rows:
        db.session.connection().execute(adding, rows)
