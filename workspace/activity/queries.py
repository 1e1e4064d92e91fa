"""Reading a board's pulse, for those who watch it."""

from sqlalchemy import Engine, bindparam, select

from workspace.activity.models import BoardPulse
from workspace.db import read_only

_PULSE = select(BoardPulse.public_version, BoardPulse.partner_version).where(
    BoardPulse.board_id == bindparam("board_id")
)


def read_pulse(engine: Engine, board_id: int) -> tuple[int, int]:
    """Return the versions of a board for everybody and for partners; zeros when there is no such board."""
    with read_only(), engine.connect() as connection:
        row = connection.execute(_PULSE, {"board_id": board_id}).one_or_none()
    return (row.public_version, row.partner_version) if row else (0, 0)
