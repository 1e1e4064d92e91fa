"""The initiatives of a board in one list, in the order somebody chose."""

from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, tuple_

from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.overview.queries.cards import CardRow, card_query, moment_of
from workspace.overview.queries.filters import Filters, Sight, conditions


class Order(StrEnum):
    """By newest activity, by title, newest first, or by how many people joined."""

    ACTIVITY = "activiteit"
    TITLE = "titel"
    NEWEST = "nieuwste"
    JOINED = "meedoen"


KEYS: dict[Order, Any] = {
    Order.TITLE: func.lower(Initiative.title),
    Order.NEWEST: Initiative.created_at,
    Order.JOINED: Initiative.joined_count,
}


def list_sorted(
    sight: Sight, filters: Filters, order: Order, after_id: int | None, limit: int
) -> list[CardRow]:
    """Return initiatives in this order, those after one of them when given.

    The place to go on from is looked up among what the reader may see: the order tells nothing of the rest.
    """
    key = KEYS[order]
    seen = (
        Initiative.board_id == sight.board_id,
        Initiative.visibility.in_(sight.visibilities),
        Initiative.stage.in_(filters.stages),
        *conditions(filters),
    )
    place = tuple_(key, Initiative.id)
    ascending = order == Order.TITLE
    query = select(Initiative.id, moment_of(sight).label("moment"), key.label("key")).where(*seen)
    if after_id:
        last = select(key, Initiative.id).where(Initiative.id == after_id, *seen).scalar_subquery()
        query = query.where(place > last if ascending else place < last)
    query = query.order_by(
        key if ascending else key.desc(), Initiative.id if ascending else Initiative.id.desc()
    )
    found = query.limit(limit).subquery("found")
    ordered = (found.c.key, found.c.id) if ascending else (found.c.key.desc(), found.c.id.desc())
    cards = card_query(found, sight).order_by(None).order_by(*ordered)
    return [CardRow._make(row) for row in db.session.execute(cards)]
