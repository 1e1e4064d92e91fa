"""Keeping the counters and the moments of an initiative. Called by other actions, which asked permission."""

from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, update

from workspace.db import Base, db, now
from workspace.initiatives.models import Initiative


def touch(
    initiative_id: int,
    *,
    is_public: bool,
    comments: int = 0,
    partner_comments: int = 0,
    supports: int = 0,
    joined: int = 0,
) -> None:
    """Say that something happened to an initiative just now, and raise or lower its counters.

    Leaves `version` alone, so that this never makes somebody's edit fail. What visitors see moves only
    when what happened `is_public`.
    """
    counted = {
        "comment_count": comments,
        "partner_comment_count": partner_comments,
        "support_count": supports,
        "joined_count": joined,
    }
    steps = {name: step for name, step in counted.items() if step}
    asked = {
        "number": initiative_id,
        "moment": now(),
        **{f"step_{name}": step for name, step in steps.items()},
    }
    db.session.flush()
    db.session.connection().execute(_touching(is_public, tuple(steps)), asked)


@cache
def _touching(is_public: bool, counters: tuple[str, ...]) -> Update:
    """Return the statement, made once: making it costs more than running it."""
    table = Base.metadata.tables[Initiative.__tablename__]
    moment = bindparam("moment", type_=table.c.active_at.type)
    changes: dict[str, Any] = {"partner_active_at": moment}
    if is_public:
        changes["active_at"] = moment
    changes |= {name: table.c[name] + bindparam(f"step_{name}") for name in counters}
    return update(table).where(table.c.id == bindparam("number")).values(changes)
