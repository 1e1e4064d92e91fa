"""A mistake to be planted in a server: what happened is told in a transaction of its own.

The harness that kills servers must find it.
"""

import time
from typing import Any

from workspace.activity import actions
from workspace.db import db

WINDOW = 0.02  # seconds between the two commits


def plant() -> None:
    """Commit what was changed before the event that tells of it is added."""
    adding = actions._adding

    def in_two_steps(kind: Any) -> Any:
        if kind is actions.Event:
            db.session.commit()
            time.sleep(WINDOW)
        return adding(kind)

    actions._adding = in_two_steps  # type: ignore[assignment]
