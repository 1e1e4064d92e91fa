"""Commands about what is counted."""

import click

from workspace.access import OPERATOR
from workspace.comments.actions import recount_initiatives
from workspace.db import db


@click.command("recount")
def recount() -> None:
    """Count supporters, participants, comments and replies anew, in case a number is ever wrong."""
    number = recount_initiatives(by=OPERATOR)
    db.session.commit()
    click.echo(f"Counted anew. Numbers that were wrong: {number}.")


commands = [recount]
