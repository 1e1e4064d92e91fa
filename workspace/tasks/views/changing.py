"""One task: ticking it off and on, changing it, removing it."""

from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.tasks import policy
from workspace.tasks.actions import change_task, finish_task, remove_task, reopen_task
from workspace.tasks.forms import TaskForm
from workspace.tasks.models import Task
from workspace.tasks.queries import get_task, list_near_board, list_near_initiative
from workspace.tasks.queries.lists import find_row
from workspace.tasks.views.blueprint import ONE, bp, list_with, way_back
from workspace.web import actor_here, current_actor, go_to


@bp.post(f"{ONE}/klaar")
def finish(task_id: int) -> ResponseReturnValue:
    """Say that a task is done, in one tap."""
    task = get_task(task_id, seen_by=current_actor, to_change=True)
    require(policy.may_tick_off(current_actor, task))
    finish_task(task, by=current_actor)
    flash(_("Klaar: %(task)s", task=task.title))
    return go_to(way_back(task))


@bp.post(f"{ONE}/toch-niet")
def reopen(task_id: int) -> ResponseReturnValue:
    """Take back that a task is done."""
    task = get_task(task_id, seen_by=current_actor, to_change=True)
    require(policy.may_tick_off(current_actor, task))
    if not reopen_task(task, by=current_actor):
        flash(_("Deze taak is al langer klaar. Maak een nieuwe taak voor wat er nog moet."), "info")
    return go_to(way_back(task))


@bp.get(ONE)
def edit(task_id: int) -> ResponseReturnValue:
    """Show the form that changes a task."""
    task = get_task(task_id, seen_by=current_actor)
    require(policy.may_change_task(current_actor, task))
    return _page(task, _form(task))


@bp.post(ONE)
def save(task_id: int) -> ResponseReturnValue:
    """Change a task."""
    task = get_task(task_id, seen_by=current_actor, to_change=True)
    require(policy.may_change_task(current_actor, task))
    form = _form(task)
    if not form.validate_on_submit():
        return _page(task, form), 422
    if form.is_stale(task.version):
        return conflict_page(form, _form(task, stored=True))
    change_task(task, form.todo(), by=current_actor)
    return go_to(list_with(task))


@bp.post(f"{ONE}/verwijdering")
def remove(task_id: int) -> ResponseReturnValue:
    """Remove a task that need not be done."""
    task = get_task(task_id, seen_by=current_actor, to_change=True)
    require(policy.may_change_task(current_actor, task))
    back = list_with(task)
    remove_task(task, by=current_actor)
    flash(_("De taak is verwijderd."))
    return go_to(back)


def _form(task: Task, *, stored: bool = False) -> TaskForm:
    actor = actor_here()
    if task.initiative is None:
        people = list_near_board(task.board)
    else:
        people = list_near_initiative(task.initiative, seen_by=actor)
    return TaskForm.about(task, people, actor.id, find_row(task, seen_by=actor).person, stored=stored)


def _page(task: Task, form: TaskForm) -> str:
    initiative, board = task.initiative, task.board
    place: dict[str, Any] = {"slug": board.programme.slug, "board_slug": board.slug}
    return render_template(
        "tasks/edit.html",
        task=task,
        form=form,
        about=initiative.title if initiative else board.title,
        address=address_of_initiative(initiative.id, initiative.title)
        if initiative
        else url_for("overview.board", **place),
        back=list_with(task),
        button_form=ButtonForm(formdata=None),
    )
