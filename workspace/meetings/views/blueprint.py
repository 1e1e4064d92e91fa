"""The addresses of meetings, and the page of one."""

from typing import Any

from flask import Blueprint, render_template, url_for

from workspace.access import require
from workspace.boards.models import Board
from workspace.forms import ButtonForm
from workspace.initiatives.models import Initiative
from workspace.learning.policy import may_catch_moment
from workspace.learning.queries.lists import count_moments
from workspace.learning.queries.places import LearnedHere, at_meeting
from workspace.meetings import policy
from workspace.meetings.forms import ItemForm, TaskForm
from workspace.meetings.models import Meeting
from workspace.meetings.queries.agenda import (
    initiatives_on,
    list_agenda,
    list_boards_of,
    list_people,
    list_subjects,
)
from workspace.meetings.queries.sight import get_meeting
from workspace.tasks.policy import may_add_board_task, may_add_task
from workspace.tasks.queries import list_tasks_of_meeting
from workspace.times import today
from workspace.web import actor_here

ALL = "/programmas/<slug>/bijeenkomsten"
ONE = "/bijeenkomsten/<int:meeting_id>"
bp = Blueprint("meetings", __name__)


def meeting_here(meeting_id: int, *, to_change: bool = False) -> Meeting:
    """Return the meeting of an address, which the person at the keyboard may see."""
    meeting = get_meeting(meeting_id, seen_by=actor_here(), to_change=to_change)
    require(policy.may_see_meeting(actor_here(), meeting))
    return meeting


def address_of(meeting: Meeting) -> str:
    """Return the address of the page of a meeting."""
    return url_for("meetings.show", meeting_id=meeting.id)


def item_form(meeting: Meeting, *, empty: bool = True) -> ItemForm:
    """Return the form that puts something on the agenda."""
    form = ItemForm(prefix="punt-", **({"formdata": None} if empty else {}))
    form.offer(list_subjects(meeting, seen_by=actor_here()))
    return form


def task_form(meeting: Meeting, *, empty: bool = True) -> TaskForm:
    """Return the form for a task that follows."""
    form = TaskForm(prefix="taak-", **({"formdata": None} if empty else {}))
    boards, initiatives = places_of_tasks(meeting)
    form.offer(boards, initiatives, list_people(meeting))
    return form


def places_of_tasks(meeting: Meeting) -> tuple[list[Board], list[Initiative]]:
    """Return the boards and the initiatives on the agenda to which this person may add a task."""
    actor = actor_here()
    boards = [meeting.board] if meeting.board else list_boards_of(meeting.programme_id, seen_by=actor)
    initiatives = initiatives_on(meeting, seen_by=actor).values()
    return (
        [board for board in boards if may_add_board_task(actor, board)],
        [each for each in initiatives if may_add_task(actor, each)],
    )


def meeting_page(meeting: Meeting, **more: Any) -> str:
    """Return the page of a meeting with what this person may do there."""
    actor = actor_here()
    people = list_people(meeting)
    mine = next((each for each in people if each.user_id == actor.id), None)
    may_prepare = policy.may_prepare(actor, meeting)
    may_plan = policy.may_plan(actor, meeting.programme_id, meeting.board_id)
    forms: dict[str, Any] = {
        "item_form": item_form(meeting) if may_prepare and "item_form" not in more else None,
        "task_form": task_form(meeting) if may_plan and "task_form" not in more else None,
        "problem": None,
    }
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        items=list_agenda(meeting, seen_by=actor),
        people=people,
        mine=mine,
        tasks=list_tasks_of_meeting(meeting.id, seen_by=actor),
        learned=LearnedHere(
            count_moments(meeting.programme_id, actor, meeting_id=meeting.id),
            f"/programmas/{meeting.programme.slug}/leermomenten?bijeenkomst={meeting.id}",
            f"{address_of(meeting)}/leermoment" if may_catch_moment(actor, at_meeting(meeting)) else None,
        ),
        may_reply=policy.may_reply(actor, meeting, is_invited=mine is not None),
        may_prepare=may_prepare,
        may_write=policy.may_write_minutes(actor, meeting, on=today()),
        may_plan=may_plan,
        button_form=ButtonForm(formdata=None),
        today=today(),
        **(forms | more),
    )
