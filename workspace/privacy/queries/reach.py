"""To which programme a row belongs, for any table: found by its foreign keys; and what empties a column."""

from collections import deque
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Table, select

from workspace.db import Base


class Step(NamedTuple):
    """A foreign key on the way to the programme."""

    column: Column[int]
    to: Column[int]


@cache
def way_to_programme(name: str) -> tuple[Step, ...]:
    """Return the shortest way from a table to its programme; none for a table that belongs to no programme.

    Keys that may be empty count only where there is no other way.
    """
    return _way(Base.metadata.tables[name], may_be_empty=False) or _way(
        Base.metadata.tables[name], may_be_empty=True
    )


def of_programme(name: str, programme_id: int) -> ColumnElement[bool]:
    """Return the condition that a row of this table belongs to this programme; raise LookupError."""
    way = way_to_programme(name)
    if not way:
        raise LookupError(f"No way from {name} to a programme.")
    *steps, last = way
    condition: ColumnElement[bool] = last.column == programme_id
    for step in reversed(steps):
        condition = step.column.in_(select(step.to).where(condition))
    return condition


def empty_value(column: Column[Any]) -> Any:
    """Return what stands in a column that was emptied."""
    if column.nullable:
        return None
    if isinstance(column.type, Boolean):
        return False
    return {} if isinstance(column.type, JSON) else ""


def _way(table: Table, *, may_be_empty: bool) -> tuple[Step, ...]:
    waiting: deque[tuple[Table, tuple[Step, ...]]] = deque([(table, ())])
    seen = {table.name}
    while waiting:
        here, way = waiting.popleft()
        for key in chain.from_iterable(column.foreign_keys for column in here.columns):
            target = key.column.table
            if target.name in {*seen, "user", "organisation"} or (key.parent.nullable and not may_be_empty):
                continue
            steps = (*way, Step(key.parent, key.column))
            if target.name == "programme":
                return steps
            seen.add(target.name)
            waiting.append((target, steps))
    return ()
