"""Where a moment can be caught: an initiative, a board, a programme or a meeting."""

from dataclasses import dataclass
from typing import NamedTuple

from workspace.boards.models import Board
from workspace.initiatives.models import Initiative, Visibility
from workspace.meetings.models import Meeting
from workspace.programmes.models import Programme


class LearnedHere(NamedTuple):
    """How many moments there are somewhere, where they are read, and where one is caught, if one may be."""

    number: int
    list_address: str
    catch_address: str | None


@dataclass(frozen=True)
class Place:
    """Where a moment is caught; what it holds was seen by whoever catches it."""

    programme: Programme
    board: Board | None = None
    initiative: Initiative | None = None
    meeting: Meeting | None = None

    @property
    def programme_id(self) -> int:
        return self.programme.id

    @property
    def board_id(self) -> int | None:
        return self.board.id if self.board else None

    @property
    def is_draft(self) -> bool:
        return self.initiative is not None and self.initiative.visibility == Visibility.DRAFT


def at_initiative(initiative: Initiative) -> Place:
    """Return an initiative, loaded with its board and programme, as a place."""
    return Place(initiative.board.programme, initiative.board, initiative=initiative)


def at_board(board: Board) -> Place:
    """Return a board, loaded with its programme, as a place."""
    return Place(board.programme, board)


def at_meeting(meeting: Meeting) -> Place:
    """Return a meeting, loaded with its programme and board, as a place."""
    return Place(meeting.programme, meeting.board, meeting=meeting)
