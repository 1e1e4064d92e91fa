"""What people agreed to do, asked and decided about an initiative, as far as a reader may know it."""

from collections.abc import Iterator

from sqlalchemy import case, or_, select
from sqlalchemy.orm import aliased

from workspace.access import VISITOR, Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.comments.queries import visible_comments
from workspace.db import db
from workspace.dossiers.queries.agreed import Decided, Question
from workspace.dossiers.queries.rows import Step
from workspace.initiatives.models import Initiative
from workspace.meetings.models import AgendaItem, Meeting, MeetingState
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme
from workspace.tasks.models import Task
from workspace.tasks.queries.sight import is_known
from workspace.times import day_of

AT_MOST = 200


def list_tasks(initiative_id: int) -> Iterator[Step]:
    """Yield the open tasks; who only takes part is not named."""
    person = aliased(User)
    query = (
        select(Task.title, case((is_known(VISITOR), person.name)), Task.due_on)
        .join(Initiative, Initiative.id == Task.initiative_id)
        .join(Board, Board.id == Task.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .outerjoin(person, person.id == Task.person_id)
        .where(Task.initiative_id == initiative_id, Task.done_at.is_(None))
        .order_by(Task.id)
        .limit(AT_MOST)
    )
    for title, who, due_on in db.session.execute(query):
        yield Step("task", None, title, None, who, due_on)


def list_questions(initiative_id: int, *, seen_by: Actor) -> tuple[Question, ...]:
    """Return the questions that this reader may read, those that wait first, then the newest first."""
    said = visible_comments(seen_by).where(
        Comment.initiative_id == initiative_id, Comment.removed_at.is_(None)
    )
    query = (
        select(
            ResponseClock.asked_at,
            Organisation.name,
            Comment.body,
            ResponseClock.due_on,
            ResponseClock.answered_at,
        )
        .join(Organisation, Organisation.id == ResponseClock.organisation_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(
            ResponseClock.initiative_id == initiative_id,
            ResponseClock.withdrawn_at.is_(None),
            or_(
                ResponseClock.comment_id.is_(None),
                ResponseClock.comment_id.in_(said.with_only_columns(Comment.id)),
            ),
        )
        .order_by(ResponseClock.answered_at.is_not(None), ResponseClock.id.desc())
        .limit(AT_MOST)
    )
    return tuple(
        Question(day_of(asked), organisation, words, due_on, day_of(answered) if answered else None)
        for asked, organisation, words, due_on, answered in db.session.execute(query)
    )


def list_decisions(initiative: Initiative, *, seen_by: Actor) -> tuple[Decided, ...]:
    """Return what meetings decided, the newest first; meetings are for who takes part in the programme."""
    if initiative.programme_id not in seen_by.insider_in:
        return ()
    query = (
        select(Meeting.starts_at, Meeting.title, AgendaItem.decision)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.initiative_id == initiative.id,
            AgendaItem.decision != "",
            Meeting.state == MeetingState.HELD,
        )
        .order_by(Meeting.starts_at.desc(), AgendaItem.id.desc())
        .limit(AT_MOST)
    )
    return tuple(Decided(day_of(when), *rest) for when, *rest in db.session.execute(query))
