"""Commands that read files of others."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from workspace.access import OPERATOR
from workspace.db import db
from workspace.imports.actions.areas import import_areas
from workspace.imports.actions.rounds import import_round
from workspace.imports.queries.areas import read_municipalities
from workspace.imports.queries.files import BadFile
from workspace.imports.queries.pabulib import read_round
from workspace.imports.queries.programmes import find_programme

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command("import-areas")
@FILE
@with_appcontext
def areas(file: Path) -> None:
    """Add the provinces and municipalities in FILE (CSV of Statistics Netherlands)."""
    try:
        municipalities = read_municipalities(file)
    except BadFile as mistakes:
        raise click.ClickException(str(mistakes)) from mistakes
    changed = import_areas(municipalities, by=OPERATOR)
    db.session.commit()
    click.echo(f"{len(municipalities)} municipalities read; {changed} places added or renamed.")


@click.command("import-pabulib")
@FILE
@click.option("--programme", "slug", required=True, help="The last part of the programme's address.")
@click.option("--one-board", is_flag=True, help="One board for the round instead of one per category.")
@with_appcontext
def pabulib(file: Path, slug: str, one_board: bool) -> None:
    """Add the round of a neighbourhood budget in FILE (PaBuLib format) to a programme."""
    try:
        round_ = read_round(file)
    except BadFile as mistakes:
        raise click.ClickException(str(mistakes)) from mistakes
    programme = find_programme(slug)
    if programme is None:
        raise click.ClickException(f"There is no programme {slug!r}.")
    outcome = import_round(round_, programme, one_board=one_board, by=OPERATOR)
    db.session.commit()
    click.echo(
        f"{round_.title}: {round_.voters} voters. "
        f"{outcome.boards} boards and {outcome.added} initiatives added; {outcome.known} were there already."
    )


commands: tuple[click.Command, ...] = (areas, pabulib)
