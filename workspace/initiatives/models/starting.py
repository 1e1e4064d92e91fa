"""Clear before the start: six questions, the frameworks as they were, and who went on anyway (N9, N10)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.initiatives.models.tables import Stage
from workspace.organisations.models import Organisation

BEFORE_THE_START = frozenset({Stage.IDEA, Stage.EXPLORING})
UNDER_WAY = frozenset({Stage.RUNNING, Stage.ANCHORING, Stage.ANCHORED})
REASON_LENGTH = 500  # characters


class StartQuestion(StrEnum):
    """What is clear before the start (N9), and the first thought about borging (N16)."""

    SUPPORT = "support"
    GOALS = "goals"
    FRAMEWORKS = "frameworks"
    ROLES = "roles"
    EXPECTATIONS = "expectations"
    BORGING = "borging"


class Clarity(StrEnum):
    """How clear the answer to a question is."""

    CLEAR = "clear"
    PARTLY = "partly"
    UNCLEAR = "unclear"


def starts(before: Stage, to: Stage) -> bool:
    """Tell whether something begins by going from one stage to another, also when it skips a stage."""
    return before in BEFORE_THE_START and to in UNDER_WAY


class StartAnswer(Base):
    """What somebody said to one question of the start check. Rows are only added: the last one counts."""

    __tablename__ = "start_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    question: Mapped[StartQuestion] = mapped_column(choice(StartQuestion))
    clarity: Mapped[Clarity] = mapped_column(choice(Clarity))
    words: Mapped[str] = mapped_column(String(500), default="")
    who_could_say: Mapped[str] = mapped_column(String(200), default="")
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    answered_at: Mapped[datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index(None, "initiative_id", "question", "id"),)


class StartedAnyway(Base):
    """An initiative began while not all was clear: who said so, why, and which questions stood open."""

    __tablename__ = "started_anyway"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    open_questions: Mapped[list[str]] = mapped_column(JSON)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)

    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


class FrameworkChange(Base):
    """The frameworks of an initiative as they were until somebody changed them, and why (N10)."""

    __tablename__ = "framework_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    fixed: Mapped[str] = mapped_column(Text)
    free: Mapped[str] = mapped_column(Text)
    decider: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(500))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)

    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
