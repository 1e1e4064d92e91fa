"""What the head of a board counts: questions that wait for an answer, and learning moments."""

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from workspace.answers.queries.lists import WAITS, Count
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.learning.queries.lists import number_on_board
from workspace.overview.queries.filters import Sight
from workspace.times import today


def count_on_board(sight: Sight) -> tuple[Count, int]:
    """Return how many questions wait on a board, and how many learning moments it has.

    As everybody who sees as much of it may know.
    """
    shown: ColumnElement[bool] = Comment.removed_at.is_(None)
    if not sight.is_insider:
        shown = and_(shown, Comment.audience == Audience.PUBLIC)
    query = (
        select(
            func.count(),
            func.coalesce(func.sum(case((ResponseClock.due_on < today(), 1), else_=0)), 0),
            number_on_board(sight.board_id, sight.visibilities),
        )
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
    return Count(int(row[0]), int(row[1])), int(row[2])
