"""The addresses of tasks."""

from typing import Any

from flask import Blueprint, request, url_for

from workspace.tasks.models import Task
from workspace.tasks.policy import may_see_board_tasks, may_see_tasks
from workspace.tasks.queries import has_joined
from workspace.web import actor_here, same_site_path

OF_INITIATIVE = "/initiatieven/<int:initiative_id>/taken"
OF_BOARD = "/programmas/<slug>/<board_slug>/taken"
ONE = "/taken/<int:task_id>"

bp = Blueprint("tasks", __name__)


def list_with(task: Task) -> str:
    """Return the address of the list on which a task stands, or Mijn werkplek for who sees no such list."""
    actor, initiative = actor_here(), task.initiative
    if initiative is None:
        if may_see_board_tasks(actor, task.board):
            place: dict[str, Any] = {"slug": task.board.programme.slug, "board_slug": task.board.slug}
            return url_for("tasks.of_board", **place)
    elif may_see_tasks(actor, initiative, has_joined=has_joined(initiative, actor)):
        return url_for("tasks.index", initiative_id=initiative.id)
    return url_for("overview.mine")


def way_back(task: Task) -> str:
    """Return where somebody came from, or the list with this task."""
    return same_site_path(request.form.get("terug"), otherwise="") or list_with(task)
