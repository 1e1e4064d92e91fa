"""Who asked to be forgotten, and what becomes of what they did."""

from typing import NamedTuple

from sqlalchemy import Select, func, select

from workspace.accounts.models import User
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.initiatives.models import Initiative
from workspace.leaving.queries.things import Thing, list_carried
from workspace.privacy.models import ErasureRequest
from workspace.privacy.queries.alone import is_alone

AT_ONCE = 50  # people an hour
SHOWN = 20  # initiatives of each kind


class Own(NamedTuple):
    """An initiative that somebody made."""

    id: int
    title: str


class Becomes(NamedTuple):
    """What becomes of what somebody did, for them to read before they choose."""

    going: list[Own]  # initiatives of them alone, when they let their contributions go
    staying: list[Own]  # initiatives that others joined
    comments: int
    carried: list[Thing]


def find_open_request(user_id: int | None) -> ErasureRequest | None:
    """Return what somebody asked and was not done or taken back, or None."""
    return db.session.scalars(_open().where(ErasureRequest.user_id == (user_id or 0))).one_or_none()


def list_due() -> list[int]:
    """Return the numbers of requests whose days of thought are over, the oldest first."""
    due = _open().where(ErasureRequest.due_at <= now()).order_by(ErasureRequest.due_at)
    return list(db.session.scalars(due.with_only_columns(ErasureRequest.id).limit(AT_ONCE)))


def hold_due(request_id: int) -> ErasureRequest | None:
    """Return a request that is due, held; None when it was done or taken back, or another process has it."""
    due = _open().where(ErasureRequest.id == request_id, ErasureRequest.due_at <= now())
    held = due.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return db.session.scalars(held).one_or_none()


def get_person_of(request: ErasureRequest) -> User:
    """Return who is to be forgotten."""
    return db.session.get_one(User, request.user_id)


def what_becomes_of(user: User) -> Becomes:
    """Return what somebody made, by what becomes of it, and what they carry."""
    made = select(Initiative.id, Initiative.title).where(Initiative.created_by_id == user.id)
    alone = is_alone(user.id, entered_by_id=user.entered_by_id)
    going = made.where(*alone).order_by(Initiative.id.desc()).limit(SHOWN)
    others = made.where(Initiative.id.not_in(select(Initiative.id).where(*alone)))
    comments = select(func.count(Comment.id)).where(
        Comment.author_id == user.id, Comment.removed_at.is_(None), Comment.is_official.is_(False)
    )
    return Becomes(
        going=[Own(*row) for row in db.session.execute(going)],
        staying=[Own(*row) for row in db.session.execute(others.order_by(Initiative.id.desc()).limit(SHOWN))],
        comments=db.session.scalars(comments).one(),
        carried=list_carried(user.id),
    )


def _open() -> Select[ErasureRequest]:
    waits = ErasureRequest.withdrawn_at.is_(None), ErasureRequest.done_at.is_(None)
    return select(ErasureRequest).where(*waits)
