"""A task of an initiative or a board: what, who, when."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import Base, now
from workspace.initiatives.models import Initiative

UNDO_WITHIN = timedelta(days=14)  # after that what was done stays done; what is left is another task


class Task(Base):
    """Something to do, for an initiative or after a meeting for the board itself, done in one tap."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    board: Mapped[Board] = relationship(lazy="raise_on_sql")
    initiative: Mapped[Initiative | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        Index(None, "initiative_id", "done_at", "id"),
        Index(None, "board_id", "done_at", "id"),
        Index(None, "person_id", "done_at", "id"),
    )


def may_still_be_undone(done_at: datetime, at: datetime) -> bool:
    """Tell whether a tap by mistake can still be taken back at this moment."""
    return done_at >= at - UNDO_WITHIN
