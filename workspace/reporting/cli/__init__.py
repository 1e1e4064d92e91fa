"""Commands of reports, and reminding of plans each hour."""

import click

from workspace.reporting.cli.checks import report_check
from workspace.reporting.cli.reminders import remind_of_plans

commands: tuple[click.Command, ...] = (report_check,)
hourly = (remind_of_plans,)
