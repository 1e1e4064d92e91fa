"""Adding tasks, changing them, ticking them off. One's turn is held by whoever loaded the task to change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.tasks import policy
from workspace.tasks.models import Task, may_still_be_undone


@dataclass(frozen=True)
class ToDo:
    """What is to be done, by whom and before the end of which day; both may be left open."""

    title: str
    person_id: int | None = None
    due_on: date | None = None


def add_task(initiative: Initiative, todo: ToDo, *, by: Actor, meeting_id: int | None = None) -> Task:
    """Add a task to an initiative, perhaps as it was agreed in a meeting."""
    require(policy.may_add_task(by, initiative))
    return _add(initiative.board, initiative, todo, by, meeting_id)


def add_board_task(board: Board, todo: ToDo, *, by: Actor, meeting_id: int | None = None) -> Task:
    """Add a task that is of the board itself."""
    require(policy.may_add_board_task(by, board))
    return _add(board, None, todo, by, meeting_id)


def change_task(task: Task, todo: ToDo, *, by: Actor) -> None:
    """Change what is to be done, by whom or when; nothing happens when it is the same."""
    require(policy.may_change_task(by, task))
    before = ToDo(task.title, task.person_id, task.due_on)
    if before == todo:
        return
    task.title, task.person_id, task.due_on = todo.title, todo.person_id, todo.due_on
    _tell("task_changed", task, by, passed=before.person_id != todo.person_id)


def take_over_task(task: Task, *, asked_id: int, by: Actor) -> None:
    """Take over a task that is open, as one was asked."""
    require(policy.may_take_over(by, asked_id=asked_id))
    if task.person_id == asked_id:
        return
    task.person_id = asked_id
    _tell("task_changed", task, by, passed=True)


def finish_task(task: Task, *, by: Actor) -> None:
    """Say that a task is done, once."""
    require(policy.may_tick_off(by, task))
    if task.done_at is not None:
        return
    task.done_at, task.done_by_id = now(), by.signed_in_id()
    _tell("task_done", task, by)


def reopen_task(task: Task, *, by: Actor) -> bool:
    """Take back that a task is done; return False when that was too long ago."""
    require(policy.may_tick_off(by, task))
    if task.done_at is None:
        return True
    if not may_still_be_undone(task.done_at, now()):
        return False
    task.done_at = task.done_by_id = None
    _tell("task_reopened", task, by)
    return True


def remove_task(task: Task, *, by: Actor) -> None:
    """Remove a task that need not be done."""
    require(policy.may_change_task(by, task))
    _tell("task_removed", task, by)
    db.session.delete(task)


def _add(board: Board, initiative: Initiative | None, todo: ToDo, by: Actor, meeting_id: int | None) -> Task:
    task = Task(
        board=board,
        initiative=initiative,
        meeting_id=meeting_id,
        title=todo.title,
        person_id=todo.person_id,
        due_on=todo.due_on,
        made_by_id=by.signed_in_id(),
    )
    db.session.add(task)
    db.session.flush()  # what is told names it
    _tell("task_added", task, by)
    return task


def _tell(verb: str, task: Task, by: Actor, **details: bool) -> None:
    """Tell it among partners, with the number of whose task it is: that person is told."""
    told: dict[str, Any] = {"by": by, "subject_id": task.id, "person": task.person_id, **details}
    if task.initiative is not None:
        tell(verb, task.initiative, is_public=False, **told)
    else:
        record(verb, programme_id=task.board.programme_id, board_id=task.board_id, **told)
