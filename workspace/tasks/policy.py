"""Who may see tasks, add them and tick them off. Pure (domain/roles.md).

The table of rights knows no tasks. A list of tasks names people, so it is not for everybody: insiders see it,
who made, coordinates or joined the initiative, and who may edit it. Setting tasks is arranging the work: for
who may edit it, for the people of its organisation and for the working group of its board. The person whose
task it is may always tick it off, also when a role ended meanwhile.
"""

from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.models import Visibility
from workspace.initiatives.policy import Subject, hands_off, is_own, may_edit, steers
from workspace.tasks.models import Task


class OnBoard(Protocol):
    """A board, or a row with these columns."""

    @property
    def id(self) -> int: ...
    @property
    def programme_id(self) -> int: ...


def may_see_tasks(actor: Actor, initiative: Subject, *, has_joined: bool) -> bool:
    """Insiders, who made, coordinates or joined it, and who may arrange them."""
    return (
        initiative.programme_id in actor.insider_in
        or is_own(actor, initiative)
        or has_joined
        or may_arrange_tasks(actor, initiative)
    )


def may_see_board_tasks(actor: Actor, board: OnBoard) -> bool:
    return board.programme_id in actor.insider_in or board.id in actor.works_on


def may_arrange_tasks(actor: Actor, initiative: Subject) -> bool:
    """Who may edit the initiative, the people of its organisation, and the working group of its board."""
    works_on = initiative.board_id in actor.works_on and not hands_off(actor, initiative)
    return may_edit(actor, initiative) or initiative.owner_id in actor.member_of or works_on


def may_arrange_board_tasks(actor: Actor, board: OnBoard) -> bool:
    """Theme lead, working group, team and manager."""
    return board.id in actor.works_on or steers(actor, board.id, board.programme_id)


def may_add_task(actor: Actor, initiative: Subject) -> bool:
    """Not to a draft, which nobody else sees, nor to what has ended."""
    is_open = initiative.visibility != Visibility.DRAFT and not initiative.stage.is_end
    return is_open and may_arrange_tasks(actor, initiative)


def may_add_board_task(actor: Actor, board: OnBoard) -> bool:
    return may_arrange_board_tasks(actor, board)


def may_change_task(actor: Actor, task: Task) -> bool:
    """Ask of a task that was loaded with its initiative and board."""
    if task.initiative is None:
        return may_arrange_board_tasks(actor, task.board)
    return may_arrange_tasks(actor, task.initiative)


def may_take_over(actor: Actor, *, asked_id: int) -> bool:
    """Tell whether this is whom somebody asked who might give it; that person's right was asked for then."""
    return actor.id == asked_id


def may_tick_off(actor: Actor, task: Task) -> bool:
    """Tell whether this is the person whose task it is, or somebody who may change it."""
    return (actor.id is not None and actor.id == task.person_id) or may_change_task(actor, task)
