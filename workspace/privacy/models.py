"""Asking to be forgotten, warnings to who has been away long, and when periods were last carried out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, choice, now

DAYS_TO_COME_BACK = 30  # after a warning
IS_OPEN = text("withdrawn_at IS NULL AND done_at IS NULL")


class Contributions(StrEnum):
    """What becomes of what somebody wrote, when their name and address go."""

    STAY = "stay"  # under "oud-deelnemer"
    GO = "go"


class ErasureRequest(Base):
    """Somebody asked to be forgotten; done after seven days unless taken back (AVG, article 17)."""

    __tablename__ = "erasure_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    contributions: Mapped[Contributions] = mapped_column(choice(Contributions))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_erasure_request_open", "user_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
        ),
        Index("ix_erasure_request_due", "due_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )


class InactivityWarning(Base):
    """A warning that an account goes because nobody used it for long; coming back withdraws it."""

    __tablename__ = "inactivity_warning"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    warned_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]


class RetentionRun(Base):
    """One time that what was kept long enough was removed: how many of what, and which part failed."""

    __tablename__ = "retention_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime]
    done: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # step -> how many
    failed: Mapped[list[str]] = mapped_column(JSON, default=list)  # steps
