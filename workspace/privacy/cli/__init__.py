"""Commands about personal data, and what is done each hour with what was kept long enough."""

import click

from workspace.privacy.cli.erasing import forget_people
from workspace.privacy.cli.periods import clock_holds, keep_periods, retention
from workspace.privacy.cli.record import privacy_record

commands: tuple[click.Command, ...] = (privacy_record, retention)
hourly = (keep_periods,)  # which waits by itself until the clock holds
hourly_for_good = (forget_people,)
watches_clock = clock_holds  # see hourly.py
