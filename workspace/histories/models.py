"""The learning history of a phase: moments arranged in chapters, ending in questions (N25)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.db import Base, choice, now
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Phase, Programme


class LearningHistory(Base):
    """What was gone through in one phase; a draft until it is published."""

    __tablename__ = "learning_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"), unique=True)  # which stays as long
    title: Mapped[str] = mapped_column(String(120))
    introduction: Mapped[str] = mapped_column(Text, default="")
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PUBLIC)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]  # by its makers, last
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    phase: Mapped[Phase] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once


class HistoryChapter(Base):
    """A chapter: a title, the story told around its moments."""

    __tablename__ = "history_chapter"

    id: Mapped[int] = mapped_column(primary_key=True)
    history_id: Mapped[int] = mapped_column(ForeignKey("learning_history.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(120))
    story: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "history_id", "position", "id"),)


class ChapterMoment(Base):
    """A moment in a chapter, at its place. A moment stands once in a history."""

    __tablename__ = "chapter_moment"

    history_id: Mapped[int] = mapped_column(
        ForeignKey("learning_history.id", ondelete="CASCADE"), primary_key=True
    )
    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    chapter_id: Mapped[int] = mapped_column(ForeignKey("history_chapter.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)

    moment: Mapped[LearningMoment] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index(None, "chapter_id", "position", "moment_id"),)


class ClosingQuestion(Base):
    """A question for the next phase, with which a history ends; perhaps one that was caught as a moment."""

    __tablename__ = "closing_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    history_id: Mapped[int] = mapped_column(ForeignKey("learning_history.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(400))
    moment_id: Mapped[int | None] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "history_id", "position", "id"),)


class StartingPoint(Base):
    """A question of an earlier phase with which a phase begins."""

    __tablename__ = "starting_point"

    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("closing_question.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    taken_over_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    taken_over_at: Mapped[datetime] = mapped_column(default=now)

    question: Mapped[ClosingQuestion] = relationship(lazy="raise_on_sql")
