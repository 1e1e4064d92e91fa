"""Minding what one was told."""

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.db import change_rows, now
from workspace.following import policy
from workspace.following.models import Notice
from workspace.following.queries.notices import events_about


def mark_seen(*, until: int, about: str = "", by: Actor) -> int:
    """Note that somebody saw what they were told, up to the notice of this number; return how much that was.

    `about` is what it was grouped by (`Told.about`); without it everything. What came after the page was
    drawn stays unseen.
    """
    require(policy.may_read_notices(by))
    mine = update(Notice).where(Notice.user_id == by.id, Notice.seen_at.is_(None), Notice.id <= until)
    if about:
        mine = mine.where(Notice.event_id.in_(events_about(about)))
    return change_rows(mine.values(seen_at=now()))
