"""Comments as a person may see them, in typed rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import ColumnElement, Select, func, select, true

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.sight import in_sight
from workspace.organisations.models import Organisation

PAGE = 20  # comments at a time
FIRST_REPLIES = 3  # shown with a comment; the others on demand
REPLIES_PAGE = 50

COLUMNS = (
    Comment.id,
    Comment.parent_id,
    Comment.author_id,
    User.name.label("author"),
    Comment.role,
    Organisation.name.label("organisation"),
    Comment.audience,
    Comment.body_html,
    Comment.reply_count,
    Comment.created_at,
    Comment.edited_at,
    Comment.removed_at,
    Comment.removed_as,
    Comment.removal_reason,
)


class CommentRow(NamedTuple):
    """One comment as this reader sees it. Of a removed one only the trace is left: no words and no name."""

    id: int
    author: str
    role: Role
    organisation: str | None
    among_partners: bool
    html: Markup
    created_at: datetime
    edited_at: datetime | None
    is_removed: bool
    removed_as: Role | None  # None: the author did
    removal_reason: str
    may_reply: bool
    may_edit: bool
    may_remove: bool
    replies: tuple["CommentRow", ...] = ()
    more_replies: int = 0  # how many are not in `replies`


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

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that occur, so that each is translated once."""
        rows = [row for top in self.comments for row in (top, *top.replies)]
        return frozenset(role for row in rows for role in (row.role, row.removed_as) if role is not None)


def visible_comments(actor: Actor) -> Select[Comment]:
    """Return every comment this person may read, in every initiative they may know about."""
    return (
        select(Comment)
        .join(Comment.initiative)
        .join(Initiative.board)
        .join(Board.programme)
        .where(
            in_sight(actor),
            (Comment.audience == Audience.PUBLIC) | Board.programme_id.in_(actor.insider_in),
        )
    )


def get_comment(comment_id: int, *, under: Initiative, seen_by: Actor) -> Comment:
    """Return a comment under this initiative; raise NoResultFound if it is absent or out of sight."""
    here = (Comment.id == comment_id, Comment.initiative_id == under.id)
    return db.session.scalars(visible_comments(seen_by).where(*here)).one()


def thread_of(initiative: Initiative, *, seen_by: Actor, after: int | None = None) -> Thread:
    """Return twenty comments under an initiative that the reader was shown, each with its first replies."""
    tops = _fetch(
        _rows(initiative, seen_by)
        .where(Comment.parent_id.is_(None), Comment.id > (after or 0))
        .order_by(Comment.id)
        .limit(PAGE + 1)
    )
    shown = tops[:PAGE]
    replies = _first_replies(initiative, seen_by, [row.id for row in shown if row.reply_count])
    return _thread(
        initiative,
        seen_by,
        tuple(_row(row, initiative, seen_by, replies.get(row.id, ())) for row in shown),
        goes_on_after=shown[-1].id if len(tops) > PAGE else None,
        is_start=after is None,
    )


def conversation(
    initiative: Initiative, comment: Comment, *, seen_by: Actor, after: int | None = None
) -> Thread:
    """Return one comment with its replies, fifty at a time; of a reply, the comment that it replies to."""
    top_id = comment.parent_id or comment.id
    replies = _fetch(
        _rows(initiative, seen_by)
        .where((Comment.id == top_id) | ((Comment.parent_id == top_id) & (Comment.id > (after or 0))))
        .order_by(Comment.id)
        .limit(REPLIES_PAGE + 2)
    )
    top, *below = replies
    shown = below[:REPLIES_PAGE]
    row = _row(top, initiative, seen_by, shown)._replace(more_replies=0)
    goes_on_after = shown[-1].id if len(below) > REPLIES_PAGE else None
    return _thread(initiative, seen_by, (row,), goes_on_after=goes_on_after, is_start=after is None)


def _rows(initiative: Initiative, actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*COLUMNS)
        .join(User, User.id == Comment.author_id)
        .outerjoin(Organisation, Organisation.id == Comment.organisation_id)
        .where(Comment.initiative_id == initiative.id, _readable(initiative, actor))
    )


def _readable(initiative: Initiative, actor: Actor) -> ColumnElement[bool]:
    if policy.may_read_partner_talk(actor, initiative):
        return true()
    return Comment.audience == Audience.PUBLIC


def _fetch(query: Select[*tuple[Any, ...]]) -> list[Any]:
    return list(db.session.execute(query))


def _first_replies(initiative: Initiative, actor: Actor, parents: list[int]) -> dict[int, list[Any]]:
    if not parents:
        return {}
    place = func.row_number().over(partition_by=Comment.parent_id, order_by=Comment.id).label("place")
    numbered = (
        select(Comment.id, place)
        .where(Comment.initiative_id == initiative.id, Comment.parent_id.in_(parents))
        .subquery()
    )
    first = select(numbered.c.id).where(numbered.c.place <= FIRST_REPLIES)
    found: dict[int, list[Any]] = {}
    for row in _fetch(_rows(initiative, actor).where(Comment.id.in_(first)).order_by(Comment.id)):
        found.setdefault(row.parent_id, []).append(row)
    return found


def _row(row: Any, initiative: Initiative, actor: Actor, replies: Iterable[Any] = ()) -> CommentRow:
    below = tuple(_row(reply, initiative, actor) for reply in replies)
    is_removed = row.removed_at is not None
    return CommentRow(
        id=row.id,
        author="" if is_removed else row.author,
        role=row.role,
        organisation=None if is_removed else row.organisation,
        among_partners=row.audience == Audience.PARTNERS,
        html=Markup() if is_removed else row.body_html,
        created_at=row.created_at,
        edited_at=row.edited_at,
        is_removed=is_removed,
        removed_as=row.removed_as,
        removal_reason=row.removal_reason,
        may_reply=not is_removed and row.parent_id is None and _may_answer(row, initiative, actor),
        may_edit=policy.may_edit(actor, row),
        may_remove=policy.may_remove(actor, initiative, row),
        replies=below,
        more_replies=row.reply_count - len(below),
    )


def _may_answer(row: Any, initiative: Initiative, actor: Actor) -> bool:
    """A visitor may type an answer, and signs in on sending."""
    return actor.id is None or policy.may_reply(actor, initiative, row)


def _thread(
    initiative: Initiative,
    actor: Actor,
    comments: tuple[CommentRow, ...],
    *,
    goes_on_after: int | None,
    is_start: bool,
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
    )
