"""What is done for questions each hour."""

import logging

import click

from workspace.clocks.actions import set_clocks_right
from workspace.db import db, may_write, now

log = logging.getLogger(__name__)


def keep_right() -> None:
    """Set right what was asked and answered while the clock was far ahead."""
    may_write()
    if number := set_clocks_right(now()):
        log.warning("%s questions were asked or answered by a clock far ahead, and set right", number)
    db.session.commit()


commands: tuple[click.Command, ...] = ()
hourly_for_good = (keep_right,)
