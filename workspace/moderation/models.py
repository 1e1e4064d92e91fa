"""What people report, and what its authors were told. The queue it waits in is of `Case`."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.initiatives.models import ReportReason, Verdict

IS_OPEN = text("handled_at IS NULL")


class Report(Base):
    """Somebody says that something is wrong with it: once for each person, until somebody has judged it."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id", ondelete="CASCADE"), index=True)
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    reason: Mapped[ReportReason] = mapped_column(choice(ReportReason))
    words: Mapped[str] = mapped_column(String(500), default="")
    reported_at: Mapped[datetime] = mapped_column(default=now)
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    handled_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_report_open",
            "case_id",
            "reported_by_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )


class Warned(Base):
    """A word to an author about what they wrote: a warning, or that it was hidden or is shown again.

    Seen by them and by who moderates; never who reported it.
    """

    __tablename__ = "warned"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))  # with a moment
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), index=True
    )
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("update.id", ondelete="CASCADE"))
    moment_id: Mapped[int | None] = mapped_column(ForeignKey("learning_moment.id", ondelete="CASCADE"))
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict), default=Verdict.WARNED)
    reason: Mapped[ReportReason | None] = mapped_column(choice(ReportReason))
    words: Mapped[str] = mapped_column(String(500), default="")
    warned_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    warned_as: Mapped[Role] = mapped_column(choice(Role))
    warned_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]

    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[user_id])
