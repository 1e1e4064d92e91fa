"""The trail of what matters to rights: each line holds the hash of the one before it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.access import Role
from workspace.db import Base, choice, now


class AuditEntry(Base):
    """One line. Lines are only added, in order, and removed from the oldest end when their time is over.

    `details` holds codes and ids, never names, addresses or what people wrote. Numbers point at nothing here:
    a line outlives what it tells of.
    """

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(default=now)
    verb: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None]
    role: Mapped[Role | None] = mapped_column(choice(Role))
    programme_id: Mapped[int | None]
    board_id: Mapped[int | None]
    initiative_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    __table_args__ = (
        Index(None, "happened_at"),
        Index(None, "actor_id", "id"),
        Index(None, "verb", "id"),
    )


class AuditStart(Base):
    """Where the trail begins since its oldest lines were removed: one row, number 1."""

    __tablename__ = "audit_start"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_removed_id: Mapped[int]
    last_removed_hash: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime] = mapped_column(default=now)
