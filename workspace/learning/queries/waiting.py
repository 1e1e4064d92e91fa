"""What about moments asks something of one person, in one query."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, cast, func, literal, or_, select, union_all

from workspace.access import Actor
from workspace.db import db
from workspace.learning.models import LearningMoment, MomentKind, ObstacleShare, QuoteConsent
from workspace.programmes.models import Programme

AT_MOST = 100


class WaitingMoment(NamedTuple):
    """A quote that waits for who caught it, or (`is_mine`) for the person quoted; or a name that is asked.

    With `names_place` a municipality is asked whether its name may stand with an obstacle.
    """

    moment_id: int
    text: str
    names_place: bool
    is_mine: bool
    was_asked: bool
    wish: str
    programme: str
    since: datetime


def list_waiting_moments(actor: Actor) -> list[WaitingMoment]:
    """Return the quotes and the names that wait for this person, the oldest question first."""
    waiting = union_all(_quotes(actor), _names(actor)).subquery("waiting")
    query = select(waiting).order_by(waiting.c.since, waiting.c.id).limit(AT_MOST)
    return [
        WaitingMoment(number, text, bool(names), bool(mine), bool(asked), wish, programme, since)
        for number, text, names, mine, asked, wish, programme, since in db.session.execute(query)
    ]


def _quotes(actor: Actor) -> Select[*tuple[Any, ...]]:
    wish = func.coalesce(QuoteConsent.wish, "")
    is_mine = and_(QuoteConsent.user_id.is_not(None), QuoteConsent.user_id == actor.id)
    return (
        select(
            LearningMoment.id.label("id"),
            LearningMoment.what,
            literal(0),
            cast(is_mine, Integer).label("is_mine"),
            cast(QuoteConsent.moment_id.is_not(None), Integer).label("was_asked"),
            wish.label("wish"),
            Programme.name,
            func.coalesce(QuoteConsent.asked_at, LearningMoment.caught_at).label("since"),
        )
        .join(Programme, Programme.id == LearningMoment.programme_id)
        .outerjoin(QuoteConsent, QuoteConsent.moment_id == LearningMoment.id)
        .where(
            LearningMoment.kind == MomentKind.QUOTE,
            LearningMoment.published_at.is_(None),
            LearningMoment.withdrawn_at.is_(None),
            LearningMoment.hidden_at.is_(None),
            QuoteConsent.answer.is_(None),
            QuoteConsent.withdrawn_at.is_(None),
            or_(LearningMoment.author_id == actor.id, and_(is_mine, wish == "")),
        )
    )


def _names(actor: Actor) -> Select[*tuple[Any, ...]]:
    official = and_(
        ObstacleShare.municipality_id.in_(actor.member_of), Programme.id.in_(actor.municipality_in)
    )
    return (
        select(
            ObstacleShare.moment_id,
            ObstacleShare.text,
            literal(1),
            literal(0),
            literal(0),
            literal(""),
            Programme.name,
            ObstacleShare.name_asked_at,
        )
        .join(LearningMoment, LearningMoment.id == ObstacleShare.moment_id)
        .join(Programme, Programme.id == LearningMoment.programme_id)
        .where(
            ObstacleShare.name_asked_at.is_not(None),
            ObstacleShare.name_agreed.is_(None),
            LearningMoment.is_shown,
            or_(ObstacleShare.municipality_id.in_(actor.represents), official),
        )
    )
