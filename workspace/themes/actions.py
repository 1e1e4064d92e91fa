"""Writing the theme that the installation uses."""

from pathlib import Path

from workspace.access import Actor, require
from workspace.themes import policy
from workspace.themes.queries.tokens import Theme


def write_theme(theme: Theme, target: Path, *, by: Actor) -> None:
    """Write a style sheet that holds the tokens of a theme and nothing else."""
    require(policy.may_import_theme(by))
    lines = "".join(f"  {name}: {value};\n" for name, value in theme.tokens.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f":root {{\n{lines}}}\n", encoding="utf-8")
