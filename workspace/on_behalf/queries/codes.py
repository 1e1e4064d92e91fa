"""Codes on paper."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from workspace.db import db
from workspace.on_behalf.models import ClaimCode


class CodeRow(NamedTuple):
    """A code that still waits for its person."""

    person_id: int
    code_hash: str
    made_at: datetime


def find_code(code_hash: str) -> CodeRow | None:
    """Return the code with this hash, or None: a wrong one and a used one are the same to whoever asks."""
    query = select(ClaimCode.person_id, ClaimCode.code_hash, ClaimCode.made_at)
    row = db.session.execute(
        query.where(ClaimCode.code_hash == code_hash, ClaimCode.claimed_at.is_(None))
    ).one_or_none()
    return CodeRow(*row) if row else None


def made_on(person_id: int) -> datetime | None:
    """Return when the code of somebody was made, or None when there is none."""
    return db.session.scalar(select(ClaimCode.made_at).where(ClaimCode.person_id == person_id))
