"""A borgingsscan of an initiative, what people answered, and the next steps that follow."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.borging.models import AspectCode
from workspace.db import Base, choice, now
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation

IS_OPEN = text("closed_at IS NULL")


class Scan(Base):
    """One round of the eight questions, open until somebody closes it; an initiative has one open at most."""

    __tablename__ = "scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index("ix_scan_open", "initiative_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )


class ScanAnswer(Base):
    """What one person answered to one question: 1 to 5, or nothing for "weet ik niet".

    Each aspect of borging has one question. Answers are shown as a median and a spread, never by name.
    """

    __tablename__ = "scan_answer"

    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    question: Mapped[AspectCode] = mapped_column(choice(AspectCode), primary_key=True)
    value: Mapped[int | None]
    role: Mapped[Role] = mapped_column(choice(Role))
    answered_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="value"),)


class ScanStep(Base):
    """The next step after a low answer, and who sees to it."""

    __tablename__ = "scan_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete="CASCADE"))
    question: Mapped[AspectCode] = mapped_column(choice(AspectCode))
    step: Mapped[str] = mapped_column(String(300))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    person: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (UniqueConstraint("scan_id", "question"),)
