"""The people for whom somebody entered something, and what that was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, select

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.on_behalf.models import ClaimCode, Contribution, OnBehalf
from workspace.programmes.models import Openness, Programme

AT_MOST = 200  # people of one worker, those entered last
THINGS_AT_MOST = 200


class PersonRow(NamedTuple):
    """Somebody who does not come online, as the worker knows them here."""

    id: int
    name: str
    entered_at: datetime  # for the first time
    things: int


class EnteredRow(NamedTuple):
    """One thing that was entered for somebody."""

    id: int
    kind: Contribution
    initiative_id: int
    title: str
    board_id: int
    programme_id: int
    entered_at: datetime
    worker: str
    is_public: bool
    is_gone: bool  # a comment that was taken away


def _claimed() -> Any:
    return exists().where(ClaimCode.person_id == User.id, ClaimCode.claimed_at.is_not(None))


def visible_people(actor: Actor) -> Select[User]:
    """Return the people this worker entered, and nobody else's, but for those who have it themselves now."""
    return select(User).where(User.entered_by_id == actor.id, ~_claimed())


def list_people(seen_by: Actor) -> list[PersonRow]:
    """Return the people this worker entered, newest first."""
    first, things = func.min(OnBehalf.entered_at), func.count(OnBehalf.id)
    query = (
        visible_people(seen_by)
        .join(OnBehalf, OnBehalf.person_id == User.id)
        .with_only_columns(User.id, User.name, first, things)
        .group_by(User.id, User.name)
        .order_by(first.desc(), User.id.desc())
        .limit(AT_MOST)
    )
    return [PersonRow(*row) for row in db.session.execute(query)]


def get_person(person_id: int, *, seen_by: Actor) -> User:
    """Return somebody this worker entered; raise NoResultFound for all others, and once it was claimed."""
    return db.session.scalars(visible_people(seen_by).where(User.id == person_id)).one()


def get_person_to_change(person_id: int, *, seen_by: Actor) -> User:
    """Return somebody this worker entered, held so that a claim at this moment waits; NoResultFound."""
    hold_person(person_id)
    return get_person(person_id, seen_by=seen_by)


def read_person(person_id: int) -> User:
    """Return somebody known on paper, for whoever holds their code; raise NoResultFound."""
    return db.session.scalars(select(User).where(User.id == person_id)).one()


def hold_person(person_id: int) -> User:
    """Return somebody known on paper, held until this request ends."""
    held = select(User).where(User.id == person_id).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).one()


def get_entered(entered_id: int, *, of: User) -> OnBehalf:
    """Return one thing that was entered for a person; raise NoResultFound."""
    query = select(OnBehalf).where(OnBehalf.id == entered_id, OnBehalf.person_id == of.id)
    return db.session.scalars(query).one()


def list_entered(person_id: int) -> Sequence[EnteredRow]:
    """Return what was entered for somebody, in the order in which it was."""
    public = (
        (Initiative.visibility == Visibility.PUBLIC)
        & (Board.openness == Openness.PUBLIC)
        & (Programme.openness == Openness.PUBLIC)
    )
    query = (
        select(
            OnBehalf.id,
            OnBehalf.kind,
            Initiative.id,
            Initiative.title,
            Board.id,
            Board.programme_id,
            OnBehalf.entered_at,
            User.name,
            public,
            func.coalesce(Comment.removed_at.is_not(None), False),
        )
        .join(Initiative, Initiative.id == OnBehalf.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .join(User, User.id == OnBehalf.entered_by_id)
        .outerjoin(Comment, Comment.id == OnBehalf.comment_id)
        .where(OnBehalf.person_id == person_id)
        .order_by(OnBehalf.id)
        .limit(THINGS_AT_MOST)
    )
    return [EnteredRow._make(row) for row in db.session.execute(query)]
