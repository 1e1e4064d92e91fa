"""To whom an event speaks in particular. Each a query of event and person."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.borging.models import Handover
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.following.models import Addressed
from workspace.leaving.models import Transfer
from workspace.organisations.models import Membership
from workspace.organisations.queries import current
from workspace.scans.models import ScanStep
from workspace.tasks.models import Task

Arm = Select[*tuple[Any, ...]]


def _author(day: date) -> Arm:
    return select(Event.id, Comment.author_id).join(Comment, Comment.id == Event.subject_id)


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


ADDRESSEES: Mapping[Addressed, Callable[[date], Arm]] = {
    Addressed.AUTHOR_OF_PARENT: _author_of_parent,
    Addressed.AUTHOR: _author,
    Addressed.SUBJECT: _subject,
    Addressed.RECEIVER: _receiver,
    Addressed.STEP_HOLDER: _step_holder,
    Addressed.TASK_HOLDER: _task_holder,
    Addressed.ASKER: _asker,
    Addressed.ASKED: _asked,
    Addressed.QUESTION_ASKER: _question_asker,
    Addressed.QUESTION_OWNER: _question_owner,
    Addressed.QUESTION_SIDES: _question_sides,
}
