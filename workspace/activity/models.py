"""Events, the pulse of a board, and forms that were sent once."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, choice, now

IS_UNSPREAD = text("spread_at IS NULL")


class Event(Base):
    """Something that happened. Rows are only added, in the transaction of what they tell.

    `details` holds codes and ids, never names, addresses or what people wrote. `role` and
    `organisation_id` are the actor's at that moment.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(default=now)
    verb: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role | None] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"))
    subject_id: Mapped[int | None]
    is_public: Mapped[bool] = mapped_column(default=False)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    spread_at: Mapped[datetime | None]  # when those who follow it were found: see workspace.following

    actor: Mapped[User | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index(None, "programme_id", "id"),
        Index(None, "board_id", "id"),
        Index(None, "initiative_id", "id"),
        # Who did the work in some days is counted from this index alone (workspace.independence).
        Index("ix_event_activity", "initiative_id", "happened_at", "verb", "role", "actor_id"),
        # What still is to be told to those who follow it.
        Index("ix_event_unspread", "id", sqlite_where=IS_UNSPREAD, postgresql_where=IS_UNSPREAD),
        # And what somebody did, from this one (workspace.what_falls).
        Index("ix_event_deeds", "actor_id", "happened_at", "verb", "initiative_id"),
    )


class BoardPulse(Base):
    """Counters that rise whenever something on a board changes: one for everybody, one for partners.

    Watchers ask for these only, and rendered boards are cached by them. Two counters, because nothing
    that visitors can see may tell that something hidden changed.
    """

    __tablename__ = "board_pulse"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id", ondelete="CASCADE"), primary_key=True)
    public_version: Mapped[int] = mapped_column(default=1)
    partner_version: Mapped[int] = mapped_column(default=1)


class Submission(Base):
    """A form that was sent: sending it again, by a double click, gives the same answer and does nothing."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    location: Mapped[str] = mapped_column(String(500), default="")
    sent_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index(None, "sent_at"),)
