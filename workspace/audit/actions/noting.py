"""Adding lines to the trail. Called by other actions, which asked permission."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event, insert, text
from sqlalchemy.orm import Session, SessionTransaction

from workspace.access import Actor, Role
from workspace.audit.models import AuditEntry, hash_of_line
from workspace.audit.models.rules import KEPT_DETAILS
from workspace.audit.queries.chain import last_line
from workspace.db import db, is_writing, now, writing

TO_ADD = "audit lines"  # of this transaction, in the order in which things happened
MARKS = "audit marks"  # how many there were when each savepoint began
LOCK = 0x53616D656E  # "Samen": of PostgreSQL's advisory lock, held from adding until the commit
OF_EVENTS = ("verb", "role", "programme_id", "board_id", "initiative_id", "subject_id")
CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")  # a choice, a number or a day; never words of people


def note(
    verb: str,
    *,
    by: Actor,
    programme_id: int | None = None,
    board_id: int | None = None,
    initiative_id: int | None = None,
    subject_id: int | None = None,
    **details: Any,
) -> None:
    """Add a line in this transaction: when that is rolled back, nothing is left of it.

    `details` take codes and numbers, and lists of these; raises ValueError on anything that could be a name,
    an address or what somebody wrote. The line gets its number and its hash when the transaction commits.
    """
    role: Role | None = Role.ADMINISTRATOR if by.is_admin else None
    if by.id and programme_id:
        role = by.hat(programme_id, board_id)[0]
    _collect(
        {
            "verb": verb,
            "actor_id": by.id,
            "role": role,
            "programme_id": programme_id,
            "board_id": board_id,
            "initiative_id": initiative_id,
            "subject_id": subject_id,
            "details": details,
        }
    )


def note_event(event: Mapping[str, Any], *, at: datetime | None = None, by: Actor) -> None:
    """Add the line of an event whose verb is audited, with those of its details that the trail keeps.

    `at`: when it happened, for a demonstration that tells of the past.
    """
    line = {name: event[name] for name in OF_EVENTS} | {"actor_id": by.id}
    kept = {key: value for key, value in event["details"].items() if key in KEPT_DETAILS}
    _collect({**line, "details": kept}, at)


def note_reading(verb: str, *, by: Actor, **facts: Any) -> None:
    """Add the line of something that changes nothing, such as a download; `facts` as for `note`.

    In a transaction of its own, at once: what cannot be noted is not handed out.
    """
    if is_writing():
        note(verb, by=by, **facts)
        return
    with writing(), Session(db.engine) as own, own.begin():
        note(verb, by=by, **facts)
        own.info[TO_ADD] = [db.session.info[TO_ADD].pop()]


def _collect(line: dict[str, Any], at: datetime | None = None) -> None:
    _require_codes(line["details"])
    if not db.session().in_transaction():
        db.session.begin()  # so that there is something to roll back
    db.session.info.setdefault(TO_ADD, []).append({**line, "happened_at": at or now()})


def _require_codes(details: Mapping[str, Any]) -> None:
    for key, value in details.items():
        for one in value if isinstance(value, (list, tuple)) else (value,):
            if not (one is None or isinstance(one, int) or (isinstance(one, str) and CODE.fullmatch(one))):
                raise ValueError(f"The audit trail takes codes and numbers only: not what {key} holds.")


def hold_trail(connection: Connection) -> None:
    """Let nobody else add to the trail until this transaction ends; who writes to SQLite holds it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


@event.listens_for(Session, "before_commit")
def _add_lines(session: Session) -> None:
    """Add the lines of a transaction as the last thing before it commits.

    Only then is the trail held: from here to the commit nobody waits for anything else, so that there are no
    deadlocks, and lines stand in the order in which transactions were committed.
    """
    if session.in_nested_transaction() or not session.info.get(TO_ADD):
        return
    session.flush()  # what is told comes first
    connection = session.connection()
    hold_trail(connection)
    number, previous = last_line(session)
    rows = []
    for line in session.info.pop(TO_ADD):
        number += 1
        row = {**line, "id": number, "previous_hash": previous}
        row["happened_at"] = row["happened_at"].astimezone(UTC)
        previous = row["hash"] = hash_of_line(row)
        rows.append(row)
    connection.execute(insert(AuditEntry), rows)


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        marks = session.info.setdefault(MARKS, {})
        marks[id(transaction)] = len(session.info.get(TO_ADD, ()))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """Forget what a savepoint, or the whole transaction, would have told."""
    if transaction.nested:
        kept = session.info.get(MARKS, {}).get(id(transaction), 0)
        del session.info.get(TO_ADD, [])[kept:]
    elif transaction.parent is None:
        session.info.pop(TO_ADD, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_marks(session: Session, transaction: SessionTransaction) -> None:
    # Not those of a savepoint as it ends: that comes before the news that it was rolled back.
    if transaction.parent is None:
        session.info.pop(MARKS, None)
