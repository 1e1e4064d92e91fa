"""Making the agenda of a meeting. All expect the meeting to be held, so that people take turns."""

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.meetings import policy
from workspace.meetings.actions.telling import tell_meeting
from workspace.meetings.models import AgendaItem, Meeting
from workspace.meetings.queries.agenda import Subject
from workspace.meetings.queries.sight import list_items_to_change

POINTS_AT_MOST = 50


class AgendaFull(ValueError):
    """No meeting gets through so many points."""


def add_item(meeting: Meeting, *, title: str = "", subject: Subject | None = None, by: Actor) -> AgendaItem:
    """Add a point at the end: an initiative or a question, or a title of one's own; raise AgendaFull."""
    require(policy.may_prepare(by, meeting))
    items = list_items_to_change(meeting)
    if len(items) >= POINTS_AT_MOST:
        raise AgendaFull
    item = AgendaItem(
        meeting_id=meeting.id,
        position=items[-1].position + 1 if items else 1,
        title=subject.title if subject else title,
        initiative_id=subject.initiative_id if subject else None,
        clock_id=subject.clock_id if subject else None,
    )
    db.session.add(item)
    _changed(meeting, by)
    return item


def move_item(meeting: Meeting, item: AgendaItem, *, up: bool, by: Actor) -> None:
    """Let a point change places with its neighbour; at the edge nothing happens."""
    require(policy.may_prepare(by, meeting))
    items = list_items_to_change(meeting)
    place = next(index for index, each in enumerate(items) if each.id == item.id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    for position, each in enumerate(items, 1):
        each.position = position
    _changed(meeting, by)


def remove_item(meeting: Meeting, item: AgendaItem, *, by: Actor) -> None:
    """Take a point off the agenda."""
    require(policy.may_prepare(by, meeting))
    db.session.delete(item)
    _changed(meeting, by)


def _changed(meeting: Meeting, by: Actor) -> None:
    meeting.changed_at = now()  # who wrote the minutes meanwhile sees that the points are others
    tell_meeting("meeting_agenda_changed", meeting, by=by)
