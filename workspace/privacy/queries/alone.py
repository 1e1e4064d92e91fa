"""Which initiatives are of one person alone: nobody joined, and nobody else did anything there."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_

from workspace.advice.models import Advice
from workspace.borging.models import AspectChange, BorgingAspect, Evidence, Handover
from workspace.comments.models import Comment
from workspace.initiatives.models import (
    FrameworkChange,
    Initiative,
    InitiativePartner,
    Participation,
    Revision,
    StartAnswer,
    Update,
)
from workspace.learning.models import LearningMoment
from workspace.results.models import Result
from workspace.tasks.models import Task

# What others did in an initiative: the table and who did it.
DEEDS: tuple[tuple[Any, Any], ...] = (
    (Participation, Participation.user_id),
    (Update, Update.author_id),
    (LearningMoment, LearningMoment.author_id),
    (Revision, Revision.made_by_id),
    (FrameworkChange, FrameworkChange.made_by_id),
    (StartAnswer, StartAnswer.answered_by_id),
    (Task, Task.made_by_id),
    (Result, Result.entered_by_id),
    (Advice, Advice.author_id),
)


def is_alone(user_id: int, *, entered_by_id: int | None) -> list[ColumnElement[bool]]:
    """Return the conditions that an initiative is of nobody else, and nobody else did anything there."""
    people = [user_id, *([entered_by_id] if entered_by_id else [])]
    spoke = exists().where(
        Comment.initiative_id == Initiative.id, Comment.author_id.not_in(people), Comment.removed_at.is_(None)
    )
    others = [
        exists().where(table.initiative_id == Initiative.id, who.not_in(people)) for table, who in DEEDS
    ]
    of_aspect = BorgingAspect.initiative_id == Initiative.id
    changed = exists().where(
        AspectChange.aspect_id == BorgingAspect.id, of_aspect, AspectChange.changed_by_id.not_in(people)
    )
    proved = exists().where(
        Evidence.aspect_id == BorgingAspect.id, of_aspect, Evidence.added_by_id.not_in(people)
    )
    offered = exists().where(Handover.initiative_id == Initiative.id)
    carried = exists().where(InitiativePartner.initiative_id == Initiative.id)
    coordinates = func.coalesce(Initiative.coordinator_id, user_id).in_(people)
    nobodys = and_(Initiative.organisation_id.is_(None), Initiative.carried_by_id.is_(None))
    return [nobodys, coordinates, ~or_(spoke, changed, proved, offered, carried, *others)]
