"""Making the agenda, and the tasks that follow from a meeting."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.limits import posting
from workspace.meetings import policy
from workspace.meetings.actions import add_item, move_item, remove_item
from workspace.meetings.actions.agenda import AgendaFull
from workspace.meetings.queries.sight import get_item
from workspace.meetings.views.blueprint import (
    ONE,
    address_of,
    bp,
    item_form,
    meeting_here,
    meeting_page,
    places_of_tasks,
    task_form,
)
from workspace.tasks.actions import add_board_task, add_task
from workspace.web import current_actor, go_to


@bp.post(f"{ONE}/agenda")
@posting
def add(meeting_id: int) -> ResponseReturnValue:
    """Put something on the agenda."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_prepare(current_actor, meeting))
    form = item_form(meeting, empty=False)
    if not form.validate_on_submit():
        return meeting_page(meeting, item_form=form), 422
    try:
        add_item(meeting, title=form.title.data or "", subject=form.chosen(), by=current_actor)
    except AgendaFull:
        flash(_("Er staan al vijftig punten op de agenda. Haal er eerst een weg."), "warning")
    return go_to(f"{address_of(meeting)}#agenda")


@bp.post(f"{ONE}/agenda/<int:item_id>/omhoog")
def move_up(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Let a point come earlier."""
    return _move(meeting_id, item_id, up=True)


@bp.post(f"{ONE}/agenda/<int:item_id>/omlaag")
def move_down(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Let a point come later."""
    return _move(meeting_id, item_id, up=False)


def _move(meeting_id: int, item_id: int, *, up: bool) -> ResponseReturnValue:
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_prepare(current_actor, meeting))
    move_item(meeting, get_item(meeting, item_id), up=up, by=current_actor)
    return go_to(f"{address_of(meeting)}#agenda")


@bp.post(f"{ONE}/agenda/<int:item_id>/verwijdering")
def remove(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take a point off the agenda."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_prepare(current_actor, meeting))
    remove_item(meeting, get_item(meeting, item_id), by=current_actor)
    return go_to(f"{address_of(meeting)}#agenda")


@bp.post(f"{ONE}/taken")
def add_follow_up(meeting_id: int) -> ResponseReturnValue:
    """Add a task that follows from the meeting, to a board or to an initiative on the agenda."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_plan(current_actor, meeting.programme_id, meeting.board_id))
    form = task_form(meeting, empty=False)
    if not form.validate_on_submit():
        return meeting_page(meeting, task_form=form), 422
    boards, initiatives = places_of_tasks(meeting)
    for board in boards:
        if form.about.data == f"b{board.id}":
            add_board_task(board, form.todo(), meeting_id=meeting.id, by=current_actor)
    for initiative in initiatives:
        if form.about.data == f"i{initiative.id}":
            add_task(initiative, form.todo(), meeting_id=meeting.id, by=current_actor)
    return go_to(f"{address_of(meeting)}#taken")
