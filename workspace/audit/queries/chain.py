"""The chain itself: where it ends, and the first line that is not as it was written."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workspace.audit.models import BEFORE_ALL, AuditEntry, AuditStart, hash_of_line
from workspace.db import db

AT_ONCE = 1000  # lines in memory while checking
Line = Mapping[str, Any]


class Head(NamedTuple):
    """The number and the hash of the newest line; of the newest that was removed when there is none."""

    number: int
    hash: str


class Wrong(StrEnum):
    """What was done to a line."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"


class Fault(NamedTuple):
    """The first line that is not as it was written; of removed lines the first number that is missing."""

    number: int
    wrong: Wrong


class Checked(NamedTuple):
    """How many lines were walked, from when to when, how the chain ends, and what is wrong if anything.

    `knows` tells whether the hash that was asked for stands in the chain; None when none was asked for.
    """

    lines: int
    since: datetime | None
    until: datetime | None
    head: Head
    fault: Fault | None
    knows: bool | None


def last_line(session: Session) -> Head:
    """Return how the chain ends now."""
    newest = select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    found = session.execute(newest).first()
    return Head(*found) if found else _before_first(session)


def check_trail(expected: str = "") -> Checked:
    """Walk the whole chain in pieces and return how it stands; it stops at the first fault.

    `expected`: the hash of a line that somebody kept elsewhere, which must be there still. Lines are read as
    they stood at one moment: what is added meanwhile is not looked at.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.rollback()
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    previous = _before_first(db.session())
    count, since, until = 0, None, None
    knows = previous.hash == expected
    fault: Fault | None = None
    before_that = ""
    for line in _lines():
        fault = _fault_of(line, previous, before_that)
        if fault:
            break
        before_that, previous = previous.hash, Head(line["id"], line["hash"])
        since, until = since or line["happened_at"], line["happened_at"]
        knows = knows or line["hash"] == expected
        count += 1
    return Checked(count, since, until, previous, fault, knows if expected else None)


def _before_first(session: Session) -> Head:
    start = session.execute(select(AuditStart.last_removed_id, AuditStart.last_removed_hash)).first()
    return Head(*start) if start else Head(0, BEFORE_ALL)


def _lines() -> Iterator[Line]:
    table = AuditEntry.__table__
    last = 0
    while some := db.session.execute(
        select(*table.c).where(table.c.id > last).order_by(table.c.id).limit(AT_ONCE)
    ).all():
        for row in some:
            yield row._mapping  # type: ignore[misc]
        last = some[-1].id


def _fault_of(line: Line, previous: Head, before_that: str) -> Fault | None:
    number = line["id"]
    is_own = line["hash"] == hash_of_line(line)
    if number != previous.number + 1:
        return Fault(previous.number + 1, Wrong.REMOVED)
    if is_own and line["previous_hash"] == previous.hash:
        return None
    if line["previous_hash"] == before_that != "":
        return Fault(previous.number, Wrong.INSERTED)  # this one hangs on the line before that
    if line["previous_hash"] == previous.hash:
        return Fault(number, Wrong.CHANGED)
    return Fault(number, _what_shifted(line, is_own))


def _what_shifted(line: Line, is_own: bool) -> Wrong:
    """Tell what happened to a line that hangs on another one than stands before it."""
    hangs_on = db.session.scalar(select(AuditEntry.id).where(AuditEntry.hash == line["previous_hash"]))
    if hangs_on is not None:
        return Wrong.MOVED
    was_later = any(line["hash"] == hash_of_line({**line, "id": line["id"] + by}) for by in range(1, 100))
    return Wrong.REMOVED if was_later or is_own else Wrong.CHANGED
