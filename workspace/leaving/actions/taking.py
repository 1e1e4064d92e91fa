"""How each kind of thing changes hands: by the action of the feature that it belongs to."""

from collections.abc import Callable

from workspace.access import Actor
from workspace.answers.actions import take_over_question
from workspace.answers.queries import get_question_to_change
from workspace.boards.actions.working_group import take_over_board
from workspace.borging.actions.passing import take_over_aspect
from workspace.initiatives.actions.coordinating import take_over_initiative
from workspace.initiatives.actions.telling import tell
from workspace.leaving.models import Carried
from workspace.leaving.queries.subjects import (
    load_aspect,
    load_board,
    load_initiative,
    load_organisation,
    load_step,
)
from workspace.leaving.queries.things import Thing
from workspace.meetings.actions import take_over_meeting
from workspace.meetings.queries.sight import get_meeting
from workspace.organisations.actions import take_over_representation
from workspace.scans.actions.passing import take_over_step
from workspace.tasks.actions import take_over_task
from workspace.tasks.queries import get_task

Take = Callable[[Thing, int, Actor], None]


def _board(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_board(load_board(thing), asked_id=asked_id, by=by)


def _initiative(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_initiative(load_initiative(thing), asked_id=asked_id, by=by)


def _aspect(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_aspect(load_initiative(thing), load_aspect(thing), asked_id=asked_id, by=by)


def _step(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_step(load_initiative(thing), load_step(thing), asked_id=asked_id, by=by)


def _offer(thing: Thing, asked_id: int, by: Actor) -> None:
    # It stays an offer of the programme; who follows up is in the transfer that was accepted.
    tell("handover_followed", load_initiative(thing), by=by, subject_id=thing.subject_id, is_public=False)


def _representation(thing: Thing, asked_id: int, by: Actor) -> None:
    if thing.carrier_id is not None:
        organisation = load_organisation(thing)
        take_over_representation(organisation, from_id=thing.carrier_id, asked_id=asked_id, by=by)


def _task(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_task(get_task(thing.subject_id or 0, seen_by=by, to_change=True), asked_id=asked_id, by=by)


def _question(thing: Thing, asked_id: int, by: Actor) -> None:
    take_over_question(get_question_to_change(thing.subject_id or 0, seen_by=by), asked_id=asked_id, by=by)


def _meeting(thing: Thing, asked_id: int, by: Actor) -> None:
    meeting = get_meeting(thing.subject_id or 0, seen_by=by, to_change=True)
    take_over_meeting(meeting, asked_id=asked_id, by=by)


TAKING: dict[Carried, Take] = {
    Carried.BOARD: _board,
    Carried.INITIATIVE: _initiative,
    Carried.ASPECT: _aspect,
    Carried.STEP: _step,
    Carried.OFFER: _offer,
    Carried.REPRESENTATION: _representation,
    Carried.TASK: _task,
    Carried.QUESTION: _question,
    Carried.MEETING: _meeting,
}
