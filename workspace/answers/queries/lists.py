"""Lists of questions, each as far as its reader may see them."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.answers.queries.questions import seen_to, visible_questions
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock, Waiting, waiting
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme
from workspace.times import day_of, today

PAGE = 20
FOR_ONE_AT_MOST = 50
EXCERPT = 240  # characters of what was asked

WAITS = and_(ResponseClock.answered_at.is_(None), ResponseClock.withdrawn_at.is_(None))


class QuestionRow(NamedTuple):
    """A question as lists show it."""

    id: int
    initiative_id: int
    title: str
    board: str
    programme: str
    words: str  # how it begins
    among_partners: bool
    organisation: str
    organisation_slug: str
    asked_at: datetime
    first_due_on: date
    due_on: date
    answered_at: datetime | None
    owner_id: int | None
    owner: str | None

    @property
    def asked_on(self) -> date:
        return day_of(self.asked_at)

    @property
    def answered_on(self) -> date | None:
        return day_of(self.answered_at) if self.answered_at else None

    @property
    def clock(self) -> Waiting:
        """How its clock stands today."""
        return waiting(self.asked_on, self.due_on, answered_on=self.answered_on, on=today())


class Count(NamedTuple):
    """How many questions wait, and how many of those too long."""

    waiting: int
    late: int


def list_waiting_on(board: Board, *, seen_by: Actor, after: int | None = None) -> list[QuestionRow]:
    """Return the questions that wait on a board, the longest overdue first: one more than fit on a page."""
    return _waiting(ResponseClock.board_id == board.id, seen_by, after)


def list_waiting_at(
    organisation: Organisation, *, seen_by: Actor, after: int | None = None
) -> list[QuestionRow]:
    """Return the questions that wait for an organisation, the longest overdue first: one more than fit."""
    return _waiting(ResponseClock.organisation_id == organisation.id, seen_by, after)


def list_answered_by(
    organisation: Organisation, *, seen_by: Actor, after: int | None = None
) -> list[QuestionRow]:
    """Return the questions that an organisation was asked and that were answered, newest answer first."""
    here = (ResponseClock.organisation_id == organisation.id, ResponseClock.answered_at.is_not(None))
    place = tuple_(ResponseClock.answered_at, ResponseClock.id)
    query = visible_questions(seen_by).where(*here)
    if after is not None:
        query = query.where(place < _place_of(after, seen_by, place))
    ordered = query.order_by(ResponseClock.answered_at.desc(), ResponseClock.id.desc())
    return _rows(ordered.limit(PAGE + 1))


def list_waiting_for(actor: Actor, *, at_most: int = FOR_ONE_AT_MOST) -> list[QuestionRow]:
    """Return the questions that ask something of this person, the longest overdue first.

    Those they see to, those of their organisation that nobody there sees to, and for a representative all of
    the organisation.
    """
    if actor.id is None:
        return []
    unclaimed = and_(ResponseClock.organisation_id.in_(actor.member_of), ~seen_to())
    represented = ResponseClock.organisation_id.in_(actor.represents)
    mine = or_(ResponseClock.owner_id == actor.id, unclaimed, represented)
    query = visible_questions(actor).where(WAITS, mine)
    return _rows(query.order_by(ResponseClock.due_on, ResponseClock.id).limit(at_most))


def list_seen_to_by(person_id: int, *, seen_by: Actor) -> list[QuestionRow]:
    """Return the questions that wait and to which this person sees, as far as the reader may see them."""
    query = visible_questions(seen_by).where(WAITS, ResponseClock.owner_id == person_id)
    return _rows(query.order_by(ResponseClock.due_on, ResponseClock.id).limit(FOR_ONE_AT_MOST))


def find_of_initiative(initiative: Initiative) -> QuestionRow | None:
    """Return the question that an initiative in sight is by itself, unless it was dropped; None without."""
    here = (ResponseClock.initiative_id == initiative.id, ResponseClock.comment_id.is_(None))
    query = (
        select(ResponseClock)
        .join(Initiative, Initiative.id == ResponseClock.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(*here, ResponseClock.withdrawn_at.is_(None))
    )
    return next(iter(_rows(query)), None)


def count_waiting(board_id: int, *, seen_by: Actor) -> Count:
    """Return how many questions wait on a board that this person sees."""
    late = func.coalesce(func.sum(case((ResponseClock.due_on < today(), 1), else_=0)), 0)
    query = visible_questions(seen_by).where(ResponseClock.board_id == board_id, WAITS)
    row = db.session.execute(query.with_only_columns(func.count(), late)).one()
    return Count(int(row[0]), int(row[1]))


def _waiting(here: ColumnElement[bool], actor: Actor, after: int | None) -> list[QuestionRow]:
    query = visible_questions(actor).where(here, WAITS)
    place = tuple_(ResponseClock.due_on, ResponseClock.id)
    if after is not None:
        query = query.where(place > _place_of(after, actor, place))
    return _rows(query.order_by(ResponseClock.due_on, ResponseClock.id).limit(PAGE + 1))


def _place_of(number: int, actor: Actor, place: Any) -> Any:
    """Return the place of a question to go on from; of one that this person may not see there is none."""
    this = visible_questions(actor).where(ResponseClock.id == number)
    return this.with_only_columns(*place.clauses).scalar_subquery()


def _rows(query: Select[Any]) -> list[QuestionRow]:
    columns = (
        ResponseClock.id,
        Initiative.id,
        Initiative.title,
        Board.title,
        Programme.name,
        func.substr(func.coalesce(Comment.body, Initiative.summary), 1, EXCERPT),
        func.coalesce(Comment.audience, Audience.PUBLIC) == Audience.PARTNERS,
        Organisation.name,
        Organisation.slug,
        ResponseClock.asked_at,
        ResponseClock.first_due_on,
        ResponseClock.due_on,
        ResponseClock.answered_at,
        ResponseClock.owner_id,
        User.name,
    )
    rows = (
        query.join(Organisation, Organisation.id == ResponseClock.organisation_id)
        .outerjoin(User, User.id == ResponseClock.owner_id)
        .with_only_columns(*columns)
    )
    return [QuestionRow._make(row) for row in db.session.execute(rows)]
