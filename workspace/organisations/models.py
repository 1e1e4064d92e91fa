"""Organisations, and who belongs to them from when until when."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.db import Base, choice, now


class OrganisationKind(StrEnum):
    """What sort of organisation; three kinds carry a role of their own (domain/roles.md)."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    COUNCIL = "council"  # a council or an advisory body
    WELFARE = "welfare"
    CARE = "care"
    HEALTH = "health"
    SCHOOL = "school"
    LIBRARY = "library"
    HOUSING = "housing"
    VOLUNTEERS = "volunteers"
    RESIDENTS = "residents"  # a group of residents that organises itself
    SUPPORT = "support"  # provincial or national institute
    OTHER = "other"


class Layer(StrEnum):
    """At which level an organisation works."""

    LOCAL = "local"
    REGIONAL = "regional"
    PROVINCIAL = "provincial"
    NATIONAL = "national"


class Organisation(Base):
    """An organisation with named people in it, never a shared sign-in."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind))
    layer: Mapped[Layer] = mapped_column(choice(Layer), default=Layer.LOCAL)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    description: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "name"),)


class Membership(Base):
    """Somebody belongs to an organisation, perhaps as one who may commit it, between two dates."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    represents: Mapped[bool] = mapped_column(default=False)
    function: Mapped[str] = mapped_column(String(100), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # the last day, itself included

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")
