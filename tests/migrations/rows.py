"""Putting the rows of a released version into a database of either kind, and reading all that is there."""

import json
from collections import Counter
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, inspect

from tests.migrations.releases import Kept, Release
from workspace.db import db

Rows = dict[str, Counter[str]]


def put_in(release: Release) -> None:
    """Fill the tables, which are of that version; the database itself keeps the words that can be found."""
    if db.engine.dialect.name == "sqlite":
        _into_sqlite(release)
    else:
        with db.engine.begin() as connection:
            _into_postgresql(connection, release)


def _into_sqlite(release: Release) -> None:
    with closing(db.engine.raw_connection()) as raw:
        driver: Any = raw.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("BEGIN IMMEDIATE")
        for name, kept in release.tables.items():
            places = [kept.columns.index(column) for column in kept.json]
            rows = [
                [json.dumps(value) if number in places and value is not None else value for number, value in
                 enumerate(row)]
                for row in kept.rows
            ]  # fmt: skip
            marks = ", ".join("?" * len(kept.columns))
            driver.executemany(f'INSERT INTO "{name}" ({_listed(kept.columns)}) VALUES ({marks})', rows)
        driver.execute("COMMIT")
        driver.execute("PRAGMA foreign_keys=ON")


def _into_postgresql(connection: Connection, release: Release) -> None:
    """Its own reader of JSON makes moments, days and truths of what SQLite kept as text and numbers."""
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")
    for name, kept in release.tables.items():
        listed = _listed(kept.columns)
        connection.exec_driver_sql(
            f'INSERT INTO "{name}" ({listed})'
            f' SELECT {listed} FROM json_populate_recordset(NULL::"{name}", %s)',
            (_as_objects(kept),),
        )
        if "id" in kept.columns:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), max(id)) FROM \"{name}\""
            )


def _as_objects(kept: Kept) -> str:
    return json.dumps([dict(zip(kept.columns, row, strict=True)) for row in kept.rows])


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def read_all(columns: dict[str, list[str]]) -> Rows:
    """Return every row of these tables, of these columns, as text."""
    with db.engine.connect() as connection:
        return {
            name: Counter(
                repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT {_listed(of)} FROM "{name}"')
            )
            for name, of in columns.items()
        }


def check_keys() -> int:
    """Raise when a row points to one that is not there; return how many foreign keys were looked at."""
    looked_at = 0
    with db.engine.connect() as connection:
        there = inspect(connection)
        for table in there.get_table_names():
            for key in there.get_foreign_keys(table):
                (own,), (other,) = key["constrained_columns"], key["referred_columns"]
                astray = connection.exec_driver_sql(
                    f'SELECT count(*) FROM "{table}" a LEFT JOIN "{key["referred_table"]}" b'
                    f' ON a."{own}" = b."{other}" WHERE a."{own}" IS NOT NULL AND b."{other}" IS NULL'
                ).scalar()
                assert not astray, f"{table}.{own}: {astray} rows point nowhere."
                looked_at += 1
        if connection.dialect.name == "sqlite":
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    return looked_at
