"""Commands of reports."""

import click

from workspace.reporting.cli.checks import report_check

commands: tuple[click.Command, ...] = (report_check,)
