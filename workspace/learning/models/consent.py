"""Whether somebody who is quoted agrees, and sharing an obstacle outside the programme."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.learning.models.moments import LearningMoment


class ConsentAnswer(StrEnum):
    """What the person quoted said."""

    YES = "yes"
    NO = "no"


class QuoteConsent(Base):
    """A quote as it was shown to the person quoted, and the answer. No answer means not published.

    The link holds a secret; only its hash is kept. It also serves to withdraw the answer later.
    """

    __tablename__ = "quote_consent"

    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    shown_text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[ConsentAnswer | None] = mapped_column(choice(ConsentAnswer))
    answered_at: Mapped[datetime | None]
    wish: Mapped[str] = mapped_column(Text, default="")  # how they would rather have said it
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once


class ObstacleShare(Base):
    """An obstacle that other programmes may read; with the municipality's name only if it agrees (N27)."""

    __tablename__ = "obstacle_share"

    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    shared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    shared_at: Mapped[datetime] = mapped_column(default=now)
    name_asked_at: Mapped[datetime | None]
    name_agreed: Mapped[bool | None]
    name_answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name_answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
