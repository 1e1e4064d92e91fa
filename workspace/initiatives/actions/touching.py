"""Keeping the counters and the moments of an initiative. Called by other actions, which asked permission."""

from typing import Any

from sqlalchemy import update

from workspace.db import db, now
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
    moment = now()
    changes: dict[Any, Any] = {Initiative.partner_active_at: moment}
    if is_public:
        changes[Initiative.active_at] = moment
    counted = {
        Initiative.comment_count: comments,
        Initiative.partner_comment_count: partner_comments,
        Initiative.support_count: supports,
        Initiative.joined_count: joined,
    }
    changes |= {column: column + step for column, step in counted.items() if step}
    db.session.execute(
        update(Initiative)
        .where(Initiative.id == initiative_id)
        .values(changes)
        .execution_options(synchronize_session=False)
    )
