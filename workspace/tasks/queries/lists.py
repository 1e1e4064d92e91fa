"""Tasks as pages show them, in typed rows."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db
from workspace.initiatives.queries.sight import in_sight
from workspace.tasks.models import Task
from workspace.tasks.queries.sight import LOADED, is_known, visible_tasks
from workspace.times import day_of

OPEN_AT_MOST = 200
DONE_AT_MOST = 20
A_FEW = 3


class TaskRow(NamedTuple):
    """A task, with whose it is as far as the reader may know, and whether they see what it is for."""

    task: Task  # with its board, programme and initiative
    person: str | None  # None when it is nobody's, or of somebody whose name the reader may not know
    sees_initiative: bool

    @property
    def done_on(self) -> date | None:
        return day_of(self.task.done_at) if self.task.done_at else None

    def is_late(self, on: date) -> bool:
        """Tell whether its day has passed and it is not done."""
        return self.task.done_at is None and self.task.due_on is not None and self.task.due_on < on


def list_tasks_of(initiative_id: int, *, seen_by: Actor) -> tuple[list[TaskRow], list[TaskRow]]:
    """Return the tasks of an initiative: what is to be done by day, and what was done last."""
    return _open_and_done(seen_by, Task.initiative_id == initiative_id)


def list_tasks_of_board(board_id: int, *, seen_by: Actor) -> tuple[list[TaskRow], list[TaskRow]]:
    """Return the tasks of a board and of the initiatives on it, likewise."""
    return _open_and_done(seen_by, Task.board_id == board_id)


def list_tasks_of_meeting(meeting_id: int, *, seen_by: Actor) -> list[TaskRow]:
    """Return the tasks that followed from a meeting, as far as this person may know of them."""
    query = _rows(seen_by).where(Task.meeting_id == meeting_id).order_by(Task.id).limit(OPEN_AT_MOST)
    return [TaskRow(*row) for row in db.session.execute(query)]


def find_row(task: Task, *, seen_by: Actor) -> TaskRow:
    """Return a task in sight as lists show it."""
    return TaskRow(*db.session.execute(_rows(seen_by).where(Task.id == task.id)).one())


def list_my_tasks(actor: Actor) -> list[TaskRow]:
    """Return what this person is to do, overdue first; also of what they no longer see."""
    mine = _rows(actor).where(Task.person_id == actor.id, Task.done_at.is_(None))
    return [TaskRow(*row) for row in db.session.execute(_by_day(mine).limit(OPEN_AT_MOST))]


def list_few_tasks_of(initiative_id: int, *, seen_by: Actor) -> tuple[list[TaskRow], int]:
    """Return the first open tasks of an initiative, and how many are open."""
    here = (Task.initiative_id == initiative_id, Task.done_at.is_(None))
    query = _by_day(_rows(seen_by).where(*here)).add_columns(func.count().over()).limit(A_FEW)
    rows = db.session.execute(query).all()
    return [TaskRow(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def count_open_tasks(initiative_ids: Collection[int]) -> dict[int, int]:
    """Return of these initiatives, in sight of whoever asks, how many tasks are open; 0 is left out."""
    query = (
        select(Task.initiative_id, func.count())
        .where(Task.initiative_id.in_(initiative_ids), Task.done_at.is_(None))
        .group_by(Task.initiative_id)
    )
    return {number: count for number, count in db.session.execute(query) if number is not None}


def _open_and_done(actor: Actor, here: Any) -> tuple[list[TaskRow], list[TaskRow]]:
    rows = _rows(actor).where(here)
    to_do = _by_day(rows.where(Task.done_at.is_(None))).limit(OPEN_AT_MOST)
    done = rows.where(Task.done_at.is_not(None)).order_by(Task.done_at.desc(), Task.id.desc())
    return (
        [TaskRow(*row) for row in db.session.execute(to_do)],
        [TaskRow(*row) for row in db.session.execute(done.limit(DONE_AT_MOST))],
    )


def _by_day(query: Select[Any]) -> Select[Any]:
    """What has no day comes last."""
    return query.order_by(Task.due_on.is_(None), Task.due_on, Task.id)


_person = aliased(User)


def _rows(actor: Actor) -> Select[Any]:
    sees = and_(Task.initiative_id.is_not(None), in_sight(actor))
    return (
        visible_tasks(actor)
        .outerjoin(_person, _person.id == Task.person_id)
        .add_columns(case((is_known(actor), _person.name)), sees)
        .options(*LOADED)
    )
