"""Reading the texts of the demonstration, and what of it is in the database."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.db import db
from workspace.programmes.models import Programme
from workspace.text import slugify
from workspace.times import day_of

TEXTS = Path(__file__).parent / "programmes"
# Programme.imported_from reads demo:<slug>:<days that the clock was set back>: loading twice is impossible,
# and whoever starts it later, from any machine, finds the clock where it was left.
ORIGIN = "demo:"
BEGINS = date(2020, 11, 24)  # the day it is in the demonstration when it is loaded (docs/decisions/0008)

Texts = dict[str, Any]


class Account(TypedDict):
    """A sign-in of the demonstration, for one role of domain/roles.md."""

    role: str
    name: str
    email: str
    password: str
    organisation: str
    programme: str


def read_texts(name: str) -> Texts:
    """Return one file of texts, e.g. `people` or `landerd/programme`."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def programme_names() -> list[str]:
    """Return the folders that hold a programme each."""
    return sorted(path.parent.name for path in TEXTS.glob("*/programme.toml"))


def read_boards(programme: str) -> list[Texts]:
    """Return the boards of a programme, each with its initiatives, in their order on the page.

    How people work together in them stands in a file of its own, by the titles of initiatives.
    """
    together = read_texts(f"{programme}/together") if (TEXTS / programme / "together.toml").exists() else {}
    boards = [read_texts(f"{programme}/{path.stem}") for path in (TEXTS / programme).glob("board-*.toml")]
    for board in boards:
        board["meeting"] = [one for one in together.get("meeting", []) if one.get("board") == board["title"]]
        for initiative in board.get("initiative", []):
            initiative.update(together.get("of", {}).get(initiative["title"], {}))
    return sorted(boards, key=lambda board: int(board["position"]))


def read_learning(programme: str) -> Texts:
    """Return what people learned in a programme and how it was accounted for; empty when nothing is told."""
    there = (TEXTS / programme / "learning.toml").exists()
    return read_texts(f"{programme}/learning") if there else {}


def is_loaded() -> bool:
    """Tell whether the demonstration is in this database: it is there as a whole or not at all."""
    return (
        db.session.scalar(select(Programme.id).where(Programme.imported_from.startswith(ORIGIN))) is not None
    )


def days_back(at: datetime) -> int:
    """Return how many days to set the clock back at this moment for the demonstration to begin."""
    days = (day_of(at) - BEGINS).days
    summer_time = day_of(at - timedelta(days=days)) < BEGINS  # just after midnight
    return days - summer_time


def find_days_back() -> int:
    """Return how many days the clock was set back when the demonstration was loaded; at first it was not."""
    loaded = select(Programme.imported_from).where(Programme.imported_from.like(f"{ORIGIN}%:%"))
    origin = db.session.scalar(loaded.limit(1))
    return int(origin.rpartition(":")[2]) if origin else 0


def holds_something_else() -> bool:
    """Tell whether somebody already uses this database for something other than the demonstration."""
    return not is_loaded() and db.session.scalar(select(User.id).limit(1)) is not None


def list_accounts() -> list[Account]:
    """Return a sign-in for each role, and twins of the same roles whose programme is another."""
    texts = read_texts("people")
    by_key = {person["key"]: person for person in texts["person"]}
    return [
        Account(
            role=account["role"],
            name=by_key[account["who"]]["name"],
            email=email_of(by_key[account["who"]]["name"]),
            password=texts["password"],
            organisation=account.get("organisation", ""),
            programme=account.get("programme", ""),
        )
        for account in texts["account"]
    ]


def email_of(name: str) -> str:
    """Return the made-up address of a made-up person, in a domain that belongs to nobody (RFC 2606)."""
    return f"{slugify(name).replace('-', '.')}@example.nl"
