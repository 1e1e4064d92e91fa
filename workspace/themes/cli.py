"""Commands for the look of the installation."""

from pathlib import Path

import click

from workspace.access import OPERATOR
from workspace.config import INSTANCE
from workspace.themes.actions import write_theme
from workspace.themes.queries.tokens import NotATheme, read_theme

OWN_STYLES = Path(__file__).parents[2] / "static" / "css" / "app.css"


@click.group()
def theme() -> None:
    """Dress the workspace in the house style of a municipality."""


@theme.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Path(path_type=Path), help="Where to write it.")
def import_theme(file: Path, target: Path | None) -> None:
    """Take the tokens that our styles use from FILE (NL Design System), and report on contrast."""
    target = target or INSTANCE / "theme.css"
    try:
        found = read_theme(file, OWN_STYLES)
    except NotATheme as problem:
        raise click.ClickException(str(problem)) from problem
    write_theme(found, target, by=OPERATOR)
    for pair in found.contrasts:
        ratio = "cannot be read" if pair.ratio is None else f"{pair.ratio:5.2f}"
        click.echo(
            f"{'✓' if pair.is_enough else '✗'} {ratio}  {pair.front} on {pair.back} (at least {pair.least})"
        )
    wrong = sum(not pair.is_enough for pair in found.contrasts)
    click.echo(f"\n{len(found.tokens)} tokens written to {target}; {wrong} contrasts are too low.")
    click.echo(f"Use it with THEME_FILE={target.absolute()} and start the server again.")


commands: tuple[click.Command, ...] = (theme,)
