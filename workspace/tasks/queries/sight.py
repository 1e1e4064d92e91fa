"""Which tasks a person may know about, loading one of them, and whose name they may read."""

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.places import has_place
from workspace.boards.queries.sight import boards_in_sight
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation
from workspace.initiatives.queries.sight import in_sight
from workspace.programmes.models import Programme
from workspace.tasks.models import Task
from workspace.times import today

# What is needed to decide what somebody may do with it.
LOADED = (
    contains_eager(Task.board).contains_eager(Board.programme),
    contains_eager(Task.initiative).contains_eager(Initiative.board).contains_eager(Board.programme),
)


def visible_tasks(actor: Actor) -> Select[Task]:
    """Return every task this person may know about, joined with board, programme and perhaps initiative.

    One's own task is always among them. All other task queries start here.
    """
    return _joined().where(or_(Task.person_id == actor.id, _near(actor)))


def _joined() -> Select[Task]:
    return select(Task).join(Task.board).join(Board.programme).outerjoin(Task.initiative)


def _near(actor: Actor) -> ColumnElement[bool]:
    """The rule of policy.may_see_tasks and may_see_board_tasks, as a condition."""
    insider = or_(Board.programme_id.in_(actor.insider_in), Board.id.in_(actor.works_on))
    joined = exists().where(Participation.initiative_id == Initiative.id, Participation.user_id == actor.id)
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    of_it = or_(insider, own, joined, Initiative.owner_id.in_(actor.member_of))
    return or_(
        and_(Task.initiative_id.is_(None), insider),
        and_(Task.initiative_id.is_not(None), in_sight(actor), of_it),
    )


def is_known(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that this person may read the name of whose task it is.

    Who joined an initiative is known to its coordinator alone (domain/roles.md, notes): of somebody without
    another place others read that it is somebody who takes part.
    """
    return or_(
        Task.person_id == actor.id,
        Initiative.coordinator_id == actor.id,
        Task.person_id == Initiative.created_by_id,
        Task.person_id == Initiative.coordinator_id,
        has_place(Programme.id, Task.person_id, today()),
    )


def get_task(task_id: int, *, seen_by: Actor, to_change: bool = False) -> Task:
    """Return a task with its board, programme and initiative; raise NoResultFound.

    Of what this person sees, or their own: ask policy what they may do with it. `to_change` makes somebody
    else who changes it wait.
    """
    of_board = and_(Task.initiative_id.is_(None), boards_in_sight(seen_by.insider_in))
    seen = or_(Task.person_id == seen_by.id, of_board, in_sight(seen_by))
    query = _joined().where(Task.id == task_id, seen).options(*LOADED)
    if to_change:
        query = query.with_for_update(of=Task).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def has_joined(initiative: Initiative, actor: Actor) -> bool:
    """Tell whether this person takes part in the initiative."""
    if actor.id is None:
        return False
    here = (Participation.initiative_id == initiative.id, Participation.user_id == actor.id)
    return bool(db.session.scalar(select(exists().where(*here))))
