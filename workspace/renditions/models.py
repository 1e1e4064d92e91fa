"""Files made while nobody waits: a report or a learning history as PDF, DOCX, ODT or CSV."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.db import Base, choice, now
from workspace.histories.models import LearningHistory
from workspace.reporting.models import ProgrammeReport

LEASE = timedelta(minutes=3)  # far longer than making one takes; then it is somebody else's turn
ATTEMPTS_AT_MOST = 3
KEPT = timedelta(days=30)
FOLDER = "renditions"  # beside the pictures, on the disk


class RenditionFormat(StrEnum):
    """What kind of file it becomes."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    CSV = "csv"


class RenditionState(StrEnum):
    """A file waits for its turn, is being made, is ready, or could not be made."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


UNDER_WAY = text("state IN ('waiting', 'making')")


def _once_a_time(thing: str) -> Index:
    """Return the index that lets one person wait for a file of this thing once in each form and language."""
    columns = "user_id", thing, "format", "language"
    return Index(
        f"uq_rendition_{thing}_under_way",
        *columns,
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )


class Rendition(Base):
    """A file that somebody asked for; it waits for them at "Mijn werkplek" until they fetch it.

    `attempts` counts who began to make it: a process that was killed and comes back later with an older
    number is not heard. While it waits or is made, asking for the same file gives this row.
    """

    __tablename__ = "rendition"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    report_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme_report.id", ondelete="CASCADE"), index=True
    )
    history_id: Mapped[int | None] = mapped_column(
        ForeignKey("learning_history.id", ondelete="CASCADE"), index=True
    )
    format: Mapped[RenditionFormat] = mapped_column(choice(RenditionFormat))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[RenditionState] = mapped_column(choice(RenditionState), default=RenditionState.WAITING)
    steps_done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)  # in all; 0 when that is not known yet
    asked_at: Mapped[datetime] = mapped_column(default=now)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    file_name: Mapped[str | None] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200), default="")  # under which it is saved
    attempts: Mapped[int] = mapped_column(default=0)
    is_for_insiders: Mapped[bool] = mapped_column(default=False)  # made with the eyes of one
    fetched_at: Mapped[datetime | None]

    report: Mapped[ProgrammeReport | None] = relationship(lazy="raise_on_sql")
    history: Mapped[LearningHistory | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(report_id IS NULL) <> (history_id IS NULL)", name="one_thing"),
        Index(None, "user_id", "asked_at"),
        Index(None, "state", "id"),
        _once_a_time("report_id"),
        _once_a_time("history_id"),
    )
