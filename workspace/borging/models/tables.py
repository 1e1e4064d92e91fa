"""The eight aspects of borging, their evidence and history, and what follows (domain/borging.md)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.programmes.models import FundingStream


class AspectCode(StrEnum):
    """The eight sides of borging, in the order in which they are shown."""

    OWNER = "owner"
    PEOPLE = "people"
    MONEY = "money"
    DECISION = "decision"
    KNOWLEDGE = "knowledge"
    PARTNERS = "partners"
    COMMUNITY = "community"
    LEARNING = "learning"

    @property
    def word(self) -> str:
        """What stands for this aspect in an address."""
        return WORDS[self]


WORDS = {
    AspectCode.OWNER: "eigenaar",
    AspectCode.PEOPLE: "mensen",
    AspectCode.MONEY: "geld",
    AspectCode.DECISION: "besluit",
    AspectCode.KNOWLEDGE: "kennis",
    AspectCode.PARTNERS: "partners",
    AspectCode.COMMUNITY: "inwoners",
    AspectCode.LEARNING: "leren",
}


class AspectState(StrEnum):
    """How far an aspect is; `not_needed` stands outside the order and asks a reason."""

    OPEN = "open"
    TALKING = "talking"
    AGREED = "agreed"
    ANCHORED = "anchored"
    NOT_NEEDED = "not_needed"


class EvidenceKind(StrEnum):
    """What shows that a claim holds (domain/borging.md)."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"
    DECISION = "decision"  # by which body, on which day
    AGREEMENT = "agreement"  # with whom, signed when, until when
    FUNDING = "funding"  # from which stream, how much a year, until when


class Level(StrEnum):
    """How well an initiative is anchored: derived from its aspects, never typed in."""

    NOT_STARTED = "not_started"
    BUILDING = "building"
    AGREED = "agreed"
    ANCHORED = "anchored"


class BorgingAspect(Base):
    """One aspect of one initiative as it stands.

    Every initiative has all eight from its first day (N16): an aspect of which nothing was said yet has no
    row, and is open.
    """

    __tablename__ = "borging_aspect"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    code: Mapped[AspectCode] = mapped_column(choice(AspectCode))
    state: Mapped[AspectState] = mapped_column(choice(AspectState), default=AspectState.OPEN)
    reason: Mapped[str] = mapped_column(String(500), default="")  # why it is not needed
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    valid_until: Mapped[date | None]  # the last day the claim holds
    next_step: Mapped[str] = mapped_column(String(300), default="")
    next_step_on: Mapped[date | None]
    asked_on: Mapped[date | None]  # when whoever answers for it was last asked to confirm it again
    version: Mapped[int] = mapped_column(default=1)

    initiative: Mapped[Initiative] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    person: Mapped[User | None] = relationship(lazy="raise_on_sql")
    evidence: Mapped[list["Evidence"]] = relationship(lazy="raise_on_sql", order_by="Evidence.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        UniqueConstraint("initiative_id", "code"),
        CheckConstraint("state != 'not_needed' OR reason != ''", name="reason"),
        CheckConstraint(
            "state NOT IN ('agreed', 'anchored')"
            " OR (organisation_id IS NOT NULL AND valid_until IS NOT NULL)",
            name="claim",
        ),
    )


class Evidence(Base):
    """What shows that a claim holds: some words, and what its kind asks for.

    Evidence that was taken back stays, for the picture of earlier days.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    aspect_id: Mapped[int] = mapped_column(ForeignKey("borging_aspect.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    link: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[EvidenceKind] = mapped_column(choice(EvidenceKind), default=EvidenceKind.TEXT)
    file_name: Mapped[str] = mapped_column(String(80), default="")  # ours, under which the file lies
    file_title: Mapped[str] = mapped_column(String(200), default="")  # theirs, under which it is shown
    file_size: Mapped[int] = mapped_column(default=0)  # bytes
    said_by: Mapped[str] = mapped_column(String(200), default="")  # who decided, or with whom it was agreed
    said_on: Mapped[date | None]  # the day of the decision or the signing
    runs_until: Mapped[date | None]  # the last day of an agreement or of money
    amount_cents: Mapped[int | None] = mapped_column(BigInteger)  # a year
    funding_stream_id: Mapped[int | None] = mapped_column(ForeignKey("funding_stream.id"), index=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]

    funding_stream: Mapped[FundingStream | None] = relationship(lazy="raise_on_sql")


class AspectChange(Base):
    """Who changed an aspect, when, from what, to what, and why. Rows are only added."""

    __tablename__ = "aspect_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    aspect_id: Mapped[int] = mapped_column(ForeignKey("borging_aspect.id", ondelete="CASCADE"))
    from_state: Mapped[AspectState] = mapped_column(choice(AspectState, check="from_state"))
    to_state: Mapped[AspectState] = mapped_column(choice(AspectState, check="to_state"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    valid_until: Mapped[date | None]
    next_step: Mapped[str] = mapped_column(String(300), default="")
    next_step_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500), default="")  # why it was not needed, then
    why: Mapped[str] = mapped_column(String(500), default="")  # why it changed
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)

    changed_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[changed_by_id])

    __table_args__ = (Index(None, "aspect_id", "id"),)


class CarryConfirmation(Base):
    """The line organisation that started an initiative confirms, once, that it carries it itself.

    It stands in for a handover, of which there is none to make in that case.
    """

    __tablename__ = "carry_confirmation"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class Outlook(Base):
    """The level of an initiative from one day until another, if nobody does anything.

    Claims grow stale by themselves, so a level is not one value but a row of periods, written anew with
    every change. What holds today, or on any later day, is one indexed look-up; nothing has to run at night.
    An initiative without rows, or on a day before its first, has not started. Periods that have passed
    stay, so that the level on an earlier day can be looked up in the same way.
    `marks` holds one letter for each aspect in the order of AspectCode: o(pen), t(alking), a(greed),
    g (geborgd, anchored), n(ot needed); a capital letter says that the claim is stale.
    """

    __tablename__ = "outlook"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True
    )
    from_day: Mapped[date] = mapped_column(primary_key=True)
    until_day: Mapped[date]  # the first day on which it no longer holds
    level: Mapped[Level] = mapped_column(choice(Level))
    marks: Mapped[str] = mapped_column(String(8))
