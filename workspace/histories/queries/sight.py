"""Which learning histories, and which moments in them, a person may know about."""

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.histories.models import LearningHistory
from workspace.initiatives.models import Initiative, Visibility
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Programme


def visible_histories(actor: Actor) -> Select[LearningHistory]:
    """Return every history this person may know about, joined with its programme and phase.

    A draft is for who may write it; a published one for insiders, or for everybody.
    """
    writes_in = actor.leads_in | actor.team_of
    is_open = and_(LearningHistory.openness == Openness.PUBLIC, Programme.openness == Openness.PUBLIC)
    return (
        select(LearningHistory)
        .join(LearningHistory.programme)
        .join(LearningHistory.phase)
        .where(
            or_(
                LearningHistory.programme_id.in_(writes_in),
                and_(
                    LearningHistory.published_at.is_not(None),
                    or_(is_open, LearningHistory.programme_id.in_(actor.insider_in)),
                ),
            )
        )
    )


def get_history(history_id: int, actor: Actor, *, to_change: bool = False) -> LearningHistory:
    """Return a history with its programme and phase; raise NoResultFound when it is out of sight.

    `to_change` holds it until this request ends, so that two people take turns.
    """
    query = visible_histories(actor).where(LearningHistory.id == history_id)
    query = query.options(contains_eager(LearningHistory.programme), contains_eager(LearningHistory.phase))
    if to_change:
        query = query.with_for_update(of=LearningHistory).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def moments_in_sight(actor: Actor) -> Select[LearningMoment]:
    """Return every moment that is shown to others than its maker, and that this person may see.

    Joined with its programme, its board and its initiative, where it has them.
    """
    insider = LearningMoment.programme_id.in_(actor.insider_in)
    for_all = and_(
        LearningMoment.openness == Openness.PUBLIC,
        Programme.openness == Openness.PUBLIC,
        or_(LearningMoment.board_id.is_(None), Board.openness == Openness.PUBLIC),
        or_(LearningMoment.initiative_id.is_(None), Initiative.visibility == Visibility.PUBLIC),
    )
    about_draft = and_(LearningMoment.initiative_id.is_not(None), Initiative.visibility == Visibility.DRAFT)
    return (
        select(LearningMoment)
        .join(Programme, Programme.id == LearningMoment.programme_id)
        .outerjoin(Board, Board.id == LearningMoment.board_id)
        .outerjoin(Initiative, Initiative.id == LearningMoment.initiative_id)
        .where(LearningMoment.is_shown, or_(for_all, and_(insider, ~about_draft)))
    )
