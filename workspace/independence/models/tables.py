"""The trial without its lead: an agreed period in which the programme team keeps its hands off."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.initiatives.models import Initiative


class TrialSide(StrEnum):
    """Who a trial takes: somebody of the programme, and somebody who carries the initiative."""

    PROGRAMME = "programme"
    CARRIER = "carrier"

    @property
    def other(self) -> "TrialSide":
        return TrialSide.CARRIER if self == TrialSide.PROGRAMME else TrialSide.PROGRAMME


class Outcome(StrEnum):
    """How a trial stands or ended: derived from its days and the counts, never typed in."""

    PROPOSED = "proposed"
    NOT_AGREED = "not_agreed"
    PLANNED = "planned"
    RUNNING = "running"
    CALLED_OFF = "called_off"
    TOO_QUIET = "too_quiet"
    WENT_ALONE = "went_alone"
    WITH_HELP = "with_help"
    LEANED_ON_TEAM = "leaned_on_team"

    @property
    def is_open(self) -> bool:
        return self in {Outcome.PROPOSED, Outcome.PLANNED, Outcome.RUNNING}


class SoloTrial(Base):
    """A period that two sides agreed on: somebody of the programme, and somebody who carries the initiative.

    What happened in it, and so its outcome, follows from the events of those days. Whether one waits or runs
    depends on the day, so that no index can hold that there is one at most: the actions do, with the
    initiative held.
    """

    __tablename__ = "solo_trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]  # the last day, itself included
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_as: Mapped[TrialSide] = mapped_column(choice(TrialSide), default=TrialSide.PROGRAMME)
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    agreed_at: Mapped[datetime | None]
    stopped_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    stopped_at: Mapped[datetime | None]  # called off, before or during the period
    stop_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    initiative: Mapped[Initiative] = relationship(lazy="raise_on_sql")
    proposed_by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[proposed_by_id])
    agreed_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[agreed_by_id])
    stopped_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[stopped_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates"),
        CheckConstraint("agreed_by_id != proposed_by_id", name="two_people"),
    )
