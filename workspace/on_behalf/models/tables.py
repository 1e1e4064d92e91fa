"""What was entered for somebody, how it came, and the code on paper that claims it (N14)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation


class ReceivedHow(StrEnum):
    """How somebody told it to the worker."""

    AT_HOME = "at_home"
    MEETING = "meeting"
    PHONE = "phone"
    DESK = "desk"
    PAPER = "paper"


class Contribution(StrEnum):
    """What was entered."""

    IDEA = "idea"
    SUPPORT = "support"
    COMMENT = "comment"


class OnBehalf(Base):
    """One thing entered for a person, who is a User without an account (`User.entered_by_id`)."""

    __tablename__ = "on_behalf"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[Contribution] = mapped_column(choice(Contribution))
    received: Mapped[ReceivedHow] = mapped_column(choice(ReceivedHow))
    consent_on: Mapped[date]  # the day on which the person agreed that it is placed
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    entered_at: Mapped[datetime] = mapped_column(default=now)

    entered_by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[entered_by_id])
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index(None, "initiative_id", "kind"),)


class ClaimCode(Base):
    """The code on paper with which a person claims what was entered for them. Only its hash is kept."""

    __tablename__ = "claim_code"

    person_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    claimed_at: Mapped[datetime | None]
