"""What is done for meetings each hour."""

import click

from workspace.access import OPERATOR
from workspace.db import db, may_write
from workspace.meetings.actions import invite_newcomers
from workspace.meetings.queries.groups import get_meeting_to_fill, list_to_come


def keep_groups() -> None:
    """Let who joined a working group or represents a partner meanwhile be invited, and who left no longer."""
    may_write()
    for meeting_id in list_to_come():
        invite_newcomers(get_meeting_to_fill(meeting_id), by=OPERATOR)
        db.session.commit()


commands: tuple[click.Command, ...] = ()
hourly = (keep_groups,)
