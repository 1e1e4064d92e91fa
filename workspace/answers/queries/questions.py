"""Which questions a person may know about, and loading one of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock, Waiting, waiting
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.initiatives.queries.sight import in_sight
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Programme
from workspace.times import day_of, today


@dataclass(frozen=True)
class Question:
    """A question with its clock, the initiative it is about, and the comment that asks it if there is one."""

    clock: ResponseClock
    initiative: Initiative
    comment: Comment | None
    answer: Comment | None
    is_seen_to: bool  # by somebody who belongs to the organisation today

    @property
    def id(self) -> int:
        return self.clock.id

    @property
    def programme_id(self) -> int:
        return self.initiative.programme_id

    @property
    def organisation_id(self) -> int:
        return self.clock.organisation_id

    @property
    def organisation_kind(self) -> OrganisationKind:
        return self.clock.organisation.kind

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for an answer."""
        return self.clock.answered_at is None and self.clock.withdrawn_at is None

    @property
    def is_among_partners(self) -> bool:
        return self.comment is not None and self.comment.audience == Audience.PARTNERS

    @property
    def is_public(self) -> bool:
        """Tell whether everybody sees it."""
        return self.initiative.is_public and not self.is_among_partners

    @property
    def asked_on(self) -> date:
        return day_of(self.clock.asked_at)

    @property
    def more_time_on(self) -> date | None:
        """The day on which more time was asked, if it was."""
        return day_of(self.clock.more_time_at) if self.clock.more_time_at else None

    def waits(self, on: date) -> Waiting:
        """Return how its clock stands on this day."""
        answered = day_of(self.clock.answered_at) if self.clock.answered_at else None
        return waiting(self.asked_on, self.clock.due_on, answered_on=answered, on=on)


def visible_questions(actor: Actor) -> Select[ResponseClock]:
    """Return every question this person may know about; all other queries of questions start here.

    Joined with its initiative, board and programme, and with the comment that asks it. While that comment is
    hidden, so is the question.
    """
    return (
        select(ResponseClock)
        .join(Initiative, Initiative.id == ResponseClock.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(in_sight(actor), asked_in_sight(actor))
    )


def seen_to() -> ColumnElement[bool]:
    """Return the condition that somebody sees to a question who belongs to the organisation today."""
    return exists().where(
        Membership.user_id == ResponseClock.owner_id,
        Membership.organisation_id == ResponseClock.organisation_id,
        current(Membership, today()),
    )


def asked_in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the comment of a question, if it has one, is shown to this person."""
    reads = or_(Comment.audience == Audience.PUBLIC, Board.programme_id.in_(actor.insider_in))
    return or_(ResponseClock.comment_id.is_(None), and_(Comment.removed_at.is_(None), reads))


def get_question(clock_id: int, *, seen_by: Actor) -> Question:
    """Return one question; raise NoResultFound when it is absent or out of sight."""
    return _question(clock_id, seen_by, to_change=False)


def get_question_to_change(clock_id: int, *, seen_by: Actor) -> Question:
    """Return one question, its initiative held until this request ends, so that people take turns.

    Raise NoResultFound when it is absent or out of sight.
    """
    return _question(clock_id, seen_by, to_change=True)


def _question(clock_id: int, actor: Actor, *, to_change: bool) -> Question:
    this = visible_questions(actor).where(ResponseClock.id == clock_id)
    initiative_id = db.session.scalars(this.with_only_columns(ResponseClock.initiative_id)).one()
    hold = get_initiative_to_change if to_change else get_initiative
    initiative = hold(initiative_id, seen_by=actor)
    query = (
        this.add_columns(Comment, seen_to())
        .options(
            joinedload(ResponseClock.organisation).load_only(
                Organisation.name, Organisation.slug, Organisation.kind, raiseload=True
            ),
            joinedload(ResponseClock.owner).load_only(User.name, raiseload=True),
            joinedload(ResponseClock.sent_on_from).load_only(Organisation.name, raiseload=True),
            joinedload(Comment.author).load_only(User.name, raiseload=True),
            joinedload(Comment.organisation).load_only(Organisation.name, raiseload=True),
        )
        .execution_options(populate_existing=True)  # somebody may have changed it before our turn
    )
    clock, comment, is_seen_to = db.session.execute(query).one()
    return Question(clock, initiative, comment, _answer(clock), bool(is_seen_to))


def _answer(clock: ResponseClock) -> Comment | None:
    if clock.answered_at is None:
        return None
    query = select(Comment).where(Comment.id == clock.answer_id, Comment.removed_at.is_(None))
    return db.session.scalar(
        query.options(
            joinedload(Comment.author).load_only(User.name, raiseload=True),
            joinedload(Comment.organisation).load_only(Organisation.name, raiseload=True),
        )
    )
