"""Writing the record of processing to a file."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace.privacy.words import csv_head, csv_rows
from workspace.spreadsheets import csv_text


@click.command("privacy-record")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def privacy_record(file: Path) -> None:
    """Write the record of processing (AVG, article 30) to FILE, as CSV."""
    settings = current_app.extensions["settings"]
    text = csv_text(csv_head(), csv_rows(settings))
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"Written: {file}.")
    for name, value in (
        ("ORGANISATION_NAME", settings.organisation_name),
        ("PRIVACY_CONTACT", settings.privacy_contact),
    ):
        if not value:
            click.echo(f"{name} is not set: the record does not say who answers for it.")
