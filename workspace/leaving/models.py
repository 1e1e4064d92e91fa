"""Somebody announces to leave, and hands what they carry to others, one thing at a time (N22)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme


class Carried(StrEnum):
    """What somebody can carry; each other part of the product that people carry joins this list."""

    BOARD = "board"  # as its kartrekker
    INITIATIVE = "initiative"  # as its coordinator
    ASPECT = "aspect"  # as the person who answers for it
    STEP = "step"  # a next step after a borgingsscan
    OFFER = "offer"  # a handover that they offered and that is not answered yet
    REPRESENTATION = "representation"  # of an organisation
    TASK = "task"  # that is open
    QUESTION = "question"  # to an organisation, that waits for an answer
    MEETING = "meeting"  # that is planned


class TransferState(StrEnum):
    """Where a thing that is handed on stands; the first two wait for somebody."""

    ASKED = "asked"  # somebody was asked to take it over
    INBOX = "inbox"  # it lies with an organisation, which looks for somebody
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in {TransferState.ASKED, TransferState.INBOX}


class RoleKind(StrEnum):
    """A role that ends with a departure, by the table in which it stands."""

    MEMBERSHIP = "membership"
    TEAM = "team"
    WORKING_GROUP = "working_group"  # kartrekkers included


class Departure(Base):
    """Somebody leaves, or it is said of them: one organisation, one programme, or everything.

    The last day is itself included. Roles within it end on that day; `EndedRole` says which.
    """

    __tablename__ = "departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    last_day: Mapped[date]
    note: Mapped[str] = mapped_column(String(500), default="")
    announced_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    announced_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    user: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[user_id])
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    programme: Mapped[Programme | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once


class EndedRole(Base):
    """A role that got its last day through a departure, and the last day that it had before, if any."""

    __tablename__ = "ended_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    departure_id: Mapped[int] = mapped_column(ForeignKey("departure.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RoleKind] = mapped_column(choice(RoleKind))
    role_id: Mapped[int]
    ended_before: Mapped[date | None]


IS_OPEN = text("state IN ('asked', 'inbox')")


class Transfer(Base):
    """One thing that somebody carries, on its way to somebody else or to an organisation's inbox.

    `subject_id` is the id of the board, initiative, aspect, step, handover, membership, task, clock of a
    question, or meeting. A thing is on its way once at most; the index holds that too. Nobody is `from_user`
    when nobody carried it. Somebody who is asked out of an inbox has the organisation beside them: a "no"
    brings it back there.
    """

    __tablename__ = "transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Carried] = mapped_column(choice(Carried))
    subject_id: Mapped[int]
    departure_id: Mapped[int | None] = mapped_column(ForeignKey("departure.id"), index=True)
    from_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    to_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    to_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[TransferState] = mapped_column(choice(TransferState))
    note: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")  # why it was declined
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    from_user: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[from_user_id])
    to_organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("to_user_id IS NOT NULL OR to_organisation_id IS NOT NULL", name="receiver"),
        Index(
            "ix_transfer_open",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )
