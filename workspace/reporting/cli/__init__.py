"""Commands of reports, and what is done for them each hour: reminding of plans, clearing drafts."""

import click

from workspace.reporting.cli.checks import report_check
from workspace.reporting.cli.clearing import clear_drafts
from workspace.reporting.cli.reminders import remind_of_plans

commands: tuple[click.Command, ...] = (report_check,)
hourly_for_good = (remind_of_plans, clear_drafts)
