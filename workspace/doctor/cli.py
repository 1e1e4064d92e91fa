"""Starting the server, and finding out why something does not work."""

import logging
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from workspace.config import Settings
from workspace.db import db
from workspace.doctor.queries import examine, examine_tables, list_strays, read_figures
from workspace.metrics import Read, Reading, registry, serve_metrics
from workspace.server import PortTaken, serve
from workspace.stores import NotOurs, OnDisk, StoreAway, copy_all, files_of, make_room
from workspace.whose import TAKE_OVER, require_ours, take_over

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
    """Check settings, database, files, mail and other servers, and say what to do."""
    is_well = True
    for finding in examine(current_app.extensions["settings"]):
        click.echo(f"{'✓' if finding.is_well else '✗'} {finding.what}: {finding.told}")
        if not finding.is_well:
            is_well = False
            click.echo(f"    {finding.todo}")
    if not is_well:
        context.exit(1)


@click.group()
def files() -> None:
    """Deal with the files that people gave."""


@files.command()
@with_appcontext
def prepare() -> None:
    """Make the folder or the bucket for files, unless it is there."""
    settings: Settings = current_app.extensions["settings"]
    try:
        make_room(settings)
        require_ours(settings)
    except (OSError, StoreAway) as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"Files lie in {files_of(settings)}.")


@files.command()
@click.option("--from", "source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def move(source: Path | None) -> None:
    """Copy the files of a folder (FILES_DIR) to the store; begun again it goes on where it was."""
    settings: Settings = current_app.extensions["settings"]
    if settings.files_store == "folder":
        raise click.ClickException("Set FILES_STORE=s3 and where the store is: README.md tells how.")
    folder, copied, there = OnDisk(source or settings.files_dir), 0, 0
    try:
        for _, is_new in copy_all(folder, files_of(settings)):
            copied, there = copied + is_new, there + (not is_new)
    except StoreAway as trouble:
        raise click.ClickException(f"{trouble} {copied} were copied; run it again.") from trouble
    click.echo(f"{copied} files copied, {there} were there already. Those in {folder} may go now.")


@files.command("take-over")
@with_appcontext
def take_over_files() -> None:
    """Say that this installation keeps its files here from now on, and may remove them."""
    settings: Settings = current_app.extensions["settings"]
    try:
        before = take_over(settings)
    except (OSError, StoreAway) as trouble:
        raise click.ClickException(str(trouble)) from trouble
    was = "" if before is None else f" They were of {before.address}."
    click.echo(f"The files in {files_of(settings)} are of {settings.site_url} now.{was}")


def say_whose_files(app: Flask) -> None:
    """Say in the log when the files are of another installation: the server goes on, and removes none."""
    try:
        require_ours(app.extensions["settings"])
    except NotOurs as others:
        log.warning("Not safe: %s When they are of this server, run: %s", others, TAKE_OVER)
    except (OSError, StoreAway) as trouble:
        log.warning("Whose files these are is not known yet, and none is removed: %s", trouble)


def remove_strays() -> None:
    """Remove files that no row names: what was sent with a form that was refused, or could not go before."""
    whole = files_of(current_app.extensions["settings"])
    for place, names in list_strays(whole).items():
        for name in names:
            whole.folder(place).drop(name)


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


commands: tuple[click.Command, ...] = (run, doctor, files)
beside = (start_metrics, say_whose_files)  # the server starts it: see server.py
hourly_for_good = (remove_strays,)
