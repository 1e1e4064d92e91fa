"""The talk under an initiative, as one reader sees it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.clocks.queries import Askable, list_askable
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.comments.queries.rows import (
    PAGE,
    REPLIES_PAGE,
    CommentRow,
    fetch,
    first_replies,
    one_with_replies,
    place_of,
    row_of,
    top_comments,
)
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries.sight import in_sight, in_sight_of_moderators


@dataclass(frozen=True)
class Thread:
    """A part of the talk under an initiative, for one reader, oldest first."""

    initiative_id: int
    comments: tuple[CommentRow, ...]
    total: int  # comments and replies that this reader may see, in the whole talk
    goes_on_after: int | None  # ask for the comments after this one
    is_start: bool
    may_write: bool  # a visitor may type, and signs in on sending
    may_choose_audience: bool
    askable: tuple[Askable, ...] = ()  # whom a comment can be a question to
    response_days: int = 0  # working days in which these answer


def visible_comments(actor: Actor) -> Select[Comment]:
    """Return every comment this person may read, in every initiative they may know about."""
    return (
        select(Comment)
        .join(Comment.initiative)
        .join(Initiative.board)
        .join(Board.programme)
        .where(
            or_(in_sight(actor), in_sight_of_moderators(actor)),
            (Comment.audience == Audience.PUBLIC) | Board.programme_id.in_(actor.insider_in),
        )
    )


def get_comment(comment_id: int, *, under: Initiative, seen_by: Actor) -> Comment:
    """Return a comment under this initiative; raise NoResultFound if it is absent or out of sight."""
    here = (Comment.id == comment_id, Comment.initiative_id == under.id)
    return db.session.scalars(visible_comments(seen_by).where(*here)).one()


def thread_of(initiative: Initiative, *, seen_by: Actor, after: int | None = None) -> Thread:
    """Return twenty comments under an initiative that the reader was shown, each with its first replies."""
    place = place_of(initiative)
    tops = fetch(top_comments, place, seen_by, after=after or 0)
    shown = tops[:PAGE]
    answered = [row.id for row in shown if row.reply_count]
    replies: dict[int, list[Any]] = {}
    for reply in fetch(first_replies, place, seen_by, parents=answered) if answered else ():
        replies.setdefault(reply.parent_id, []).append(reply)
    return _thread(
        initiative,
        seen_by,
        tuple(row_of(row, place, seen_by, replies.get(row.id, ())) for row in shown),
        goes_on_after=shown[-1].id if len(tops) > PAGE else None,
        is_start=after is None,
        askable=tuple(askable_under(initiative)),
    )


def askable_under(initiative: Initiative) -> list[Askable]:
    """Return the organisations that can be asked something here: of a draft they know nothing."""
    is_draft = initiative.visibility == Visibility.DRAFT
    return [] if is_draft else list_askable(initiative.programme_id)


def conversation(
    initiative: Initiative, comment: Comment, *, seen_by: Actor, after: int | None = None
) -> Thread:
    """Return one comment with its replies, fifty at a time; of a reply, the comment that it replies to."""
    place = place_of(initiative)
    top, *below = fetch(
        one_with_replies, place, seen_by, top=comment.parent_id or comment.id, after=after or 0
    )
    shown = below[:REPLIES_PAGE]
    row = row_of(top, place, seen_by, shown)._replace(more_replies=0)
    goes_on_after = shown[-1].id if len(below) > REPLIES_PAGE else None
    return _thread(initiative, seen_by, (row,), goes_on_after=goes_on_after, is_start=after is None)


def is_among_first(comment: Comment, *, under: Initiative, seen_by: Actor) -> bool:
    """Tell whether this comment is among those that the page of its initiative shows to this reader."""
    if comment.parent_id is not None:
        return False
    before = _before(policy.may_read_partner_talk(seen_by, under))
    asked = {"initiative_id": under.id, "number": comment.id}
    return len(db.session.execute(before, asked).all()) < PAGE


@cache
def _before(among_partners: bool) -> Select[int]:
    here = (Comment.initiative_id == bindparam("initiative_id"), Comment.parent_id.is_(None))
    rows = select(Comment.id).where(*here, Comment.id < bindparam("number")).limit(PAGE)
    return rows if among_partners else rows.where(Comment.audience == Audience.PUBLIC)


def _thread(
    initiative: Initiative,
    actor: Actor,
    comments: tuple[CommentRow, ...],
    *,
    goes_on_after: int | None,
    is_start: bool,
    askable: tuple[Askable, ...] = (),
) -> Thread:
    hidden = 0 if policy.may_read_partner_talk(actor, initiative) else initiative.partner_comment_count
    return Thread(
        initiative_id=initiative.id,
        comments=comments,
        total=initiative.comment_count + initiative.partner_comment_count - hidden,
        goes_on_after=goes_on_after,
        is_start=is_start,
        may_write=actor.id is None or policy.may_comment(actor, initiative, Audience.PUBLIC),
        may_choose_audience=policy.may_talk_among_partners(actor, initiative),
        askable=askable,
        response_days=initiative.board.programme.response_days,
    )
