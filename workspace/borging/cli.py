"""Commands about borging."""

import click

from workspace.access import OPERATOR
from workspace.borging.actions import rebuild_outlooks
from workspace.db import db


@click.command("borging-recount")
def recount() -> None:
    """Derive the level of every initiative anew from what was said of its aspects."""
    number = rebuild_outlooks(by=OPERATOR)
    db.session.commit()
    click.echo(f"Derived the level of {number} initiatives anew.")


commands = [recount]
