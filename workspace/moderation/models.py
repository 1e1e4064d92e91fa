"""What people report, and what was done with it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workspace.access import Role
from workspace.db import Base, choice, now

IS_OPEN = text("handled_at IS NULL")


class ReportReason(StrEnum):
    """Why something is reported, and why it was hidden or its author warned."""

    RUDE = "rude"
    DISCRIMINATION = "discrimination"
    PRIVACY = "privacy"
    ADVERTISING = "advertising"
    UNTRUE = "untrue"
    OTHER = "other"


class Verdict(StrEnum):
    """What was done with a report."""

    NOTHING = "nothing"
    HIDDEN = "hidden"
    WARNED = "warned"
    RESTORED = "restored"
    LINKS_SHOWN = "links_shown"


class Report(Base):
    """Somebody points at a comment, at news, or without either at the initiative itself."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    update_id: Mapped[int | None] = mapped_column(ForeignKey("update.id", ondelete="CASCADE"))
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    reason: Mapped[ReportReason] = mapped_column(choice(ReportReason))
    words: Mapped[str] = mapped_column(String(500), default="")
    reported_at: Mapped[datetime] = mapped_column(default=now)
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    handled_as: Mapped[Role | None] = mapped_column(choice(Role))

    __table_args__ = (
        Index("ix_report_open", "board_id", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )


class Warned(Base):
    """A word to an author about what they wrote, with the reason; seen by them and by who moderates."""

    __tablename__ = "warned"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    reason: Mapped[ReportReason] = mapped_column(choice(ReportReason))
    words: Mapped[str] = mapped_column(String(500), default="")
    warned_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    warned_as: Mapped[Role] = mapped_column(choice(Role))
    warned_at: Mapped[datetime] = mapped_column(default=now)
