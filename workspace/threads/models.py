"""Red threads: patterns that run through moments of several boards (N26)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, choice, now
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Programme


class RedThread(Base):
    """A pattern: a title, one sentence, and the moments that show it."""

    __tablename__ = "red_thread"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    title: Mapped[str] = mapped_column(String(120))
    sentence: Mapped[str] = mapped_column(String(400))
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PUBLIC)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    made_by: Mapped[User] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "programme_id", "id"),)


class ThreadMoment(Base):
    """A moment on a thread; somebody decided that it belongs there."""

    __tablename__ = "thread_moment"

    thread_id: Mapped[int] = mapped_column(ForeignKey("red_thread.id", ondelete="CASCADE"), primary_key=True)
    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")


class DeclinedSuggestion(Base):
    """Somebody said that a suggested moment does not belong on a thread: it is not suggested there again."""

    __tablename__ = "declined_suggestion"

    thread_id: Mapped[int] = mapped_column(ForeignKey("red_thread.id", ondelete="CASCADE"), primary_key=True)
    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    declined_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    declined_at: Mapped[datetime] = mapped_column(default=now)


class DeclinedPair(Base):
    """Somebody said that two moments do not belong together: they are not suggested as a new thread again.

    The first has the lower number.
    """

    __tablename__ = "declined_pair"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    declined_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    declined_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("first_id < second_id", name="order"),)
