"""What the tests of meetings share."""

from datetime import datetime, timedelta

import pytest

from tests import cast
from workspace.db import now
from workspace.meetings.models import AgendaItem, Attendance, Meeting

ALL = "/programmas/samen-in-linde/bijeenkomsten"


@pytest.fixture
def group(board, paul):
    """Paul is in the working group of the board."""
    cast.make_board_member(paul, board)
    return paul


@pytest.fixture
def make_meeting(board, programme, karin):
    """Make a meeting of the board, with these people invited."""

    def make(title: str = "Werkgroep", *, days: float = 7, invited=(), **facts) -> Meeting:
        starts: datetime = now().replace(second=0, microsecond=0) + timedelta(days=days)
        facts = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "board_id": board.id, **facts}
        meeting = cast.save(Meeting(title=title, programme_id=programme.id, made_by_id=karin.id, **facts))
        for person in invited:
            cast.save(Attendance(meeting_id=meeting.id, user_id=person.id))
        return meeting

    return make


@pytest.fixture
def make_item():
    """Put a point on an agenda."""

    def make(meeting: Meeting, title: str = "Opening", **facts) -> AgendaItem:
        return cast.save(AgendaItem(meeting_id=meeting.id, title=title, **facts))

    return make


@pytest.fixture
def typed(board):
    """What somebody fills in to plan a meeting."""
    day = (now() + timedelta(days=30)).date()
    return {
        "board": str(board.id),
        "title": "Werkgroep december",
        "day": str(day),
        "starts": "19:30",
        "ends": "21:00",
        "place": "De Kuil, Reek",
        "about": "Neem de lijst mee.",
    }
