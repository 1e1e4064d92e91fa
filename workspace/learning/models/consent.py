"""Whether somebody who is quoted agrees, and sharing an obstacle outside the programme."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.initiatives.models.hiding import Hideable
from workspace.learning.models.moments import LearningMoment, shown_as
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness

THEME_LENGTH = 120
SHARED_LENGTH = 2000  # characters


class ConsentAnswer(StrEnum):
    """What the person quoted said."""

    YES = "yes"
    NO = "no"


class QuoteConsent(Base):
    """A quote as it was shown to the person quoted, and the answer. No answer means not published.

    The link holds a secret; only its hash is kept. It also serves to withdraw the answer later. Who does not
    come online says yes on paper, on a day; who entered that is kept. Whoever quotes themselves has no link.
    """

    __tablename__ = "quote_consent"

    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="")  # to ask again; gone after a no
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    shown_text: Mapped[str] = mapped_column(Text)
    shown_as: Mapped[str] = mapped_column(String(210), default="")  # the name or role beside the words
    shown_to: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PUBLIC)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[ConsentAnswer | None] = mapped_column(choice(ConsentAnswer))
    answered_at: Mapped[datetime | None]
    paper_on: Mapped[date | None]  # the day on which they said yes on paper
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    wish: Mapped[str] = mapped_column(Text, default="")  # how they would rather have said it
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[user_id])
    entered_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[entered_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once

    def fits(self, moment: LearningMoment) -> bool:
        """Tell whether the quote is what the person quoted was shown; fewer readers are no matter."""
        same = (self.shown_text, self.shown_as) == (moment.what, shown_as(moment))
        return same and (self.shown_to == Openness.PUBLIC or moment.openness == Openness.PARTNERS)


class ObstacleShare(Base, Hideable):
    """An obstacle that other programmes may read; with the municipality's name only if it agrees (N27).

    Its words and theme are its own: written for readers elsewhere, without names of places. They know it by
    its handle: the number of the moment would lead them to the place.
    """

    __tablename__ = "obstacle_share"

    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    handle: Mapped[str] = mapped_column(String(16), unique=True, default=lambda: secrets.token_urlsafe(9))
    text: Mapped[str] = mapped_column(Text, default="")
    theme: Mapped[str] = mapped_column(String(THEME_LENGTH), default="")
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    shared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    shared_at: Mapped[datetime] = mapped_column(default=now)
    name_asked_at: Mapped[datetime | None]
    name_agreed: Mapped[bool | None]
    name_answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name_answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")
    municipality: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "shared_at", "handle"),)
