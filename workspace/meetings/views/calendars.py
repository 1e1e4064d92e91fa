"""Calendar files (RFC 5545): an invitation, what one takes along, and a feed.

Moments stand there in UTC, which every calendar shows by its own clock: no rules of summer time are needed.
The agenda is not in it: who may see what there is asked for on the page, at each look.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask_babel import gettext as _

from workspace.later import later
from workspace.letters import full_address
from workspace.meetings.models import MeetingState
from workspace.meetings.queries.groups import Invitee
from workspace.meetings.queries.lists import MeetingRow
from workspace.tasks.models import Task
from workspace.times import elsewhere
from workspace.web import settings

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = later("icalendar")

MIME = "text/calendar; charset=utf-8"
A_DAY = timedelta(days=1)


def published(meetings: Iterable[MeetingRow], tasks: Iterable[Task] = (), *, name: str = "") -> bytes:
    """Return a file with these meetings and the last days of these tasks, to look at."""
    calendar = _calendar("PUBLISH")
    if name:
        calendar.add("x-wr-calname", " ".join(name.split()))
        calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    for task in tasks:
        if task.due_on is not None:
            calendar.add_component(_last_day(task, task.due_on))
    return bytes(calendar.to_ical())


def invitation(meeting: MeetingRow, to: Invitee) -> str:
    """Return the file that goes with a letter to one person: come, come at another time, or do not come."""
    is_off = meeting.state == MeetingState.CANCELLED
    calendar = _calendar("CANCEL" if is_off else "REQUEST")
    event = _event(meeting)
    organizer = icalendar.vCalAddress(f"mailto:{_address()}")
    organizer.params["CN"] = icalendar.vText(settings().site_name)
    event.add("organizer", organizer)
    invited = icalendar.vCalAddress(f"mailto:{to.email}")
    invited.params["CN"] = icalendar.vText(" ".join(to.name.split()))
    invited.params["ROLE"] = icalendar.vText("REQ-PARTICIPANT")
    invited.params["PARTSTAT"] = icalendar.vText("NEEDS-ACTION")
    invited.params["RSVP"] = icalendar.vText("FALSE")  # the answer is given on the page
    event.add("attendee", invited)
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode().replace("\r\n", "\n")


def _calendar(method: str) -> "icalendar.Calendar":
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings().site_name}//Samenbord//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(meeting: MeetingRow) -> "icalendar.Event":
    page = full_address("meetings.show", meeting_id=meeting.id)
    event = icalendar.Event()
    event.add("uid", _uid("bijeenkomst", meeting.id))
    event.add("dtstamp", _there(meeting.changed_at))
    event.add("last-modified", _there(meeting.changed_at))
    event.add("dtstart", _there(meeting.starts_at))
    event.add("dtend", _there(meeting.ends_at))
    event.add("sequence", meeting.sequence)
    event.add("summary", f"{meeting.title} ({meeting.board or _('partneroverleg')})")
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", "\n\n".join(text for text in (meeting.about, page) if text))
    event.add("url", page)
    return event


def _last_day(task: Task, due_on: date) -> "icalendar.Event":
    """Return a whole day: few phones show a task of a calendar that one follows, all show a day."""
    event = icalendar.Event()
    event.add("uid", _uid("taak", task.id))
    event.add("dtstamp", _there(task.made_at))
    event.add("dtstart", _there_on(due_on))
    event.add("dtend", _there_on(due_on) + A_DAY)
    event.add("sequence", task.version)
    event.add("summary", _("Taak: %(task)s", task=task.title))
    event.add("transp", "TRANSPARENT")
    event.add("url", full_address("overview.mine"))
    return event


def _uid(kind: str, number: int) -> str:
    """Return the same name for the same thing, always, and for nothing else in the world."""
    return f"{kind}-{number}@{urlsplit(settings().site_url).netloc}"


def _there(moment: datetime) -> datetime:
    return elsewhere(moment).replace(microsecond=0)


def _there_on(day: date) -> date:
    return elsewhere(datetime.combine(day, time(), UTC)).date()


def _address() -> str:
    return settings().mail_from.rpartition("<")[2].strip("<> ")
