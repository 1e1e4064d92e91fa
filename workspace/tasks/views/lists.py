"""The tasks of an initiative and of a board, and adding one."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.boards.models import Board
from workspace.boards.queries.boards import get_board
from workspace.forms import ButtonForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.tasks import policy
from workspace.tasks.actions import add_board_task, add_task
from workspace.tasks.forms import TaskForm
from workspace.tasks.models import may_still_be_undone
from workspace.tasks.queries import (
    has_joined,
    list_near_board,
    list_near_initiative,
    list_tasks_of,
    list_tasks_of_board,
)
from workspace.tasks.queries.lists import TaskRow
from workspace.tasks.views.blueprint import OF_BOARD, OF_INITIATIVE, bp
from workspace.times import now, today
from workspace.web import actor_here, current_actor, go_to


@bp.get(OF_INITIATIVE)
def index(initiative_id: int) -> ResponseReturnValue:
    """Show what is to be done for an initiative, and what was done last."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    actor = actor_here()
    require(policy.may_see_tasks(actor, initiative, has_joined=has_joined(initiative, actor)))
    return _of_initiative(initiative, _form(initiative) if policy.may_add_task(actor, initiative) else None)


@bp.post(OF_INITIATIVE)
@posting
def add(initiative_id: int) -> ResponseReturnValue:
    """Add a task to an initiative."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_add_task(current_actor, initiative))
    form = _form(initiative)
    if not form.validate_on_submit():
        return _of_initiative(initiative, form), 422
    add_task(initiative, form.todo(), by=current_actor)
    return go_to(url_for("tasks.index", initiative_id=initiative.id))


@bp.get(OF_BOARD)
def of_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show what is to be done for a board and for the initiatives on it."""
    board = get_board(slug, board_slug, seen_by=current_actor)
    require(policy.may_see_board_tasks(current_actor, board))
    return _of_board(board, _board_form(board) if policy.may_add_board_task(current_actor, board) else None)


@bp.post(OF_BOARD)
@posting
def add_to_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Add a task that is of the board itself."""
    board = get_board(slug, board_slug, seen_by=current_actor, to_change=True)
    require(policy.may_add_board_task(current_actor, board))
    form = _board_form(board)
    if not form.validate_on_submit():
        return _of_board(board, form), 422
    add_board_task(board, form.todo(), by=current_actor)
    return go_to(url_for("tasks.of_board", slug=slug, board_slug=board_slug))


def _form(initiative: Initiative) -> TaskForm:
    actor = actor_here()
    return TaskForm.to_add(list_near_initiative(initiative, seen_by=actor), actor.id)


def _board_form(board: Board) -> TaskForm:
    return TaskForm.to_add(list_near_board(board), actor_here().id)


def _of_initiative(initiative: Initiative, form: TaskForm | None) -> str:
    to_do, done = list_tasks_of(initiative.id, seen_by=actor_here())
    return _page(
        to_do,
        done,
        form,
        about=initiative.title,
        address=address_of_initiative(initiative.id, initiative.title),
        here=url_for("tasks.index", initiative_id=initiative.id),
        of_board=False,
    )


def _of_board(board: Board, form: TaskForm | None) -> str:
    to_do, done = list_tasks_of_board(board.id, seen_by=actor_here())
    place: dict[str, Any] = {"slug": board.programme.slug, "board_slug": board.slug}
    return _page(
        to_do,
        done,
        form,
        about=board.title,
        address=url_for("overview.board", **place),
        here=url_for("tasks.of_board", **place),
        of_board=True,
    )


def _page(
    to_do: list[TaskRow],
    done: list[TaskRow],
    form: TaskForm | None,
    *,
    about: str,
    address: str,
    here: str,
    of_board: bool,
) -> str:
    actor, moment = actor_here(), now()
    return render_template(
        "tasks/list.html",
        to_do=to_do,
        done=done,
        form=form,
        about=about,
        address=address,
        here=here,
        of_board=of_board,
        may_tick=lambda row: policy.may_tick_off(actor, row.task),
        may_change=lambda row: policy.may_change_task(actor, row.task),
        may_undo=lambda row: may_still_be_undone(row.task.done_at, moment),
        button_form=ButtonForm(formdata=None),
        today=today(),
    )
