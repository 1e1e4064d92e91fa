"""A question that waits for an answer: since when, with whom, until when (N13)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, now
from workspace.organisations.models import Organisation

OF_INITIATIVE = text("comment_id IS NULL")
WAITS = text("answered_at IS NULL AND withdrawn_at IS NULL")


def _waiting(place: str) -> Index:
    columns = (f"{place}_id", "due_on", "id")
    return Index(f"ix_response_clock_waiting_{place}", *columns, sqlite_where=WAITS, postgresql_where=WAITS)


class ResponseClock(Base):
    """A question to an organisation: a comment, or without one the initiative of a resident itself.

    `due_on` is the last day on which the answer is in time; more time moves it once, and `first_due_on`
    keeps the day it was. It may be sent on once, to the organisation that it is really for; the clock goes
    on from the first day. It stops with an answer, or when the question is taken back.
    """

    __tablename__ = "response_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    first_due_on: Mapped[date]
    due_on: Mapped[date]
    more_time_reason: Mapped[str] = mapped_column(String(300), default="")
    more_time_at: Mapped[datetime | None]
    more_time_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_on_from_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # asked at first
    sent_on_reason: Mapped[str] = mapped_column(String(300), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)  # who sees to it
    answered_at: Mapped[datetime | None]
    waited_days: Mapped[int | None]  # working days until the answer
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=[organisation_id])
    sent_on_from: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[sent_on_from_id]
    )
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[owner_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        Index(None, "initiative_id", "id"),
        Index(None, "organisation_id", "answered_at"),
        # What still waits, by its last day: there are few of them, however many were answered.
        _waiting("initiative"),
        _waiting("board"),
        _waiting("organisation"),
        Index(
            "ix_response_clock_of_initiative",
            "initiative_id",
            unique=True,
            sqlite_where=OF_INITIATIVE,
            postgresql_where=OF_INITIATIVE,
        ),
    )
