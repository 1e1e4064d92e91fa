"""Starting the server."""

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace.server import PortTaken, serve


@click.command("run")
@with_appcontext
def run() -> None:
    """Start the server, and the delivery of mail beside it."""
    try:
        serve(current_app.extensions["settings"])
    except PortTaken as taken:
        raise click.ClickException(f"{taken} Stop what runs there, or set PORT.") from taken


commands = (run,)
