"""To whom an event speaks in particular. Each a query of event and person."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, case, cast, exists, func, null, or_, select, true, union_all
from sqlalchemy.orm import aliased

from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.boards.models import Board, BoardMember
from workspace.borging.models import Handover
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.following.models import Addressed
from workspace.following.queries.insiders import insiders
from workspace.initiatives.models import Case, Initiative, Participation, ThingKind, Update
from workspace.learning.models import LearningMoment, ObstacleShare, Reflection
from workspace.leaving.models import Transfer
from workspace.moderation.models import Report, Warned
from workspace.organisations.models import Membership
from workspace.organisations.queries import current
from workspace.programmes.models import TeamMember
from workspace.scans.models import ScanStep
from workspace.tasks.models import Task

Arm = Select[*tuple[Any, ...]]


def _author_of_parent(day: date) -> Arm:
    parent = aliased(Comment)
    return (
        select(Event.id, parent.author_id)
        .join(Comment, Comment.id == Event.subject_id)
        .join(parent, parent.id == Comment.parent_id)
    )


def _subject(day: date) -> Arm:
    return select(Event.id, Event.subject_id)


def _representatives(organisation: Any, day: date) -> Any:
    return and_(
        Membership.organisation_id == organisation,
        Membership.represents == true(),
        current(Membership, day),
    )


def _receiver(day: date) -> Arm:
    return (
        select(Event.id, Membership.user_id)
        .join(Handover, Handover.id == Event.subject_id)
        .join(Membership, _representatives(Handover.to_organisation_id, day))
    )


def _step_holder(day: date) -> Arm:
    return select(Event.id, ScanStep.person_id).join(ScanStep, ScanStep.id == Event.subject_id)


def _task_holder(day: date) -> Arm:
    """Whose task it is; of a change only when it passed to them."""
    given = or_(Event.verb != "task_changed", Event.details["passed"].as_boolean())
    return select(Event.id, Task.person_id).join(Task, Task.id == Event.subject_id).where(given)


def _insiders(day: date) -> Arm:
    of = select(Event.programme_id).where(Event.verb == "programme_report_out", Event.spread_at.is_(None))
    inside = insiders(of, day, "told_insiders")
    return select(Event.id, inside.c.user_id).join(inside, inside.c.programme_id == Event.programme_id)


def _team(day: date) -> Arm:
    there = and_(TeamMember.programme_id == Event.programme_id, current(TeamMember, day))
    return select(Event.id, TeamMember.user_id).join(TeamMember, there)


def _joined(day: date) -> Arm:
    there = Participation.initiative_id == Event.initiative_id
    return select(Event.id, Participation.user_id).join(Participation, there)


def _asker(day: date) -> Arm:
    return select(Event.id, Transfer.asked_by_id).join(Transfer, Transfer.id == Event.subject_id)


def _of_question(person: Any) -> Arm:
    return select(Event.id, person).join(ResponseClock, ResponseClock.id == Event.subject_id)


def _question_asker(day: date) -> Arm:
    return _of_question(ResponseClock.asked_by_id)


def _question_owner(day: date) -> Arm:
    return _of_question(ResponseClock.owner_id)


def _asked(day: date) -> Arm:
    return _of_question(Membership.user_id).join(Membership, _speaks_for_asked(day))


def _question_sides(day: date) -> Arm:
    asked = select(Membership.user_id).where(_speaks_for_asked(day)).correlate(ResponseClock)
    sides = or_(User.id == ResponseClock.asked_by_id, User.id.in_(asked))
    return _of_question(User.id).join(User, sides)


def _speaks_for_asked(day: date) -> Any:
    """Who may commit the organisation that is asked; where nobody may, everybody who belongs there."""
    representative = aliased(Membership)
    somebody_may = exists().where(
        representative.organisation_id == ResponseClock.organisation_id,
        representative.represents == true(),
        current(representative, day),
    )
    return and_(
        Membership.organisation_id == ResponseClock.organisation_id,
        or_(Membership.represents == true(), ~somebody_may),
        current(Membership, day),
    )


def _moderators(day: date) -> Arm:
    """The team of the programme and who leads the board, but not whose own words were reported."""
    is_share = Case.about.startswith(f"{ThingKind.OBSTACLE.value}-")
    learned = func.coalesce(Reflection.author_id, LearningMoment.author_id)
    made = func.coalesce(Comment.author_id, Update.author_id, Initiative.created_by_id, learned, 0)
    author = case((is_share, ObstacleShare.shared_by_id), else_=made)
    team = select(TeamMember.user_id, TeamMember.programme_id, cast(null(), Integer).label("board_id")).where(
        current(TeamMember, day)
    )
    leads = (
        select(BoardMember.user_id, Board.programme_id, BoardMember.board_id)
        .join(Board, Board.id == BoardMember.board_id)
        .where(BoardMember.is_lead, current(BoardMember, day))
    )
    steering = union_all(team, leads).subquery("steering")
    board_id = func.coalesce(Initiative.board_id, LearningMoment.board_id)
    here = or_(steering.c.board_id.is_(None), steering.c.board_id == board_id)
    return (
        select(Event.id, steering.c.user_id)
        .join(Case, Case.id == Event.subject_id)
        .outerjoin(Initiative, Initiative.id == Case.initiative_id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
        .outerjoin(Update, Update.id == Case.update_id)
        .outerjoin(LearningMoment, LearningMoment.id == Case.moment_id)
        .outerjoin(Reflection, Reflection.id == Case.reflection_id)
        .outerjoin(ObstacleShare, and_(ObstacleShare.moment_id == Case.moment_id, is_share))
        .join(steering, and_(steering.c.programme_id == Event.programme_id, here))
        .where(steering.c.user_id != author)
    )


def _reporters(day: date) -> Arm:
    """Who had reported it before the verdict, which the event carries in its moment."""
    return (
        select(Event.id, Report.reported_by_id)
        .join(Case, Case.id == Event.subject_id)
        .join(Report, and_(Report.case_id == Case.id, Report.handled_at == Case.handled_at))
    )


def _warned(day: date) -> Arm:
    """The author, or the worker who entered an author without an account: nothing reaches that person."""
    return (
        select(Event.id, func.coalesce(User.entered_by_id, User.id))
        .join(Warned, Warned.id == Event.subject_id)
        .join(User, User.id == Warned.user_id)
    )


ADDRESSEES: Mapping[Addressed, Callable[[date], Arm]] = {
    Addressed.AUTHOR_OF_PARENT: _author_of_parent,
    Addressed.MODERATORS: _moderators,
    Addressed.REPORTERS: _reporters,
    Addressed.WARNED: _warned,
    Addressed.SUBJECT: _subject,
    Addressed.RECEIVER: _receiver,
    Addressed.STEP_HOLDER: _step_holder,
    Addressed.TASK_HOLDER: _task_holder,
    Addressed.INSIDERS: _insiders,
    Addressed.JOINED: _joined,
    Addressed.TEAM: _team,
    Addressed.ASKER: _asker,
    Addressed.ASKED: _asked,
    Addressed.QUESTION_ASKER: _question_asker,
    Addressed.QUESTION_OWNER: _question_owner,
    Addressed.QUESTION_SIDES: _question_sides,
}
