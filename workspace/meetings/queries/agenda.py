"""The agenda of a meeting as somebody may read it, who is invited, and what may be put on it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import aliased, contains_eager

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.initiatives.queries.sight import RIGHTS, in_sight
from workspace.meetings.models import AgendaItem, Attendance, Meeting, Reply
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme

AT_MOST = 200


class ItemRow(NamedTuple):
    """A point of the agenda; what it is about is named as it is called now."""

    id: int
    title: str
    initiative_id: int | None
    initiative: str | None
    clock_id: int | None
    asked_of: str | None  # the organisation of a question
    decision: str


class PersonRow(NamedTuple):
    """Somebody who is invited, what they said, and whether they were there."""

    user_id: int
    name: str
    reply: Reply | None
    was_there: bool | None


class Subject(NamedTuple):
    """Something that can be put on an agenda: an initiative, or a question that waits there."""

    initiative_id: int
    clock_id: int | None
    title: str
    board: str
    asked_of: str | None


class Decision(NamedTuple):
    """What a meeting decided about an initiative."""

    meeting_id: int
    decision: str
    starts_at: datetime


def list_agenda(meeting: Meeting, *, seen_by: Actor) -> list[ItemRow]:
    """Return the points of a meeting in sight, in their order, without what this person may not see."""
    query = (
        select(
            AgendaItem.id,
            case((Initiative.id.is_not(None), Initiative.title), else_=AgendaItem.title),
            Initiative.id,
            Initiative.title,
            AgendaItem.clock_id,
            Organisation.name,
            AgendaItem.decision,
        )
        .outerjoin(Initiative, Initiative.id == AgendaItem.initiative_id)
        .outerjoin(Board, Board.id == Initiative.board_id)
        .outerjoin(Programme, Programme.id == Board.programme_id)
        .outerjoin(ResponseClock, ResponseClock.id == AgendaItem.clock_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .outerjoin(Organisation, Organisation.id == ResponseClock.organisation_id)
        .where(AgendaItem.meeting_id == meeting.id, _in_sight(seen_by))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [ItemRow(*row) for row in db.session.execute(query)]


def _in_sight(actor: Actor) -> ColumnElement[bool]:
    """A point of one's own is for all who see the meeting; an initiative or question for who sees it."""
    return or_(Initiative.id.is_(None), and_(in_sight(actor), _question_in_sight(actor)))


def _question_in_sight(actor: Actor) -> ColumnElement[bool]:
    """A question that was asked among partners is for those among them."""
    return or_(
        Comment.id.is_(None),
        Comment.audience == Audience.PUBLIC,
        Board.programme_id.in_(actor.insider_in),
    )


def list_people(meeting: Meeting) -> list[PersonRow]:
    """Return who is invited to a meeting the reader was shown, by name."""
    query = (
        select(User.id, User.name, Attendance.reply, Attendance.was_there)
        .join(User, User.id == Attendance.user_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(User.name, User.id)
    )
    return [PersonRow(*row) for row in db.session.execute(query)]


def list_subjects(meeting: Meeting, *, seen_by: Actor) -> list[Subject]:
    """Return the initiatives that go on and the questions that wait, of the board or the whole programme.

    What is on the agenda already is left out, and so are drafts.
    """
    there = aliased(AgendaItem)
    on_it = select(there.initiative_id).where(there.meeting_id == meeting.id, there.clock_id.is_(None))
    asked_on_it = select(there.clock_id).where(there.meeting_id == meeting.id)
    goes_on = Initiative.stage.not_in([stage for stage in Stage if stage.is_end])
    here = (
        Board.programme_id == meeting.programme_id,
        Initiative.visibility != Visibility.DRAFT,
        *([Initiative.board_id == meeting.board_id] if meeting.board_id else []),
    )
    initiatives = (
        visible_initiatives(seen_by)
        .where(*here, goes_on, Initiative.id.not_in(on_it.where(there.initiative_id.is_not(None))))
        .with_only_columns(Initiative.id, Initiative.title, Board.title)
        .order_by(Board.position, Board.id, Initiative.title, Initiative.id)
        .limit(AT_MOST)
    )
    waiting = (
        visible_initiatives(seen_by)
        .join(ResponseClock, ResponseClock.initiative_id == Initiative.id)
        .join(Organisation, Organisation.id == ResponseClock.organisation_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(
            *here,
            ResponseClock.answered_at.is_(None),
            ResponseClock.withdrawn_at.is_(None),
            ResponseClock.id.not_in(asked_on_it.where(there.clock_id.is_not(None))),
            _question_in_sight(seen_by),
        )
        .with_only_columns(Initiative.id, ResponseClock.id, Initiative.title, Board.title, Organisation.name)
        .order_by(ResponseClock.due_on, ResponseClock.id)
        .limit(AT_MOST)
    )
    questions = [Subject(*row) for row in db.session.execute(waiting)]
    return questions + [
        Subject(number, None, title, board, None) for number, title, board in db.session.execute(initiatives)
    ]


def initiatives_on(meeting: Meeting, *, seen_by: Actor) -> dict[int, Initiative]:
    """Return the initiatives on the agenda that this person sees, by number, with what rights follow from."""
    on_it = select(AgendaItem.initiative_id).where(AgendaItem.meeting_id == meeting.id)
    found = visible_initiatives(seen_by).where(Initiative.id.in_(on_it)).options(*RIGHTS)
    return {each.id: each for each in db.session.scalars(found.order_by(Initiative.title))}


def list_boards_of(programme_id: int, *, seen_by: Actor) -> list[Board]:
    """Return the boards of a programme in sight, with it, in their own order."""
    query = visible_boards(seen_by).where(Board.programme_id == programme_id)
    loaded = query.options(contains_eager(Board.programme)).order_by(Board.position, Board.id)
    return list(db.session.scalars(loaded))


def find_decisions(item_ids: Collection[int], *, seen_by: Actor) -> dict[int, Decision]:
    """Return what was decided at these points, for who was shown the initiative they are about.

    What was decided about a question among partners is for those among them.
    """
    if not item_ids:
        return {}
    query = (
        select(AgendaItem.id, Meeting.id, AgendaItem.decision, Meeting.starts_at)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(ResponseClock, ResponseClock.id == AgendaItem.clock_id)
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(
            AgendaItem.id.in_(item_ids),
            AgendaItem.decision != "",
            or_(
                Comment.id.is_(None),
                Comment.audience == Audience.PUBLIC,
                Meeting.programme_id.in_(seen_by.insider_in),
            ),
        )
    )
    return {row[0]: Decision(*row[1:]) for row in db.session.execute(query)}
