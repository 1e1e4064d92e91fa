"""Everything that is kept, read at one moment, and looking whether an archive is whole.

An archive is a ZIP with `tables/<name>.jsonl` (a JSON list of values per row, columns in the order of the
manifest), `files/<name>`, and `manifest.json`: rows and SHA-256 of each part. It names no kind of database.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, Table, TypeDecorator, select, text

from workspace.db import Base, db, now, read_only
from workspace.later import later
from workspace.stores import Folder, Kept

if TYPE_CHECKING:
    from alembic import migration
else:
    migration = later("alembic.migration")

MANIFEST = "manifest.json"
FORMAT = 1
AT_ONCE = 500  # rows read at a time
PIECE = 1024 * 1024  # bytes


class Part(NamedTuple):
    """A part of an archive: rows of a table (or none, for a file), and SHA-256 of its bytes."""

    name: str
    sha256: str
    rows: int | None
    columns: tuple[str, ...]


class Manifest(NamedTuple):
    """What an archive holds: the version of its tables, when it was made, its parts."""

    revision: str
    made_at: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(part.rows or 0 for part in self.parts)

    @property
    def files(self) -> int:
        """Return how many files there are."""
        return sum(part.rows is None for part in self.parts)


class NotWhole(ValueError):
    """An archive that cannot be read, or of which a part is not as it was written."""


def write_archive(path: Path, files: Folder) -> Manifest:
    """Write all tables as they are at one moment, and all files, into a new file; return what is in it.

    Others go on meanwhile. Files come after the rows that point to them, so none is missing for a row.
    """
    with _one_moment() as connection, ZipFile(path, "x", ZIP_DEFLATED) as archive:
        parts = [_write_table(archive, connection, table) for table in Base.metadata.sorted_tables]
        parts += (part for kept in files.walk() if (part := _write_file(archive, kept, files)))
        manifest = Manifest(current_revision(connection), now().isoformat(), tuple(parts))
        archive.writestr(MANIFEST, json.dumps(_as_data(manifest), indent=1))
    return manifest


def examine_archive(path: Path) -> Manifest:
    """Return what an archive holds, after reading every byte of it; raise NotWhole."""
    try:
        with ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            if set(archive.namelist()) != {MANIFEST, *(part.name for part in manifest.parts)}:
                raise NotWhole("It holds other parts than it says.")
            for part in manifest.parts:
                if _digest_of(archive, part.name) != part.sha256:
                    raise NotWhole(f"{part.name} is not as it was written.")
    except (BadZipFile, OSError, KeyError, ValueError) as error:
        if isinstance(error, NotWhole):
            raise
        raise NotWhole(f"This is no whole archive ({type(error).__name__}).") from error
    return manifest


def read_rows(archive: ZipFile, part: Part, table: Table) -> Iterator[dict[str, Any]]:
    """Return the rows of a table as they are inserted: name of the column to value."""
    readers = [_reader_of(table.columns[name].type) for name in part.columns]
    with archive.open(part.name) as lines:
        for line in lines:
            values = json.loads(line)
            yield {
                name: None if value is None else read(value)
                for name, value, read in zip(part.columns, values, readers, strict=True)
            }


def current_revision(connection: Connection) -> str:
    """Return the version of the tables in this database; empty when there are none."""
    return migration.MigrationContext.configure(connection).get_current_revision() or ""


@contextmanager
def _one_moment() -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever others write meanwhile."""
    is_postgresql = db.engine.dialect.name == "postgresql"
    with read_only(), db.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="REPEATABLE READ") if is_postgresql else plain
        with connection.begin():
            if is_postgresql:
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield connection


def _write_table(archive: ZipFile, connection: Connection, table: Table) -> Part:
    name, count, digest = f"tables/{table.name}.jsonl", 0, hashlib.sha256()
    rows = connection.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key))
    with archive.open(name, "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps([_as_json(value) for value in row], ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            out.write(line)
            count += 1
    return Part(name, digest.hexdigest(), count, tuple(table.columns.keys()))


def _write_file(archive: ZipFile, kept: Kept, folder: Folder) -> Part | None:
    """Copy a file; one that went since the list was made is left out, as no row names it any more."""
    name, digest = f"files/{kept.name}", hashlib.sha256()
    try:
        file = folder.open(kept.name)
    except FileNotFoundError:
        return None
    with file as stream, archive.open(name, "w", force_zip64=True) as out:
        while piece := stream.read(PIECE):
            digest.update(piece)
            out.write(piece)
    return Part(name, digest.hexdigest(), None, ())


def _digest_of(archive: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _as_json(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode()
        case _:
            return value


def _reader_of(column: Any) -> Callable[[Any], Any]:
    """Return how a value of this type of column is read back from JSON."""
    kind: type = getattr(column, "enum_class", None) or _plain(column).python_type
    if issubclass(kind, datetime | date):
        return kind.fromisoformat
    if issubclass(kind, bytes):
        return b64decode
    return kind if issubclass(kind, StrEnum) else _as_it_is


def _plain(column: Any) -> Any:
    """Return the type of the database under one of ours, such as a moment in UTC."""
    return column.impl_instance if isinstance(column, TypeDecorator) else column


def _as_it_is(value: Any) -> Any:
    return value


def _as_data(manifest: Manifest) -> dict[str, Any]:
    return {"format": FORMAT, **manifest._asdict(), "parts": [part._asdict() for part in manifest.parts]}


def _read_manifest(archive: ZipFile) -> Manifest:
    told = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT:
        raise NotWhole("It was made by another kind of backup.")
    parts = tuple(
        Part(part["name"], part["sha256"], part["rows"], tuple(part["columns"])) for part in told["parts"]
    )
    return Manifest(told["revision"], told["made_at"], parts)
