"""Tasks, questions and decisions go along to whoever takes an initiative over."""

from datetime import timedelta

import pytest

from tests import cast
from tests.dossiers.test_what_it_holds import FORMATS
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Audience
from workspace.db import now
from workspace.meetings.models import AgendaItem, Meeting, MeetingState
from workspace.tasks.models import Task
from workspace.times import today

NEXT_WEEK = today() + timedelta(days=7)


@pytest.fixture
def busy(full, board, welfare, karin, nico):
    """The full initiative with a task, two questions of residents and partners, and a decision."""
    here = {"board_id": board.id, "initiative_id": full.initiative.id}
    cast.save(
        Task(title="De sleutel regelen", person_id=karin.id, due_on=NEXT_WEEK, made_by_id=karin.id, **here)
    )
    cast.save(Task(title="Allang gedaan", done_at=now(), made_by_id=karin.id, **here))
    for words, audience in (("Mag de poort open?", "public"), ("Wie betaalt dit?", Audience.PARTNERS)):
        said = cast.make_comment(full.initiative, nico, words, audience=audience)
        clock = {"comment_id": said.id, "organisation_id": welfare.id, "asked_by_id": nico.id}
        cast.save(ResponseClock(first_due_on=NEXT_WEEK, due_on=NEXT_WEEK, **clock, **here))
    meeting = cast.save(
        Meeting(
            programme_id=board.programme_id,
            board_id=board.id,
            title="Werkgroep in mei",
            starts_at=now() - timedelta(hours=2),
            ends_at=now(),
            state=MeetingState.HELD,
            made_by_id=karin.id,
        )
    )
    about = {"meeting_id": meeting.id, "initiative_id": full.initiative.id}
    cast.save(AgendaItem(title="Soep", decision="Wij gaan door tot de zomer.", **about))
    return full


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_to_do_was_asked_and_decided_stands_in_every_format(client, busy, files, karin, form):
    client.sign_in(karin)
    text = files.all()[form]
    for fact in (
        "De sleutel regelen",
        "Mag de poort open?",
        "Wie betaalt dit?",
        "Wij gaan door tot de zomer.",
    ):
        assert fact in text, f"{fact} is not in the {form}"
    assert "Allang gedaan" not in text


def test_who_is_no_partner_reads_no_question_among_partners(client, busy, files, rachida):
    busy.initiative.coordinator_id = busy.initiative.created_by_id = rachida.id
    cast.save(busy.initiative)
    client.sign_in(rachida)
    page = files.page()
    assert "Mag de poort open?" in page
    assert "Wie betaalt dit?" not in page and "Wij gaan door tot de zomer." not in page
