"""What happened lately, as everybody may know it."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from workspace.access import VISITOR
from workspace.activity.models import BoardPulse
from workspace.activity.queries import last_event_outside
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.programmes.models import Openness, Programme

LATEST = 6


class LatestRow(NamedTuple):
    """An initiative in which something happened."""

    id: int
    title: str
    stage: Stage
    active_at: datetime
    board: str
    board_slug: str
    programme: str
    programme_slug: str


def public_pulse() -> tuple[int, ...]:
    """Return numbers of which one changes whenever something public changes, anywhere."""
    return tuple(db.session.connection().execute(_public_pulse()).one())


@cache
def _public_pulse() -> Select[Any]:
    is_public = Programme.openness == Openness.PUBLIC
    boards = (
        select(func.coalesce(func.sum(BoardPulse.public_version), 0))
        .join(Board, Board.id == BoardPulse.board_id)
        .where(Board.openness == Openness.PUBLIC)
    )
    programmes = (func.coalesce(func.sum(Programme.version), 0), func.coalesce(func.sum(Programme.id), 0))
    return select(boards.scalar_subquery(), last_event_outside(), *programmes).where(is_public)


def list_latest(programme_id: int | None = None) -> list[LatestRow]:
    """Return the public initiatives, of one programme or of all, in which something happened last."""
    query = visible_initiatives(VISITOR)
    if programme_id is not None:
        query = query.where(Board.programme_id == programme_id)
    query = query.order_by(Initiative.active_at.desc(), Initiative.id.desc()).limit(LATEST)
    rows = db.session.execute(
        query.with_only_columns(
            Initiative.id,
            Initiative.title,
            Initiative.stage,
            Initiative.active_at,
            Board.title,
            Board.slug,
            Programme.name,
            Programme.slug,
        )
    )
    return [LatestRow._make(row) for row in rows]
