"""What happened in a programme, at moments near the edges of 2025."""

from datetime import date, datetime
from typing import Any

from tests import cast
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.initiatives.models import Initiative, Stage
from workspace.learning.models import LearningMoment, MomentKind
from workspace.programmes.models import Openness
from workspace.times import HERE

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
NEW_YEARS_EVE = datetime(2025, 12, 31, 23, 30, tzinfo=HERE)  # in UTC still the same day
JUST_IN = datetime(2025, 1, 1, 0, 15, tzinfo=HERE)  # in UTC the year before
JUST_OUT = datetime(2026, 1, 1, 0, 15, tzinfo=HERE)  # in UTC still 2025
LONG_BEFORE = datetime(2024, 5, 1, 12, tzinfo=HERE)
IN_MAY = datetime(2025, 5, 1, 12, tzinfo=HERE)


def moved(initiative: Initiative, to: Stage, at: datetime, before: Stage = Stage.IDEA) -> None:
    """Let an initiative have moved at some moment; it stays there."""
    verb = "initiative_ended" if to.is_end else "initiative_moved"
    details = {"from_stage": before.value, "to_stage": to.value}
    cast.save(
        Event(
            verb=verb,
            happened_at=at,
            initiative_id=initiative.id,
            board_id=initiative.board_id,
            details=details,
        )
    )
    initiative.stage = to
    cast.save(initiative)


def caught(board: Board, kind: MomentKind, what: str, **facts: Any) -> LearningMoment:
    values = {
        "programme_id": board.programme_id,
        "board_id": board.id,
        "kind": kind,
        "what": what,
        "happened_on": date(2025, 6, 1),
        "role": "team",
        "published_at": IN_MAY,
        "openness": Openness.PUBLIC,
    }
    return cast.save(LearningMoment(**values | facts))
