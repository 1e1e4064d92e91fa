"""Checking adopted reports from the command line."""

import click

from workspace.reporting.queries.checks import check_report, list_adopted


@click.command("report-check")
def report_check() -> None:
    """Compute the hash of every adopted report again; exits with an error when one was changed."""
    seen, changed, last = 0, 0, 0
    while reports := list_adopted(last):
        for report in reports:
            found = check_report(report)
            is_fine = found is not None and found.is_unchanged
            click.echo(f"{report.id} {report.frozen_hash} {'unchanged' if is_fine else 'CHANGED'}")
            seen, changed, last = seen + 1, changed + (not is_fine), report.id
    click.echo(f"{seen} reports checked, {changed} changed.")
    if changed:
        raise SystemExit(1)
