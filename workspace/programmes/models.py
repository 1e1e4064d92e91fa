"""A programme of several years: its phases, yearly means, team and partners."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation


class Openness(StrEnum):
    """Who sees a programme or a board: everybody, or those who take part."""

    PUBLIC = "public"
    PARTNERS = "partners"


class Programme(Base):
    """Cooperation of several years in one area, on a handful of themes (N1)."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    summary: Mapped[str] = mapped_column(Text, default="")
    motto: Mapped[str] = mapped_column(String(200), default="")
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PARTNERS)
    shares_with_province: Mapped[bool] = mapped_column(default=False)
    response_days: Mapped[int] = mapped_column(default=10, server_default="10")  # working days (N13)
    imported_from: Mapped[str | None] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    def touch(self) -> None:
        """Raise the version, because something changed that the pages of this programme show."""
        flag_modified(self, "name")


class Phase(Base):
    """A part of a programme with a motto, such as "inspireren en verbinden"."""

    __tablename__ = "phase"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    motto: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)


class YearMeans(Base):
    """What a programme has in one calendar year: money in cents, staff in hundredths of a full job (N21)."""

    __tablename__ = "year_means"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"))
    year: Mapped[int]
    money_cents: Mapped[int]
    fte_hundredths: Mapped[int]

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("programme_id", "year"),
        CheckConstraint("money_cents >= 0 AND fte_hundredths >= 0", name="not_negative"),
    )


class FundingStream(Base):
    """Money from one source, until a day or without an end: a grant, a budget, a fund (N31)."""

    __tablename__ = "funding_stream"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    name: Mapped[str] = mapped_column(String(100))
    funder: Mapped[str] = mapped_column(String(100), default="")
    ends_on: Mapped[date | None]  # the last day of its money
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (UniqueConstraint("programme_id", "name"),)


class TeamMember(Base):
    """Somebody of the programme team, perhaps its manager, between two dates."""

    __tablename__ = "team_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    is_manager: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Partner(Base):
    """An organisation that takes part in a programme, between two dates."""

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index(None, "programme_id", "organisation_id"),)


class PartnerRequest(Base):
    """A programme asks an organisation to take part. It does from the day that the organisation says yes.

    An organisation that nobody speaks for yet takes part at once and is not asked.
    """

    __tablename__ = "partner_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index(None, "programme_id", "organisation_id"),)
