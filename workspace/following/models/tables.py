"""What somebody follows, and what happened there that they have not seen."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, choice, now

IS_UNMAILED = text("mailed_at IS NULL")


class FollowedKind(StrEnum):
    """What can be followed."""

    PROGRAMME = "programme"
    BOARD = "board"
    INITIATIVE = "initiative"
    ORGANISATION = "organisation"


class Follow(Base):
    """Somebody chose to follow something, or not to.

    Whoever posts, coordinates, joins, supports or comments on an initiative follows it without a row here,
    unless a row says that they do not want to.
    """

    __tablename__ = "follow"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[FollowedKind] = mapped_column(choice(FollowedKind))
    subject_id: Mapped[int]
    wants: Mapped[bool] = mapped_column(default=True)
    chosen_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("user_id", "kind", "subject_id"), Index(None, "kind", "subject_id"))


class Why(StrEnum):
    """Why somebody is told: the strongest reason, in this order."""

    ADDRESSED = "addressed"
    OWN = "own"
    JOINED = "joined"
    SUPPORTED = "supported"
    COMMENTED = "commented"
    INITIATIVE = "initiative"
    BOARD = "board"
    PROGRAMME = "programme"
    ORGANISATION = "organisation"


class Notice(Base):
    """Something that happened, for one person who follows it or whom it is addressed to.

    Rows are made from the event by a worker, once for each person. Sight is asked for again whenever it is
    shown or mailed.
    """

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    why: Mapped[Why] = mapped_column(choice(Why))
    at_once: Mapped[bool] = mapped_column(default=False)  # addressed to this person: mailed without waiting
    made_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]  # when it was put in a message, or will never be

    __table_args__ = (
        UniqueConstraint("user_id", "event_id"),
        Index(None, "user_id", "seen_at", "id"),
        Index("ix_notice_unmailed", "user_id", "id", sqlite_where=IS_UNMAILED, postgresql_where=IS_UNMAILED),
    )
