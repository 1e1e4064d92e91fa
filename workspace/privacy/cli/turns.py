"""Taking turns with everybody who writes, while much is done in pieces."""

from collections.abc import Callable
from time import monotonic, sleep

from workspace.db import db

LONG = 0.1  # seconds: who waits for SQLite's write lock looks that often, and finds it taken again otherwise
AT_LEAST, AT_MOST = 0.2, 2.0


def in_turn(do: Callable[[], int]) -> int:
    """Do one piece and commit it; return its number. After a long one others get as long to write."""
    began = monotonic()
    number = int(do())
    db.session.commit()
    took = monotonic() - began
    if took > LONG:
        sleep(min(max(took, AT_LEAST), AT_MOST))
    return number
