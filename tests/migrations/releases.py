"""The released versions whose data are kept here, and reading and writing such a file.

A file holds everything that the demonstration of a version wrote, in lines of JSON: first the version, its
commit and how its tables were made; then for each table a line with its columns, and a line for each row.
"""

import json
import lzma
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "released"

# The version of the tables, and the last commit that had it. A release whose tables are others than before
# gets a line: python -m tests.migrations.make REVISION COMMIT
RELEASED = {
    "0003": "2e8e95b",
    "0004": "43ca079",
    "0013": "07efc36",
    "0014": "478faa9",
    "0015": "448bd3d",
    "0024": "a8fd68d",
    "0025": "5269664",
    "0030": "c0f3997",
}
OLDEST, NEWEST = min(RELEASED), max(RELEASED)

# Of SQLite, of Alembic, or derived by the database itself.
NO_ROWS_OF_OURS = ("sqlite_", "alembic_version", "initiative_fts")


class Kept(NamedTuple):
    """The rows of a table; those of its `json` columns are read."""

    columns: list[str]
    json: list[str]
    rows: list[list[Any]]


class Release(NamedTuple):
    """What a released version held."""

    revision: str
    commit: str
    schema: list[str]
    tables: dict[str, Kept]

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(len(table.rows) for table in self.tables.values())


def path_of(revision: str) -> Path:
    """Return where the data of a version are kept."""
    return FOLDER / f"{revision}.jsonl.xz"


def read_release(revision: str) -> Release:
    """Return what the version with these tables held."""
    tables: dict[str, Kept] = {}
    with lzma.open(path_of(revision), "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        for line in lines:
            told = json.loads(line)
            if isinstance(told, dict):
                rows = tables.setdefault(told["table"], Kept(told["columns"], told["json"], [])).rows
            else:
                rows.append(told)
    return Release(head["revision"], head["commit"], head["schema"], tables)


def write_release(commit: str, database: Path) -> Path:
    """Write all that a database of SQLite holds to the file of its version; return that file."""
    with closing(sqlite3.connect(database)) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        lines = [json.dumps({"revision": revision, "commit": commit, "schema": schema_of(connection)})]
        for name in tables_of(connection):
            lines += _lines_of(connection, name)
    path = path_of(revision)
    text = "".join(f"{line}\n" for line in lines)
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    return path


def _lines_of(connection: sqlite3.Connection, name: str) -> list[str]:
    columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    names = [column[1] for column in columns]
    held_as_json = [column[1] for column in columns if column[2] == "JSON"]
    assert not any(column[2] == "BLOB" for column in columns), "JSON holds no bytes: write them as text here."
    lines = [json.dumps({"table": name, "columns": names, "json": held_as_json})]
    places = [names.index(column) for column in held_as_json]
    for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {", ".join(key_of(columns))}'):
        values = list(row)
        for place in places:
            values[place] = _read(values[place])
        lines.append(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
    return lines


def _read(text: str | None) -> Any:
    value = text and json.loads(text)
    assert text is None or (value is not None and json.dumps(value) == text), "It must come back as it was."
    return value


def key_of(columns: list[Any]) -> list[str]:
    """Return the columns of the primary key, of what `PRAGMA table_info` told."""
    return [f'"{column[1]}"' for column in sorted(columns, key=lambda column: column[5]) if column[5]]


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that hold what people wrote, in order."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith(NO_ROWS_OF_OURS)]


def schema_of(connection: sqlite3.Connection) -> list[str]:
    """Return how each table, index and trigger was made, whatever the order of constraints in a table."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    return [" ".join(sorted(line.strip(" \t,") for line in sql.splitlines())) for (sql,) in found]
