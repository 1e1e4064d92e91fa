"""Which meetings a person may know about, and loading one of them."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import boards_in_sight
from workspace.db import db
from workspace.meetings.models import AgendaItem, Attendance, Meeting
from workspace.programmes.models import Openness, Programme


def visible_meetings(actor: Actor) -> Select[Meeting]:
    """Return every meeting this person may know about, joined with its programme and perhaps its board.

    All other meeting queries start here.
    """
    return _joined().where(may_see(actor))


def may_see(actor: Actor) -> ColumnElement[bool]:
    """The rule of policy.may_see_meeting, as a condition on meetings."""
    return or_(Meeting.programme_id.in_(actor.insider_in), Meeting.board_id.in_(actor.works_on))


def _joined() -> Select[Meeting]:
    return select(Meeting).join(Meeting.programme).outerjoin(Meeting.board)


def get_meeting(meeting_id: int, *, seen_by: Actor, to_change: bool = False) -> Meeting:
    """Return a meeting with its programme and board; raise NoResultFound.

    Of a programme or board in sight: ask policy what this person may do with it. `to_change` makes somebody
    else who changes it wait.
    """
    overleg = Meeting.board_id.is_(None) & (Programme.openness == Openness.PUBLIC)
    of_board = Meeting.board_id.is_not(None) & boards_in_sight(seen_by.insider_in)
    query = (
        _joined()
        .where(Meeting.id == meeting_id, or_(may_see(seen_by), overleg, of_board))
        .options(
            contains_eager(Meeting.programme),
            contains_eager(Meeting.board).contains_eager(Board.programme),
        )
    )
    if to_change:
        query = query.with_for_update(of=Meeting).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def get_item(meeting: Meeting, item_id: int) -> AgendaItem:
    """Return a point of the agenda of a meeting the reader was shown; raise NoResultFound."""
    here = (AgendaItem.meeting_id == meeting.id, AgendaItem.id == item_id)
    return db.session.scalars(select(AgendaItem).where(*here)).one()


def list_items_to_change(meeting: Meeting) -> list[AgendaItem]:
    """Return the points of the agenda of a meeting that is held to be changed, in their order."""
    found = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(db.session.scalars(found.order_by(AgendaItem.position, AgendaItem.id)))


def list_attendance(meeting: Meeting) -> list[Attendance]:
    """Return who is invited to a meeting that is held to be changed."""
    return list(db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)))


def find_attendance(meeting: Meeting, actor: Actor) -> Attendance | None:
    """Return the invitation of this person, or None."""
    return db.session.get(Attendance, (meeting.id, actor.id)) if actor.id else None
