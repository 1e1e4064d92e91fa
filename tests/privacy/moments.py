"""Moments to plant something at, and to look at it later."""

from datetime import UTC, datetime, timedelta

import time_machine

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def after(**time: int) -> time_machine.travel:
    """Return the moment so long after the start, as a block."""
    return time_machine.travel(START + timedelta(**time), tick=False)
