"""What an initiative consists of: where, goals and the part of each partner."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.db import Base
from workspace.organisations.models import Organisation


class InitiativeArea(Base):
    """Where an initiative takes place."""

    __tablename__ = "initiative_area"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True
    )
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, index=True)


class Goal(Base):
    """What an initiative wants to reach, and how one sees that it did (N8)."""

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(300))
    indicator: Mapped[str] = mapped_column(String(300), default="")


class InitiativePartner(Base):
    """An organisation in an initiative, with its part (N15)."""

    __tablename__ = "initiative_partner"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    part: Mapped[str] = mapped_column(String(300), default="")
    needs: Mapped[str] = mapped_column(String(300), default="", server_default="")  # what it asks of others
    hours_promised: Mapped[int | None]  # a month, in coarse steps
    hours_given: Mapped[int | None]  # a month, as the organisation itself says
    given_said_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
