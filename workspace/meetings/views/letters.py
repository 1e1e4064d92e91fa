"""The mail of those who are invited, with the calendar file."""

from workspace.digests.queries.choices import without_mail_at_once
from workspace.languages import in_language
from workspace.letters import Letter, compose, full_address
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
    refused = without_mail_at_once([each.user_id for each in people])
    told = [each for each in people if each.user_id not in refused]
    letters = {locale: _letter(meeting, news, locale) for locale in {each.locale for each in told}}
    for each in told:
        _send(letters[each.locale], row, each)
    return len(told)


def _letter(meeting: Meeting, news: str, locale: str) -> Letter:
    return compose(
        "meeting",
        locale=locale,
        news=news,
        meeting=meeting,
        link=full_address("meetings.show", meeting_id=meeting.id),
    )


def _send(letter: Letter, row: MeetingRow, to: Invitee) -> None:
    with in_language(to.locale):
        calendar = invitation(row, to)
    enqueue_mail(
        to.email,
        subject=letter.subject,
        text=letter.text,
        locale=to.locale,
        calendar=calendar,
        by=current_actor,
    )
