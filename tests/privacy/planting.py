"""A person of whom something stands in every table: one row each, all of them hanging together.

Made from the tables themselves and the register, so that a table of tomorrow is planted as well.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, LargeBinary, String, Table, insert

from workspace.accounts.models import User
from workspace.db import Base, UtcDateTime, db, now
from workspace.privacy.queries.own_data import FOLDERS
from workspace.privacy.register import REGISTER
from workspace.privacy.register.vocabulary import DataKind
from workspace.times import today

NAME = "Zwaluwtje Kwartelaar"
ADDRESS = "zwaluw.kwartel@voorbeeld.example"
MARKS = ("Zwaluwtje", "Kwartelaar", ADDRESS)
PLANTED = frozenset({DataKind.NAME, DataKind.CONTACT, DataKind.PRIVATE, DataKind.WORDS})
ALSO = frozenset({"event.details", "warned.words", "scan_step.step", "task.title", "comment.removal_words"})
# What the rules of a table ask, beyond what its columns say.
AS_ASKED: dict[str, dict[str, Any]] = {
    "user": {"email": ADDRESS, "name": NAME, "entered_by_id": None, "confirmed_at": now(), "locale": "nl"},
    "programme": {"openness": "public", "starts_on": date(2020, 1, 1), "ends_on": date(2090, 1, 1)},
    "board": {"openness": "public", "target_groups": []},
    "initiative": {
        "visibility": "public", "stage": "running", "kind": "initiative", "target_groups": [],
        "organisation_id": None, "carried_by_id": None, "created_as": "resident",
    },
    "invitation": {"programme_id": None, "board_id": None, "email": ADDRESS},
    "rendition": {"history_id": None, "state": "ready"},
    "learning_moment": {"kind": "quote", "published_at": now(), "openness": "public"},
    "quote_consent": {"email": ADDRESS, "answer": "yes", "answered_at": now()},
    "moderation_case": {"comment_id": None, "update_id": None},
    "outgoing_mail": {"recipient": ADDRESS},
    "account_link": {"new_email": ADDRESS},
    "comment": {"is_official": False, "organisation_id": None},
    "team_member": {"starts_on": date(2020, 1, 1)},
    "board_member": {"starts_on": date(2020, 1, 1)},
    "membership": {"starts_on": date(2020, 1, 1)},
    "solo_trial": {"agreed_by_id": None},
    "report_section": {"figures": "[]"},
    "meeting": {"state": "planned", "ends_at": now() + timedelta(hours=2)},
}  # fmt: skip
# These hold nobody's words, or what a hash holds.
LEFT_OUT = frozenset({"audit_entry", "audit_start", "submission", "declined_pair"})


def plant() -> User:
    """Store one row in every table, pointing at one person wherever a table points at people."""
    rows: dict[str, dict[str, Any]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in LEFT_OUT or any(_points_left_out(column) for column in table.columns):
            continue
        values = {
            column.name: value
            for column in table.columns
            if (value := _value(column, table, rows)) is not None
        } | AS_ASKED.get(table.name, {})
        result = db.session.connection().execute(insert(table).values(values))
        names = [key.name for key in table.primary_key.columns]
        keys = dict(zip(names, result.inserted_primary_key or (), strict=True))
        rows[table.name] = values | keys
    db.session.commit()
    return db.session.get_one(User, rows["user"]["id"])


def planted_columns() -> set[str]:
    """Return the columns in which the marks of the person stand, as table.column."""
    tables = Base.metadata.tables
    return {
        f"{name}.{column}"
        for name, table in REGISTER.items()
        for column in table.columns
        if name not in LEFT_OUT and _is_planted(tables[name].columns[column], tables[name])
    }


def _points_left_out(column: Column[Any]) -> bool:
    return not column.nullable and any(key.column.table.name in LEFT_OUT for key in column.foreign_keys)


def _value(column: Column[Any], table: Table, rows: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        target = key.column.table.name
        return None if target == table.name else rows.get(target, {}).get(key.column.name)
    if _is_planted(column, table):
        return _planted(column)
    if (column.primary_key and column.autoincrement is True) or (column.primary_key and column.name == "id"):
        return None
    is_file = column.name == "file_name" and table.name in FOLDERS
    return None if column.nullable and not is_file else _filler(column, table)


def _is_planted(column: Column[Any], table: Table) -> bool:
    place = f"{table.name}.{column.name}"
    known = REGISTER[table.name].columns.get(column.name) if table.name in REGISTER else None
    is_text = isinstance(column.type, String | JSON) and not isinstance(column.type, Enum)
    if not is_text or column.foreign_keys or column.name in {"frozen", "file_name", "locale"}:
        return False
    return place in ALSO or (known is not None and known.kind in PLANTED)


def _planted(column: Column[Any]) -> Any:
    text = f"Groet van {NAME}, {ADDRESS}, Zwaluwtje"
    length = getattr(column.type, "length", None)
    if isinstance(column.type, JSON):
        return {"reason": text, "title": [text, text]}
    return text if length is None or len(text) <= length else NAME[:length]


def _filler(column: Column[Any], table: Table) -> Any:
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enums[0]
    if column.name == "file_name" and table.name in FOLDERS:
        return f"{table.name}.webp"
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, String):
        return f"x-{table.name}"[: kind.length or 40]
    if isinstance(kind, UtcDateTime | DateTime) or kind.python_type is datetime:
        return now()
    if isinstance(kind, Date):
        return today()
    if isinstance(kind, Boolean):
        return True
    return b"x" if isinstance(kind, LargeBinary) else 1
