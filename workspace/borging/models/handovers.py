"""Handing an initiative over to an organisation that stays: the offer, and every step of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation


class HandoverState(StrEnum):
    """Where an offer stands; the first two wait for somebody."""

    OFFERED = "offered"
    CHANGES_ASKED = "changes_asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in {HandoverState.OFFERED, HandoverState.CHANGES_ASKED}

    @property
    def may_come_true(self) -> bool:
        """Tell whether the organisation may become the owner, or will be."""
        return self.is_open or self == HandoverState.ACCEPTED


class Answer(StrEnum):
    """What an organisation can say to an offer; each is the state that follows."""

    ACCEPTED = "accepted"
    CHANGES_ASKED = "changes_asked"
    DECLINED = "declined"


IS_OPEN = text("state IN ('offered', 'changes_asked')")


class Handover(Base):
    """An offer of the programme to an organisation: what it takes over, from which day, on which terms.

    An initiative has one open offer at most; the index holds that too.
    """

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    to_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    from_day: Mapped[date]  # the first day on which the organisation is the owner, if it accepts
    tasks: Mapped[str] = mapped_column(Text)
    contacts: Mapped[str] = mapped_column(Text, default="")
    documents: Mapped[str] = mapped_column(Text, default="")
    open_points: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[HandoverState] = mapped_column(choice(HandoverState), default=HandoverState.OFFERED)
    version: Mapped[int] = mapped_column(default=1)

    to_organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    steps: Mapped[list["HandoverStep"]] = relationship(lazy="raise_on_sql", order_by="HandoverStep.id")

    @property
    def offered_by(self) -> frozenset[int]:
        """Who made this offer or changed it: none of them answers it."""
        return frozenset(step.by_id for step in self.steps if step.state == HandoverState.OFFERED)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        Index(
            "ix_handover_open", "initiative_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
        ),
    )


class HandoverStep(Base):
    """Who brought an offer into a state, when, for which organisation, and why. Rows are only added."""

    __tablename__ = "handover_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id", ondelete="CASCADE"), index=True)
    state: Mapped[HandoverState] = mapped_column(choice(HandoverState))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    made_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
