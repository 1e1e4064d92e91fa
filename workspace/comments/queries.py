"""Comments as a person may see them, in typed rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock
from workspace.clocks.queries import Askable, AskedOf, asked_of, list_askable
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, ReportReason, Visibility
from workspace.initiatives.queries.sight import in_sight
from workspace.on_behalf.models import Behalf, OnBehalf
from workspace.organisations.models import Organisation
from workspace.times import today

PAGE = 20  # comments at a time
FIRST_REPLIES = 3  # shown with a comment; the others on demand
REPLIES_PAGE = 50

Asked = aliased(Organisation)
WORKER, WORKS_FOR = aliased(User), aliased(Organisation)  # of whom entered it for somebody else
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
    Comment.removed_for,
    Comment.removal_words,
    Comment.links_wait,
    Comment.is_official,
    ResponseClock.id.label("clock_id"),
    Asked.name.label("asked"),
    ResponseClock.asked_at,
    ResponseClock.due_on,
    ResponseClock.answered_at,
    ResponseClock.withdrawn_at,
    OnBehalf.person_id.label("on_paper_id"),
    OnBehalf.received,
    WORKER.name.label("worker"),
    WORKS_FOR.name.label("works_for"),
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
    removed_for: ReportReason | None
    words_to_author: str  # for the author and who moderates
    links_wait: bool
    may_report: bool  # a visitor may write first, and signs in on sending
    is_official: bool
    question: AskedOf | None
    may_reply: bool
    may_edit: bool
    may_remove: bool
    may_restore: bool
    behalf: Behalf | None = None  # who entered it, when its author did not come online
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
    place = _place(initiative)
    tops = _fetch(_comments, place, seen_by, after=after or 0)
    shown = tops[:PAGE]
    answered = [row.id for row in shown if row.reply_count]
    replies: dict[int, list[Any]] = {}
    for reply in _fetch(_first_replies, place, seen_by, parents=answered) if answered else ():
        replies.setdefault(reply.parent_id, []).append(reply)
    return _thread(
        initiative,
        seen_by,
        tuple(_row(row, place, seen_by, replies.get(row.id, ())) for row in shown),
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
    place = _place(initiative)
    top, *below = _fetch(
        _one_with_replies, place, seen_by, top=comment.parent_id or comment.id, after=after or 0
    )
    shown = below[:REPLIES_PAGE]
    row = _row(top, place, seen_by, shown)._replace(more_replies=0)
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


class _Place(NamedTuple):
    """What the rules ask of an initiative, looked up once for all its comments."""

    id: int
    board_id: int
    programme_id: int


def _place(initiative: Initiative) -> _Place:
    return _Place(initiative.id, initiative.board_id, initiative.programme_id)


# The statements are made once: making them costs more than running them.


def _fetch(
    statement: Callable[[bool], Select[*tuple[Any, ...]]], place: _Place, actor: Actor, **asked: Any
) -> list[Any]:
    query = statement(policy.may_read_partner_talk(actor, place))
    return list(db.session.execute(query, {"initiative_id": place.id, **asked}))


def _rows(among_partners: bool) -> Select[*tuple[Any, ...]]:
    rows = (
        select(*COLUMNS)
        .join(User, User.id == Comment.author_id)
        .outerjoin(Organisation, Organisation.id == Comment.organisation_id)
        .outerjoin(ResponseClock, ResponseClock.comment_id == Comment.id)
        .outerjoin(Asked, Asked.id == ResponseClock.organisation_id)
        .outerjoin(OnBehalf, OnBehalf.comment_id == Comment.id)
        .outerjoin(WORKER, WORKER.id == OnBehalf.entered_by_id)
        .outerjoin(WORKS_FOR, WORKS_FOR.id == OnBehalf.organisation_id)
        .where(Comment.initiative_id == bindparam("initiative_id"))
        .order_by(Comment.id)
    )
    return rows if among_partners else rows.where(Comment.audience == Audience.PUBLIC)


@cache
def _comments(among_partners: bool) -> Select[*tuple[Any, ...]]:
    later = (Comment.parent_id.is_(None), Comment.id > bindparam("after"))
    return _rows(among_partners).where(*later).limit(PAGE + 1)


@cache
def _one_with_replies(among_partners: bool) -> Select[*tuple[Any, ...]]:
    top = bindparam("top", type_=Integer)
    replies = (Comment.parent_id == top) & (Comment.id > bindparam("after"))
    return _rows(among_partners).where((Comment.id == top) | replies).limit(REPLIES_PAGE + 2)


@cache
def _first_replies(among_partners: bool) -> Select[*tuple[Any, ...]]:
    official_first = (Comment.is_official.desc(), Comment.id)  # an answer is always among those shown
    place = func.row_number().over(partition_by=Comment.parent_id, order_by=official_first).label("place")
    parents = Comment.parent_id.in_(bindparam("parents", expanding=True))
    numbered = (
        select(Comment.id, place)
        .where(Comment.initiative_id == bindparam("initiative_id"), parents)
        .subquery()
    )
    return _rows(among_partners).where(
        Comment.id.in_(select(numbered.c.id).where(numbered.c.place <= FIRST_REPLIES))
    )


def _row(row: Any, place: _Place, actor: Actor, replies: Iterable[Any] = ()) -> CommentRow:
    below = tuple(_row(reply, place, actor) for reply in replies)
    is_removed = row.removed_at is not None
    is_own, may_restore = actor.id == row.author_id, policy.may_restore(actor, place, row)
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
        removed_for=row.removed_for,
        words_to_author=row.removal_words if is_own or may_restore else "",
        links_wait=row.links_wait and not is_removed,
        may_report=not is_removed and not is_own,
        is_official=row.is_official and not is_removed,
        question=None if is_removed or row.clock_id is None else asked_of(row, on=today()),
        may_reply=not is_removed and row.parent_id is None and _may_answer(row, place, actor),
        may_edit=policy.may_edit(actor, row),
        may_remove=policy.may_remove(actor, place, row),
        may_restore=may_restore,
        behalf=None if is_removed else _behalf(row),
        replies=below,
        more_replies=row.reply_count - len(below),
    )


def _behalf(row: Any) -> Behalf | None:
    if row.on_paper_id is None:
        return None
    return Behalf(row.worker, row.works_for or "", row.received, is_claimed=row.on_paper_id != row.author_id)


def _may_answer(row: Any, place: _Place, actor: Actor) -> bool:
    """A visitor may type an answer, and signs in on sending."""
    return actor.id is None or policy.may_reply(actor, place, row)


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
