"""Starting the server, and finding out why something does not work."""

import logging

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from workspace.config import Settings
from workspace.db import db
from workspace.doctor.queries import examine, examine_tables, read_figures
from workspace.metrics import Read, Reading, registry, serve_metrics
from workspace.server import PortTaken, serve

log = logging.getLogger(__name__)


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


def start_metrics(app: Flask) -> None:
    """Answer Prometheus beside the server, when a port is set for it."""
    settings: Settings = app.extensions["settings"]
    if not settings.metrics_port:
        return

    def read() -> list[Reading]:
        with app.app_context():
            return list(read_figures(settings))

    registry.register(Read(read, "what"))
    try:
        serve_metrics(settings.metrics_host, settings.metrics_port)
    except OSError as taken:
        log.error("No metrics at port %s: %s", settings.metrics_port, taken.strerror)


commands: tuple[click.Command, ...] = (run, doctor)
beside = (start_metrics,)  # the server starts it: see server.py
