"""The kinds of things that people do together: tasks, questions that wait for an answer, and meetings."""

from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, or_, select, true

from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.places import has_place
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.initiatives.models import Initiative, Participation, Stage, Visibility
from workspace.leaving.queries.columns import NO_DAY, NO_NUMBER, columns_of, is_away, last_day_at, left
from workspace.leaving.queries.of_initiatives import of_initiative
from workspace.meetings.models import Meeting, MeetingState
from workspace.organisations.models import Membership
from workspace.organisations.queries import current
from workspace.programmes.models import TeamMember
from workspace.tasks.models import Task
from workspace.times import from_here

ENDS = [stage for stage in Stage if stage.is_end]


def tasks(day: date) -> Select[Any]:
    """Open tasks of boards and of initiatives that go on, with whose they are; `title` is where it belongs.

    `in_office` is false of who merely takes part: their name is for the coordinator alone (roles.md).
    """
    person: Any = Task.person_id
    here = has_place(Board.programme_id, person, day)
    had_one = or_(
        *(
            exists().where(role.user_id == person, role.ends_on < day)
            for role in (Membership, BoardMember, TeamMember)
        )
    )
    takes_part = exists().where(
        Participation.initiative_id == Task.initiative_id, Participation.user_id == person
    )
    is_own = or_(Initiative.created_by_id == person, Initiative.coordinator_id == person)
    goes_on = and_(Initiative.stage.not_in(ENDS), Initiative.visibility != Visibility.DRAFT)
    apart = and_(Initiative.carried_from <= day, ~Initiative.team_may_edit)
    return (
        columns_of(
            subject=Task.id,
            carrier=person,
            title=func.coalesce(Initiative.title, Board.title),
            detail=Task.title,
            initiative=Task.initiative_id,
            organisation=NO_NUMBER,
            since=Task.made_at,
            until=NO_DAY,
            gone=or_(and_(had_one, ~here, ~takes_part, ~func.coalesce(is_own, false())), is_away(person)),
            in_office=or_(here, had_one, is_away(person)),
            apart=func.coalesce(apart, false()),
        )
        .join(Task, Task.board_id == Board.id)
        .outerjoin(Initiative, Initiative.id == Task.initiative_id)
        .where(Task.done_at.is_(None), person.is_not(None), or_(Task.initiative_id.is_(None), goes_on))
    )


def questions(day: date) -> Select[Any]:
    """Questions that wait for an answer, with who sees to them."""
    organisation: Any = ResponseClock.organisation_id
    owner: Any = ResponseClock.owner_id
    waits = (ResponseClock.answered_at.is_(None), ResponseClock.withdrawn_at.is_(None))
    return (
        of_initiative(
            subject=ResponseClock.id,
            carrier=owner,
            detail=literal(""),
            organisation=organisation,
            since=ResponseClock.asked_at,
            until=last_day_at(organisation, owner),
            gone=or_(left(organisation, owner, day), is_away(owner)),
            source=ResponseClock,
        )
        .outerjoin(Comment, Comment.id == ResponseClock.comment_id)
        .where(*waits, owner.is_not(None), Comment.removed_at.is_(None))
    )


def meetings(day: date) -> Select[Any]:
    """Meetings that are planned for this day or later, with who prepares them."""
    person: Any = Meeting.made_by_id
    leads = exists().where(
        BoardMember.board_id == Meeting.board_id,
        BoardMember.user_id == person,
        BoardMember.is_lead,
        current(BoardMember, day),
    )
    in_team = exists().where(
        TeamMember.programme_id == Meeting.programme_id,
        TeamMember.user_id == person,
        current(TeamMember, day),
    )
    may_prepare: ColumnElement[bool] = or_(leads, in_team)
    return select(
        Meeting.id.label("subject_id"),
        person.label("carrier_id"),
        Meeting.title.label("title"),
        literal("").label("detail"),
        Meeting.programme_id.label("programme_id"),
        Meeting.board_id.label("board_id"),
        NO_NUMBER.label("initiative_id"),
        NO_NUMBER.label("organisation_id"),
        Meeting.made_at.label("since"),
        NO_DAY.label("until"),
        (~may_prepare).label("gone"),
        true().label("in_office"),
        false().label("apart"),
    ).where(Meeting.state == MeetingState.PLANNED, Meeting.ends_at >= from_here(day, time.min))
