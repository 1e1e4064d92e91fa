"""Starting the server, and finding out why something does not work."""

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace.db import db
from workspace.doctor.queries import examine, examine_tables
from workspace.server import PortTaken, serve


@click.command("run")
@with_appcontext
def run() -> None:
    """Start the server, with the delivery of mail beside it."""
    tables = examine_tables()
    if not tables.is_well:
        raise click.ClickException(f"{tables.what}: {tables.told}. {tables.todo}")
    db.session.remove()
    db.engine.dispose()  # the serving process opens connections of its own
    try:
        serve(current_app.extensions["settings"])
    except PortTaken as taken:
        raise click.ClickException(f"{taken} Stop what runs there, or set PORT.") from taken


@click.command("doctor")
@click.pass_context
@with_appcontext
def doctor(context: click.Context) -> None:
    """Check settings, database, mail and write rights, and say what to do."""
    is_well = True
    for finding in examine(current_app.extensions["settings"]):
        click.echo(f"{'✓' if finding.is_well else '✗'} {finding.what}: {finding.told}")
        if not finding.is_well:
            is_well = False
            click.echo(f"    {finding.todo}")
    if not is_well:
        context.exit(1)


commands: tuple[click.Command, ...] = (run, doctor)
