"""Which learning histories a person may know about, and loading one of them."""

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.db import db
from workspace.histories.models import LearningHistory
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
