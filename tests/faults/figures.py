"""What was measured: a line for each long test, for whoever wants to know how far it went."""

import os
from pathlib import Path

FILE = Path(__file__).parents[2] / "build" / "figures.txt"
DATABASE = "PostgreSQL" if os.environ.get("TEST_DATABASE") == "postgresql" else "SQLite"


def note(what: str, *, database: str = DATABASE, **figures: object) -> None:
    """Write down what a test measured; `make assure` shows it all at the end."""
    FILE.parent.mkdir(exist_ok=True)
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
    with FILE.open("a") as out:
        out.write(f"{database:<10}  {what}: {told}\n")
