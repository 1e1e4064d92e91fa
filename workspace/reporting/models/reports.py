"""A report: one form of the account that a programme gives of a period (N27-N29)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.programmes.models import Openness, Programme


class ReportKind(StrEnum):
    """The forms in which the same facts go out (N28, N29)."""

    PROGRESS = "progress"
    MAIN_LINES = "main_lines"
    COUNCIL_PAPER = "council_paper"
    ACTIVITIES = "activities"
    PLAN = "plan"


class ReportState(StrEnum):
    """A report is written, goes round for reactions, and is adopted; then it never changes again."""

    DRAFT = "draft"
    OUT = "out"
    ADOPTED = "adopted"


class ProgrammeReport(Base):
    """An account of a period, or the plan for one. `number` counts the versions of the same account.

    When adopted, `frozen` holds the whole report as canonical JSON and `frozen_hash` its SHA-256. What people
    said stands in it as the digest of a `Testimony`, so that it can be taken out without a trace of change.
    """

    __tablename__ = "programme_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[ReportKind] = mapped_column(choice(ReportKind))
    title: Mapped[str] = mapped_column(String(160))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    due_on: Mapped[date | None]
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PARTNERS)  # once adopted
    state: Mapped[ReportState] = mapped_column(choice(ReportState), default=ReportState.DRAFT)
    number: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("programme_report.id"), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    drawn_at: Mapped[datetime] = mapped_column(default=now)  # when its facts were last drawn
    out_at: Mapped[datetime | None]
    react_by: Mapped[date | None]
    adopted_at: Mapped[datetime | None]
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    frozen: Mapped[str | None] = mapped_column(Text)
    frozen_hash: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    adopted_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[adopted_by_id])

    @property
    def is_for_all(self) -> bool:
        """Tell whether everybody sees it: it was adopted, and it is public as its programme is."""
        both = self.openness, self.programme.openness
        return self.state == ReportState.ADOPTED and set(both) == {Openness.PUBLIC}

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates"),
        Index(None, "programme_id", "ends_on", "id"),
    )


class PlanLine(Base):
    """What a plan wants to do on a theme, and for how much, in cents (N29)."""

    __tablename__ = "plan_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("programme_report.id", ondelete="CASCADE"))
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(String(200))
    cents: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)

    board: Mapped[Board] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("cents >= 0", name="not_negative"),
        Index(None, "report_id", "board_id", "position", "id"),
    )


class PlanReminder(Base):
    """The reminder that the plan for a year is due, so that it goes out once (N29)."""

    __tablename__ = "plan_reminder"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)  # days before 1 October
    sent_at: Mapped[datetime] = mapped_column(default=now)


class NothingToTell(Base):
    """The explicit "none, because …" where a theme has no success or no obstacle to report (N27)."""

    __tablename__ = "nothing_to_tell"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("programme_report.id", ondelete="CASCADE"))
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    is_about_obstacles: Mapped[bool]  # or else about successes
    reason: Mapped[str] = mapped_column(String(400))
    said_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    said_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("report_id", "board_id", "is_about_obstacles"),)
