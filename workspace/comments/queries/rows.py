"""One comment as a reader may see it, in a typed row."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.clocks.models import ResponseClock
from workspace.clocks.queries import AskedOf, asked_of
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, ReportReason
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


class Place(NamedTuple):
    """What the rules ask of an initiative, looked up once for all its comments."""

    id: int
    board_id: int
    programme_id: int


def place_of(initiative: Initiative) -> Place:
    """Return what the rules ask of this initiative."""
    return Place(initiative.id, initiative.board_id, initiative.programme_id)


# The statements are made once: making them costs more than running them.


def fetch(
    statement: Callable[[bool], Select[*tuple[Any, ...]]], place: Place, actor: Actor, **asked: Any
) -> list[Any]:
    """Return what one of the statements below finds for this reader."""
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
def top_comments(among_partners: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for comments that reply to none."""
    later = (Comment.parent_id.is_(None), Comment.id > bindparam("after"))
    return _rows(among_partners).where(*later).limit(PAGE + 1)


@cache
def one_with_replies(among_partners: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for one comment and its replies."""
    top = bindparam("top", type_=Integer)
    replies = (Comment.parent_id == top) & (Comment.id > bindparam("after"))
    return _rows(among_partners).where((Comment.id == top) | replies).limit(REPLIES_PAGE + 2)


@cache
def first_replies(among_partners: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for the replies that are shown with their comments."""
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


def row_of(row: Any, place: Place, actor: Actor, replies: Iterable[Any] = ()) -> CommentRow:
    """Return a comment that was read, with its replies, as this reader sees it."""
    below = tuple(row_of(reply, place, actor) for reply in replies)
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


def _may_answer(row: Any, place: Place, actor: Actor) -> bool:
    """A visitor may type an answer, and signs in on sending."""
    return actor.id is None or policy.may_reply(actor, place, row)
