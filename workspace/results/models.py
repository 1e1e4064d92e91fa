"""Results as numbers with a unit and a day, and reactions to news (N15)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation


class Result(Base):
    """Something that was counted: 24 visitors on 3 May. Taking it back leaves the row, out of sight."""

    __tablename__ = "result"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("update.id", ondelete="SET NULL"), index=True)
    what: Mapped[str] = mapped_column(String(120))
    amount_hundredths: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(40))
    on_day: Mapped[date]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    entered_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    entered_by: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "initiative_id", "on_day", "id"),)


class ReactionKind(StrEnum):
    """What somebody lets know with one tap."""

    THANKS = "thanks"
    LOVELY = "lovely"
    I_HELP = "i_help"


class Reaction(Base):
    """One tap at news: one a person."""

    __tablename__ = "reaction"

    update_id: Mapped[int] = mapped_column(ForeignKey("update.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    kind: Mapped[ReactionKind] = mapped_column(choice(ReactionKind))
    created_at: Mapped[datetime] = mapped_column(default=now)
