"""Checking the trail, and each hour removing what is too old."""

import logging

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace.access import OPERATOR
from workspace.audit.actions.forgetting import forget_lines
from workspace.audit.queries.chain import Checked, Wrong, check_trail, last_line
from workspace.config import Settings
from workspace.db import db, now, read_only
from workspace.hourly import clock_holds
from workspace.times import months_before

log = logging.getLogger(__name__)

TOLD = {
    Wrong.CHANGED: "was changed after it was written",
    Wrong.REMOVED: "is gone, or a line just before it is",
    Wrong.INSERTED: "was put in between afterwards",
    Wrong.MOVED: "stands in another place than where it was written",
}
HONEST = (
    "Not seen by this: lines cut off at the end, and a chain that somebody who has the database wrote anew"
    " from some line on. Keep the last hash elsewhere, and give it with --expect."
)


@click.command("audit-check")
@click.option("--expect", default="", metavar="HASH", help="A hash kept elsewhere, that must stand in it.")
@click.pass_context
@with_appcontext
def audit_check(context: click.Context, expect: str) -> None:
    """Walk the audit trail and say whether each line is as it was written."""
    with read_only():
        found = check_trail(expect.strip().lower())
    _tell(found, has_expected=bool(expect))
    if found.fault or found.knows is False:
        context.exit(1)


def _tell(found: Checked, *, has_expected: bool) -> None:
    period = f", from {found.since:%Y-%m-%d} to {found.until:%Y-%m-%d}" if found.since and found.until else ""
    if found.fault:
        click.echo(f"✗ Line {found.fault.number} {TOLD[found.fault.wrong]}.")
        click.echo(f"Before it {found.lines} lines are as they were written{period}.")
        return
    click.echo(f"✓ {found.lines} lines are as they were written{period}.")
    click.echo(f"The last is number {found.head.number}: {found.head.hash}")
    if found.knows is False:
        click.echo(
            "✗ The hash that you expect is not among them: the end was cut off, the chain was written anew,"
            " or that line was so old that it was removed."
        )
    elif not has_expected:
        click.echo(HONEST)


def keep_trail() -> None:
    """Remove the lines whose time is over, and say in the log how the chain ends, to keep it elsewhere.

    Nothing is removed until the clock has gone on for a day.
    """
    settings: Settings = current_app.extensions["settings"]
    before = months_before(now(), settings.audit_months)
    gone = forget_lines(before, by=OPERATOR) if clock_holds() else 0
    db.session.commit()
    head = last_line(db.session())
    db.session.rollback()
    log.info("audit trail: %d lines removed; the last is number %d: %s", gone, head.number, head.hash)


commands: tuple[click.Command, ...] = (audit_check,)
hourly = (keep_trail,)
