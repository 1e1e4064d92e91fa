"""A theme board and its working group."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme


class ConsultationStage(StrEnum):
    """How far the talk on a theme is: pril, verkennend, uitvoerend (N3)."""

    EARLY = "early"
    EXPLORING = "exploring"
    CARRYING_OUT = "carrying_out"


class TargetGroup(StrEnum):
    """For whom a theme or an initiative is (N4)."""

    YOUTH = "youth"
    ADULTS = "adults"
    OLDER = "older"
    EVERYBODY = "everybody"


class Board(Base):
    """One theme of a programme: its ambition, its working group and its initiatives."""

    __tablename__ = "board"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    slug: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100))
    ambition: Mapped[str] = mapped_column(Text, default="")
    threshold: Mapped[str] = mapped_column(String(300), default="")  # when the ambition is reached (N8)
    policy_field: Mapped[str] = mapped_column(String(100), default="")  # the statutory task it serves (N4)
    target_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    consultation: Mapped[ConsultationStage] = mapped_column(
        choice(ConsultationStage), default=ConsultationStage.EARLY
    )
    how_to_join: Mapped[str] = mapped_column(Text, default="")
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PUBLIC)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")

    @property
    def is_public(self) -> bool:
        """Tell whether everybody sees it: it is open itself, and so is its programme."""
        return Openness.PUBLIC == self.openness == self.programme.openness

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (UniqueConstraint("programme_id", "slug"),)


class BoardMember(Base):
    """Somebody of the working group, perhaps the kartrekker, between two dates."""

    __tablename__ = "board_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    is_lead: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    board: Mapped[Board] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class BoardPartner(Base):
    """An organisation that works on this theme."""

    __tablename__ = "board_partner"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
