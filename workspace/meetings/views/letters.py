"""The mail of those who are invited, with the calendar file."""

from flask import url_for

from workspace.digests.actions.rows import add_missing_choices
from workspace.digests.models import MailChoice
from workspace.digests.queries.choices import choices_of
from workspace.languages import in_language
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.meetings.models import Meeting
from workspace.meetings.queries.groups import Invitee, list_invitees
from workspace.meetings.queries.lists import MeetingRow, get_row
from workspace.meetings.views.calendars import invitation
from workspace.web import actor_here, current_actor


def send_invitations(meeting: Meeting, news: str) -> int:
    """Write to everybody invited that a meeting is "planned", "moved" or "cancelled"; return to how many.

    It is addressed to them, so it goes at once; who wants no mail at once reads it on Mijn werkplek.
    """
    row = get_row(meeting.id, seen_by=actor_here())
    people = list_invitees(meeting)
    numbers = [each.user_id for each in people]
    add_missing_choices(numbers)  # so that each letter can say how to stop such letters
    choices = choices_of(numbers)
    told = [each for each in people if choices[each.user_id].at_once]
    for each in told:
        _send(meeting, news, row, each, choices[each.user_id])
    return len(told)


def _send(meeting: Meeting, news: str, row: MeetingRow, to: Invitee, choice: MailChoice) -> None:
    key = choice.unsubscribe_key
    letter = compose(
        "meeting",
        locale=to.locale,
        news=news,
        meeting=meeting,
        link=full_address("meetings.show", meeting_id=meeting.id),
        stopping=full_address("digests.stopping", mail_key=key, taal=to.locale),
    )
    with in_language(to.locale):
        calendar = invitation(row, to)
    enqueue_mail(
        to.email,
        subject=letter.subject,
        text=letter.text,
        locale=to.locale,
        unsubscribe=url_for("digests.stop", mail_key=key),
        calendar=calendar,
        by=current_actor,
    )
