"""How many questions on a board wait for an answer."""

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from workspace.answers.queries.lists import WAITS, Count
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.overview.queries.filters import Sight
from workspace.times import today


def count_questions(sight: Sight) -> Count:
    """Return how many questions wait on a board, as everybody who sees as much of it may know."""
    shown: ColumnElement[bool] = Comment.removed_at.is_(None)
    if not sight.is_insider:
        shown = and_(shown, Comment.audience == Audience.PUBLIC)
    query = (
        select(func.count(), func.coalesce(func.sum(case((ResponseClock.due_on < today(), 1), else_=0)), 0))
        .select_from(ResponseClock)
        .join(Initiative, Initiative.id == ResponseClock.initiative_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(
            ResponseClock.board_id == sight.board_id,
            WAITS,
            Initiative.visibility.in_(sight.visibilities),
            or_(ResponseClock.comment_id.is_(None), shown),
        )
    )
    row = db.session.execute(query).one()
    return Count(int(row[0]), int(row[1]))
