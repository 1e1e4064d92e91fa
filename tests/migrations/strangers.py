"""A row in each table that the demonstration of a version left empty."""

import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, MetaData, Table, inspect, select

from tests.migrations.releases import Release
from workspace.db import db

ALLOWED = re.compile(r"\(*(\w+)\)*(?:::\w+)*\)? (?:IN|= ANY) \(+(?:ARRAY\[)?\(?'(\w+)'")
# They may be left open, but not all that are like them.
FILLED_TOO = {("invitation", "board_id"), ("rendition", "report_id")}
LONG_AGO = datetime(2020, 11, 1, 12, tzinfo=UTC)


def fill_what_is_empty(release: Release) -> list[str]:
    """Give each empty table one row that its rules allow; return the names of those tables."""
    empty = [name for name, kept in release.tables.items() if not kept.rows]
    with db.engine.begin() as connection:
        metadata = MetaData()
        metadata.reflect(connection, only=empty)
        for table in metadata.sorted_tables:
            if table.name in empty:
                connection.execute(sa.insert(table).values(_row(connection, table)))
    return empty


def _row(connection: Connection, table: Table) -> dict[str, Any]:
    checks = inspect(connection).get_check_constraints(table.name)
    allowed = dict(found for check in checks for found in ALLOWED.findall(check["sqltext"]))
    return {
        column.name: allowed.get(column.name) or _value(connection, column)
        for column in table.columns
        if column.name != "id" and (not column.nullable or (table.name, column.name) in FILLED_TOO)
    }


def _value(connection: Connection, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        of_two = sa.func.max if column.name == "second_id" else sa.func.min
        return connection.scalar(select(of_two(key.column)))
    if isinstance(column.type, sa.JSON):
        return {}
    kind = column.type.python_type
    if issubclass(kind, datetime):
        return LONG_AGO if connection.dialect.name == "postgresql" else LONG_AGO.replace(tzinfo=None)
    values: dict[type, Any] = {
        str: "x",
        int: 1,
        bool: False,
        dict: {},
        type(LONG_AGO.date()): LONG_AGO.date(),
    }
    return values[kind]
