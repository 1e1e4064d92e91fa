"""The hash of a line: SHA-256 over its fields and the hash of the line before it. Pure, no database."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

BEFORE_ALL = "0" * 64  # stands for the hash before the first line of all
# In the order of the table; all of a line but its own hash.
CHAINED = (
    "id", "happened_at", "verb", "actor_id", "role", "programme_id", "board_id", "initiative_id",
    "subject_id", "details", "previous_hash",
)  # fmt: skip


def hash_of_line(line: Mapping[str, Any]) -> str:
    """Return the hash that a line with these fields has: 64 hexadecimal digits.

    Canonical JSON: keys in order, no white space, ASCII, moments in UTC to the microsecond. So it is the same
    on every database, and after a restore.
    """
    fields = {name: _plain(line[name]) for name in CHAINED}
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.value if isinstance(value, StrEnum) else value
