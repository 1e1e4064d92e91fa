"""Who may see meetings, plan them and write what was decided. Pure (domain/roles.md).

The table of rights knows no meetings. They belong to insiders, as the working group and the partneroverleg
do; who is in the working group of the board sees its meetings too. Planning follows managing: the kartrekker
for the own board, team and manager for all, and they alone for the partneroverleg.
"""

from datetime import date, datetime
from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.policy import steers
from workspace.meetings.models import MeetingState
from workspace.times import day_of


class Gathering(Protocol):
    """What the rules look at: a Meeting, or a row with these columns."""

    @property
    def programme_id(self) -> int: ...
    @property
    def board_id(self) -> int | None: ...
    @property
    def state(self) -> MeetingState: ...
    @property
    def starts_at(self) -> datetime: ...


def may_see_meetings(actor: Actor, programme_id: int, *, works_here: bool) -> bool:
    """Tell whether this person may open the list; what stands on it is asked for with each meeting."""
    return programme_id in actor.insider_in or works_here


def may_see_meeting(actor: Actor, meeting: Gathering) -> bool:
    return meeting.programme_id in actor.insider_in or meeting.board_id in actor.works_on


def may_plan(actor: Actor, programme_id: int, board_id: int | None) -> bool:
    """Theme lead for the own board; team and manager for each, and for the partneroverleg."""
    if board_id is None:
        return programme_id in actor.team_of or programme_id in actor.manages
    return steers(actor, board_id, programme_id)


def may_prepare(actor: Actor, meeting: Gathering) -> bool:
    """Change, move or call off what is still planned, and make its agenda."""
    is_planned = meeting.state == MeetingState.PLANNED
    return is_planned and may_plan(actor, meeting.programme_id, meeting.board_id)


def may_take_over(actor: Actor, meeting: Gathering, *, asked_id: int) -> bool:
    """Whom somebody asked to prepare it, and who may."""
    return actor.id == asked_id and may_prepare(actor, meeting)


def may_write_minutes(actor: Actor, meeting: Gathering, on: date) -> bool:
    """From the day itself on: who was there, what was decided; and mend it afterwards."""
    was_held = meeting.state != MeetingState.CANCELLED and day_of(meeting.starts_at) <= on
    return was_held and may_plan(actor, meeting.programme_id, meeting.board_id)


def may_reply(actor: Actor, meeting: Gathering, *, is_invited: bool) -> bool:
    """Who is invited, as long as it is planned."""
    return is_invited and meeting.state == MeetingState.PLANNED and may_see_meeting(actor, meeting)


def may_have_calendar(actor: Actor) -> bool:
    return actor.is_authenticated


def may_invite_newcomers(actor: Actor) -> bool:
    """Tell whether this is the clock: it does what the working group already decided."""
    return actor.is_admin and actor.id is None
