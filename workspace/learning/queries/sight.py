"""Which moments a person may know about, and loading one of them."""

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import VISITOR, Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.sight import in_sight
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Programme


def visible_moments(actor: Actor) -> Select[LearningMoment]:
    """Return every moment this person may know about, joined with programme, initiative and board if any.

    What waits for a yes of who is quoted and what was taken back only for its author and who steers there:
    all that is told to others starts from `shown_moments`.
    """
    shown = and_(place_in_sight(actor), LearningMoment.is_shown, _told_to(actor))
    if actor.id is None:
        return moments_in_place().where(shown)
    steered = and_(place_in_sight(actor), _steered_by(actor))
    return moments_in_place().where(or_(shown, steered, LearningMoment.author_id == actor.id))


def shown_moments(actor: Actor) -> Select[LearningMoment]:
    """Return the moments that were published and not taken back, as far as this person may read them."""
    readable = (place_in_sight(actor), LearningMoment.is_shown, _told_to(actor))
    return moments_in_place().where(*readable)


def readable_moments(actor: Actor) -> Select[LearningMoment]:
    """Return the moments that this person may read, and those that moderators hid from them."""
    is_hidden = and_(LearningMoment.hidden_at.is_not(None), LearningMoment.published_before.is_not(None))
    kept = and_(LearningMoment.withdrawn_at.is_(None), or_(LearningMoment.is_shown, is_hidden))
    return moments_in_place().where(place_in_sight(actor), kept, _told_to(actor))


def moments_in_place() -> Select[LearningMoment]:
    """Return all moments joined with where they were caught."""
    return (
        select(LearningMoment)
        .join(Programme, Programme.id == LearningMoment.programme_id)
        .outerjoin(Initiative, Initiative.id == LearningMoment.initiative_id)
        .outerjoin(Board, Board.id == LearningMoment.board_id)
    )


def place_in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition, on what `moments_in_place` joins, that this person sees where it was caught."""
    open_place = and_(
        Programme.openness == Openness.PUBLIC, or_(Board.id.is_(None), Board.openness == Openness.PUBLIC)
    )
    without = or_(open_place, Programme.id.in_(actor.insider_in))
    return or_(
        and_(LearningMoment.initiative_id.is_(None), without),
        and_(LearningMoment.initiative_id.is_not(None), in_sight(actor)),
    )


def seen_by_everybody() -> ColumnElement[bool]:
    """Return the condition that a moment that is shown is shown to visitors too."""
    return and_(LearningMoment.openness == Openness.PUBLIC, place_in_sight(VISITOR))


def _told_to(actor: Actor) -> ColumnElement[bool]:
    return or_(LearningMoment.openness == Openness.PUBLIC, LearningMoment.programme_id.in_(actor.insider_in))


def _steered_by(actor: Actor) -> ColumnElement[bool]:
    return or_(
        LearningMoment.programme_id.in_(actor.team_of | actor.manages),
        LearningMoment.board_id.in_(actor.leads),
    )


def get_moment(moment_id: int, seen_by: Actor, *, to_change: bool = False) -> LearningMoment:
    """Return a moment with its programme, board and initiative; raise NoResultFound.

    `to_change` holds it until this request ends, so that two people take turns.
    """
    query = (
        visible_moments(seen_by)
        .where(LearningMoment.id == moment_id)
        .options(
            contains_eager(LearningMoment.programme),
            contains_eager(LearningMoment.board).contains_eager(Board.programme),
            contains_eager(LearningMoment.initiative)
            .contains_eager(Initiative.board)
            .contains_eager(Board.programme),
        )
    )
    if to_change:
        query = query.with_for_update(of=LearningMoment).execution_options(populate_existing=True)
    return db.session.scalars(query).one()
