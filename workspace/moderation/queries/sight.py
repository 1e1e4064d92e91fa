"""Which of what was reported somebody moderates, whatever it stands with."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from workspace.access import VISITOR, Actor
from workspace.boards.models import Board
from workspace.comments.models import Audience, Comment
from workspace.initiatives.models import Case, Initiative, ThingKind, Update, Visibility
from workspace.learning.models import LearningMoment, ObstacleShare, Reflection
from workspace.learning.queries.sight import readable_moments
from workspace.programmes.models import Openness, Programme

OF_SHARE = Case.about.startswith(f"{ThingKind.OBSTACLE.value}-")


def visible_cases(actor: Actor) -> Select[Any]:
    """Return every case that this person moderates, joined with what it is about.

    An administrator is no party in the content, and sees only what everybody sees.
    """
    of_initiative = or_(Initiative.visibility != Visibility.DRAFT, Initiative.hidden_at.is_not(None))
    return (
        select(Case)
        .outerjoin(Initiative, Initiative.id == Case.initiative_id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
        .outerjoin(Update, Update.id == Case.update_id)
        .outerjoin(LearningMoment, LearningMoment.id == Case.moment_id)
        .outerjoin(Reflection, Reflection.id == Case.reflection_id)
        .outerjoin(ObstacleShare, and_(ObstacleShare.moment_id == Case.moment_id, OF_SHARE))
        .outerjoin(Board, Board.id == func.coalesce(Initiative.board_id, LearningMoment.board_id))
        .join(Programme, Programme.id == func.coalesce(Board.programme_id, LearningMoment.programme_id))
        .where(
            or_(and_(Case.initiative_id.is_not(None), of_initiative), _is_learned()),
            or_(
                Programme.id.in_(actor.team_of | actor.manages),
                Board.id.in_(actor.leads),
                _is_for_all() if actor.is_admin else false(),
            ),
        )
    )


def _is_learned() -> ColumnElement[bool]:
    """Return the condition that it is of learning and still there: what was taken back needs no look."""
    return and_(
        LearningMoment.withdrawn_at.is_(None),
        Case.moment_id.is_not(None),
        Reflection.withdrawn_at.is_(None),
        or_(~OF_SHARE, ObstacleShare.moment_id.is_not(None)),
    )


def _is_for_all() -> ColumnElement[bool]:
    everybody = readable_moments(VISITOR).with_only_columns(LearningMoment.id)
    of_learning = and_(
        Case.moment_id.in_(everybody),
        or_(Case.reflection_id.is_(None), Reflection.openness == Openness.PUBLIC),
        ~OF_SHARE,
    )
    of_initiative = and_(
        or_(Initiative.visibility == Visibility.PUBLIC, Initiative.shown_before == Visibility.PUBLIC),
        Board.openness == Openness.PUBLIC,
        Programme.openness == Openness.PUBLIC,
        or_(Case.comment_id.is_(None), Comment.audience == Audience.PUBLIC),
    )
    return or_(of_initiative, of_learning)


def waits() -> ColumnElement[bool]:
    """Return the condition that a case waits; what its author took back needs no look."""
    taken_back = and_(Comment.removed_at.is_not(None), Comment.removed_as.is_(None))
    return and_(Case.waits_since.is_not(None), or_(Case.comment_id.is_(None), ~taken_back))
