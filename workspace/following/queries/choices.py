"""Whether somebody follows something, and all that they follow, with the reason."""

from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, case, exists, func, literal, or_, select, true, union_all
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.sight import visible_boards
from workspace.comments.models import Comment
from workspace.db import db
from workspace.following.models import Follow, FollowedKind, Why
from workspace.initiatives.models import Initiative, Participation, Support
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Programme
from workspace.programmes.queries.sight import visible_programmes
from workspace.times import today

AT_MOST = 500  # of each kind


class Followed(NamedTuple):
    """Something that somebody follows, or not any more, and why."""

    kind: FollowedKind
    id: int
    name: str
    slug: str
    place: str  # the board of an initiative, the programme of a board
    programme_slug: str
    why: Why
    wants: bool


def follows(actor: Actor, kind: FollowedKind, subject_id: int) -> bool:
    """Tell whether this person hears of this: by choice, or because of what they do there."""
    if actor.id is None:
        return False
    chosen = select(Follow.wants).where(
        Follow.user_id == actor.id, Follow.kind == kind, Follow.subject_id == subject_id
    )
    derived: Any = literal(False)
    if kind == FollowedKind.INITIATIVE:
        derived = takes_part(actor.id, subject_id)
    elif kind == FollowedKind.BOARD:
        derived = literal(subject_id in actor.works_on)
    return bool(db.session.scalar(select(func.coalesce(chosen.scalar_subquery(), derived))))


def takes_part(me: Any, initiative_id: Any) -> Any:
    """Return the condition that somebody follows an initiative because of what they do there."""
    its = aliased(Initiative)
    return or_(
        exists().where(its.id == initiative_id, or_(its.created_by_id == me, its.coordinator_id == me)),
        *(
            exists().where(table.initiative_id == initiative_id, person == me)
            for table, person in ((Participation, Participation.user_id), (Support, Support.user_id))
        ),
        exists().where(
            Comment.initiative_id == initiative_id, Comment.author_id == me, Comment.removed_at.is_(None)
        ),
    )


def list_followed(actor: Actor) -> list[Followed]:
    """Return what this person follows and still may see, and what they said not to want, in four queries."""
    return [*_initiatives(actor), *_boards(actor), *_programmes(actor), *_organisations(actor)]


def _initiatives(actor: Actor) -> list[Followed]:
    """Return initiatives with the strongest reason, those in which something happened last first."""
    me = actor.id
    its = Initiative.id.label("initiative")
    own = or_(Initiative.created_by_id == me, Initiative.coordinator_id == me)
    reasons = union_all(
        select(its, _rank(Why.OWN)).where(own),
        _reason(Participation.initiative_id, Why.JOINED).where(Participation.user_id == me),
        _reason(Support.initiative_id, Why.SUPPORTED).where(Support.user_id == me),
        _reason(Comment.initiative_id, Why.COMMENTED).where(
            Comment.author_id == me, Comment.removed_at.is_(None)
        ),
        _reason(Follow.subject_id, Why.INITIATIVE).where(
            Follow.user_id == me, Follow.kind == FollowedKind.INITIATIVE
        ),
    ).subquery()
    strongest = (
        select(reasons.c.initiative, func.min(reasons.c.rank).label("rank"))
        .group_by(reasons.c.initiative)
        .subquery()
    )
    query = (
        visible_initiatives(actor)
        .join(strongest, strongest.c.initiative == Initiative.id)
        .with_only_columns(
            Initiative.id,
            Initiative.title,
            literal(""),
            Board.title,
            Programme.slug,
            strongest.c.rank,
            _wants(actor, FollowedKind.INITIATIVE, Initiative.id),
        )
        .order_by(Initiative.partner_active_at.desc(), Initiative.id.desc())
        .limit(AT_MOST)
    )
    return _rows(FollowedKind.INITIATIVE, query)


def _boards(actor: Actor) -> list[Followed]:
    works = exists().where(
        BoardMember.board_id == Board.id, BoardMember.user_id == actor.id, current(BoardMember, today())
    )
    wants = _wants(actor, FollowedKind.BOARD, Board.id, works)
    query = (
        visible_boards(actor)
        .where(or_(works, _has_row(actor, FollowedKind.BOARD, Board.id)))
        .with_only_columns(
            Board.id,
            Board.title,
            Board.slug,
            Programme.name,
            Programme.slug,
            case((works, RANK[Why.OWN]), else_=RANK[Why.BOARD]),
            wants,
        )
        .order_by(Programme.name, Board.position, Board.id)
        .limit(AT_MOST)
    )
    return _rows(FollowedKind.BOARD, query)


def _programmes(actor: Actor) -> list[Followed]:
    query = (
        visible_programmes(actor)
        .where(_has_row(actor, FollowedKind.PROGRAMME, Programme.id))
        .with_only_columns(
            Programme.id,
            Programme.name,
            Programme.slug,
            literal(""),
            literal(""),
            _rank(Why.PROGRAMME),
            _wants(actor, FollowedKind.PROGRAMME, Programme.id),
        )
        .order_by(Programme.name, Programme.id)
        .limit(AT_MOST)
    )
    return _rows(FollowedKind.PROGRAMME, query)


def _organisations(actor: Actor) -> list[Followed]:
    query = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.slug,
            literal(""),
            literal(""),
            _rank(Why.ORGANISATION),
            _wants(actor, FollowedKind.ORGANISATION, Organisation.id),
        )
        .where(_has_row(actor, FollowedKind.ORGANISATION, Organisation.id))
        .order_by(Organisation.name, Organisation.id)
        .limit(AT_MOST)
    )
    return _rows(FollowedKind.ORGANISATION, query)


RANK = {why: rank for rank, why in enumerate(Why)}
REASON = list(Why)


def _rank(why: Why) -> Any:
    return literal(RANK[why], Integer).label("rank")


def _reason(initiative_id: Any, why: Why) -> Select[Any]:
    return select(initiative_id.label("initiative"), _rank(why))


def _row(actor: Actor, kind: FollowedKind, subject_id: Any) -> Any:
    return (Follow.user_id == actor.id, Follow.kind == kind, Follow.subject_id == subject_id)


def _has_row(actor: Actor, kind: FollowedKind, subject_id: Any) -> Any:
    return exists().where(*_row(actor, kind, subject_id))


def _wants(actor: Actor, kind: FollowedKind, subject_id: Any, otherwise: Any = None) -> Any:
    chosen = select(Follow.wants).where(*_row(actor, kind, subject_id)).scalar_subquery()
    return func.coalesce(chosen, true() if otherwise is None else otherwise)


def _rows(kind: FollowedKind, query: Any) -> list[Followed]:
    return [
        Followed(kind, number, name, slug, place, programme_slug, REASON[rank], bool(wants))
        for number, name, slug, place, programme_slug, rank, wants in db.session.execute(query)
    ]
