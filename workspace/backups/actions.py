"""Putting an archive back into a place that is empty."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, update

from workspace.backups.queries import (
    AT_ONCE,
    Manifest,
    Part,
    current_revision,
    examine_archive,
    read_rows,
)
from workspace.db import Base, db, may_write
from workspace.stores import IN_MEMORY, Folder

OF_FILES = "files/"


class NotEmpty(RuntimeError):
    """The place to restore into holds something already, or tables of another version."""


def restore_archive(path: Path, files: Folder) -> Manifest:
    """Put everything of an archive into this database, of either kind, and into this folder.

    All rows come in one transaction, after every byte of the archive was examined and before the first file
    is in its place. Raises NotWhole and NotEmpty; nothing is changed then.
    """
    manifest = examine_archive(path)
    if next(files.walk(), None):
        raise NotEmpty(f"There are files in {files}.")
    may_write()
    with ZipFile(path) as archive:
        with db.engine.begin() as connection:
            _require_empty(connection, manifest)
            parts = {part.name: part for part in manifest.parts}
            for table in Base.metadata.sorted_tables:
                _fill(connection, table, archive, parts[f"tables/{table.name}.jsonl"])
            _count_on(connection)
        _unpack_files(archive, manifest, files)
    return manifest


def _require_empty(connection: Connection, manifest: Manifest) -> None:
    here = current_revision(connection)
    if here != manifest.revision:
        raise NotEmpty(f"These tables are of version {here}, the archive of {manifest.revision}.")
    for table in Base.metadata.sorted_tables:
        if connection.execute(select(1).select_from(table).limit(1)).first():
            raise NotEmpty(f"There are rows in the table {table.name}.")


def _fill(connection: Connection, table: Table, archive: ZipFile, part: Part) -> None:
    """Insert the rows of a table; what points to a row of the same table comes after all are there."""
    own = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    pointers: list[dict[str, Any]] = []
    rows = read_rows(archive, part, table)
    while some := list(islice(rows, AT_ONCE)):
        for row in some:
            pointing = {name: row[name] for name in own if row[name] is not None}
            if pointing:
                pointers.append({"this_row": row["id"], **dict.fromkeys(own), **pointing})
            row.update(dict.fromkeys(own))
        connection.execute(insert(table), some)
    if pointers:
        pointing_to: dict[str, Any] = {name: bindparam(name) for name in own}
        connection.execute(
            update(table).where(table.c.id == bindparam("this_row")).values(pointing_to), pointers
        )


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL give out numbers after the highest that is there; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        number = table.autoincrement_column
        if number is not None:
            highest = connection.scalar(select(func.max(number)))
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', number.name)
            connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))
    connection.execute(text("ANALYZE"))


def _unpack_files(archive: ZipFile, manifest: Manifest, folder: Folder) -> None:
    for name in _names_of_files(manifest):
        with archive.open(OF_FILES + name) as stream, SpooledTemporaryFile(IN_MEMORY) as file:
            copyfileobj(stream, file)  # a store wants to know its length before
            file.seek(0)
            folder.write(name, file)


def _names_of_files(manifest: Manifest) -> Iterator[str]:
    """The names of the files in an archive, none of which may lead out of the folder."""
    for part in manifest.parts:
        if part.name.startswith(OF_FILES):
            name = PurePosixPath(part.name.removeprefix(OF_FILES))
            if name.is_absolute() or ".." in name.parts:
                raise NotEmpty(f"{part.name} would lie outside {OF_FILES}")
            yield str(name)
