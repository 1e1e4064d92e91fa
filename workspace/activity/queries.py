"""Reading a board's pulse, for those who watch it."""

from sqlalchemy import Engine, ScalarSelect, bindparam, func, select

from workspace.activity.models import BoardPulse, Event
from workspace.db import read_only

_PULSE = select(BoardPulse.public_version, BoardPulse.partner_version).where(
    BoardPulse.board_id == bindparam("board_id")
)


def last_event_outside() -> ScalarSelect[int]:
    """Return the number of the last event outside programmes; it changed perhaps a name shown widely.

    With it in the key of a page kept ready, no name on it is older than the change.
    """
    return select(func.coalesce(func.max(Event.id), 0)).where(Event.programme_id.is_(None)).scalar_subquery()


def last_event_in(programme_id: int) -> ScalarSelect[int]:
    """Return the number of the last event in a programme."""
    return (
        select(func.coalesce(func.max(Event.id), 0))
        .where(Event.programme_id == programme_id)
        .scalar_subquery()
    )


def read_pulse(engine: Engine, board_id: int) -> tuple[int, int]:
    """Return the versions of a board for everybody and for partners; zeros when there is no such board."""
    with read_only(), engine.connect() as connection:
        row = connection.execute(_PULSE, {"board_id": board_id}).one_or_none()
    return (row.public_version, row.partner_version) if row else (0, 0)
