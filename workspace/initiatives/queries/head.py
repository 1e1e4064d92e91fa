"""What the page of an initiative depends on, in one query, to show it as it was drawn before."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, cast, exists, false, func, null, select

from workspace.access import Actor
from workspace.activity.models import BoardPulse
from workspace.activity.queries import last_event_outside
from workspace.boards.models import Board
from workspace.borging.models import BorgingAspect
from workspace.comments.models import Comment
from workspace.db import db
from workspace.following.models import Follow, FollowedKind
from workspace.initiatives.models import Initiative, Participation, Support, Update, Visibility
from workspace.initiatives.queries.sight import asked, sight_of_one
from workspace.programmes.models import Programme
from workspace.results.models import Reaction, ReactionKind

HEAD = (
    Initiative.id,
    Initiative.title,
    Initiative.visibility,
    Initiative.created_by_id,
    Initiative.coordinator_id,
    Initiative.board_id,
    Board.programme_id,
)
# The pulse comes with it, so that it is read before what it stands for.
VERSIONS = (
    Initiative.version,
    Initiative.support_count,
    Initiative.imported_supports,
    Initiative.joined_count,
    Initiative.comment_count,
    Board.version,
    Programme.version,
    last_event_outside(),
)


class Head(NamedTuple):
    """An initiative in sight, how its page stands now, and the marks on it of whoever looks."""

    id: int
    title: str
    visibility: Visibility
    created_by_id: int | None
    coordinator_id: int | None
    board_id: int
    programme_id: int
    public_version: int
    partner_version: int
    partner_comment_count: int
    supports: bool
    joined: bool
    follows: bool
    speaks: bool  # has said something or told news here, or answers for an aspect of borging
    reactions: str | None  # to its news: number:kind,number:kind in any order
    versions: tuple[int, ...]

    @property
    def reacted(self) -> tuple[tuple[int, ReactionKind], ...]:
        """How whoever looks reacted to which news."""
        pairs = (pair.split(":") for pair in sorted((self.reactions or "").split(",")) if pair)
        return tuple((int(number), ReactionKind(kind)) for number, kind in pairs)

    def version_for(self, actor: Actor) -> tuple[int | str, ...]:
        """Return what rises with all that this person sees change.

        That something changed among partners counts for insiders, and for whoever may be offered a handover.
        """
        if self.programme_id in actor.insider_in or actor.represents:
            return "partners", self.partner_version, self.partner_comment_count, *self.versions
        return "public", self.public_version, *self.versions


def get_head(initiative_id: int, *, seen_by: Actor) -> Head:
    """Return the head of an initiative; raise NoResultFound when it is absent or out of sight."""
    statement = _head(seen_by.id is None)
    row = db.session.connection().execute(statement, asked(initiative_id, seen_by)).one()
    first = len(Head._fields) - 1
    return Head._make((*row[:first], tuple(row[first:])))


@cache
def _head(is_visitor: bool) -> Any:
    """Return the query, made once: putting it together takes longer than its answer."""
    query: Any = _select(is_visitor)
    return (
        query.join(Board, Board.id == Initiative.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .join(BoardPulse, BoardPulse.board_id == Board.id)
        .where(sight_of_one(is_visitor))
    )


def _select(is_visitor: bool) -> Any:
    pulse = BoardPulse.public_version, BoardPulse.partner_version, Initiative.partner_comment_count
    if is_visitor:
        none = false(), false(), false(), false(), null()
        return select(*HEAD, *pulse, *none, *VERSIONS).select_from(Initiative)
    me = bindparam("me", type_=Integer)
    supports = exists().where(Support.initiative_id == Initiative.id, Support.user_id == me)
    joined = exists().where(Participation.initiative_id == Initiative.id, Participation.user_id == me)
    said = exists().where(Comment.initiative_id == Initiative.id, Comment.author_id == me)
    chosen = select(Follow.wants).where(
        Follow.user_id == me, Follow.kind == FollowedKind.INITIATIVE, Follow.subject_id == Initiative.id
    )
    own = (Initiative.created_by_id == me) | (Initiative.coordinator_id == me)
    follows = func.coalesce(chosen.scalar_subquery(), supports | joined | said | own)
    told = exists().where(Update.initiative_id == Initiative.id, Update.author_id == me)
    answers = exists().where(BorgingAspect.initiative_id == Initiative.id, BorgingAspect.person_id == me)
    pair = cast(Reaction.update_id, String) + ":" + cast(Reaction.kind, String)
    reactions = (
        select(func.aggregate_strings(pair, ","))
        .join(Update, Update.id == Reaction.update_id)
        .where(Update.initiative_id == Initiative.id, Reaction.user_id == me)
        .correlate(Initiative)
        .scalar_subquery()
    )
    marks = supports, joined, follows, said | told | answers, reactions
    return select(*HEAD, *pulse, *marks, *VERSIONS).select_from(Initiative)
