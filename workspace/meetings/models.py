"""A meeting, its agenda, and who comes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.programmes.models import Programme


class MeetingState(StrEnum):
    """A meeting is planned, was held, or was called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Meeting(Base):
    """A working group meets on its board; without a board all partners of the programme meet."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState), default=MeetingState.PLANNED)
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    sequence: Mapped[int] = mapped_column(default=0)  # how often its calendar file changed (RFC 5545)
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    board: Mapped[Board | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="times"),
        Index(None, "programme_id", "board_id", "starts_at"),
    )


class AgendaItem(Base):
    """A point of the agenda: an initiative, a question or something else; and what was decided."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    initiative_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiative.id", ondelete="SET NULL"), index=True
    )
    clock_id: Mapped[int | None] = mapped_column(ForeignKey("response_clock.id", ondelete="SET NULL"))
    decision: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index(None, "meeting_id", "position", "id"),)


class Reply(StrEnum):
    """What somebody who is invited said."""

    YES = "yes"
    NO = "no"


class Attendance(Base):
    """Somebody who is invited, what they said, and whether they were there."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    reply: Mapped[Reply | None] = mapped_column(choice(Reply))
    was_there: Mapped[bool | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class CalendarKey(Base):
    """The secret in the address of a calendar feed. Only its hash is kept; a new one ends the old."""

    __tablename__ = "calendar_key"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
