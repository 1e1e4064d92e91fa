"""A moment from which people learned, caught while it happened (N25)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from workspace.access import Role
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.initiatives.models import Initiative
from workspace.initiatives.models.hiding import Hideable
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme


class MomentKind(StrEnum):
    """What kind of experience it is (domain/glossary.md)."""

    SUCCESS = "success"
    OBSTACLE = "obstacle"
    QUOTE = "quote"
    TURNING_POINT = "turning_point"
    QUESTION = "question"


class LearningMoment(Base, Hideable):
    """What happened or was said, and who says so. Taking it back leaves the row, out of sight.

    A quote is published when the person quoted has said yes to these words; every other kind at once. What
    moderators hide is not published any more: `published_before` keeps since when it was.
    """

    __tablename__ = "learning_moment"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiative.id", ondelete="SET NULL"), index=True
    )
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    kind: Mapped[MomentKind] = mapped_column(choice(MomentKind))
    what: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    openness: Mapped[Openness] = mapped_column(choice(Openness), default=Openness.PUBLIC)
    said_by: Mapped[str] = mapped_column(String(100), default="")  # the name of who says it
    said_as: Mapped[str] = mapped_column(String(100), default="")  # their role: "vrijwilliger in Zeeland"
    is_role_only: Mapped[bool] = mapped_column(default=False)  # the name is shown to nobody
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    caught_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    published_before: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(lazy="raise_on_sql")
    board: Mapped[Board | None] = relationship(lazy="raise_on_sql")
    initiative: Mapped[Initiative | None] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        Index(None, "programme_id", "happened_on", "id"),
        Index(None, "programme_id", "board_id", "kind"),
    )

    @hybrid_property
    def is_shown(self) -> bool:
        """Tell whether others than its author and the team may see it at all."""
        return self.published_at is not None and self.withdrawn_at is None

    @is_shown.inplace.expression
    @classmethod
    def _is_shown(cls) -> ColumnElement[bool]:
        return cls.published_at.is_not(None) & cls.withdrawn_at.is_(None)


class Said(Protocol):
    """A moment, or a row with these columns of one."""

    @property
    def said_by(self) -> str: ...
    @property
    def said_as(self) -> str: ...
    @property
    def is_role_only(self) -> bool: ...


def shown_as(moment: Said) -> str:
    """Return who says it, as it stands beside the words: name and role, one of them, or nothing."""
    return ", ".join(filter(None, ("" if moment.is_role_only else moment.said_by, moment.said_as)))


class MomentPicture(Base):
    """The picture with a moment, made anew and named by us. Those who can be recognised said yes to it."""

    __tablename__ = "moment_picture"

    moment_id: Mapped[int] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), primary_key=True
    )
    file_name: Mapped[str] = mapped_column(String(80), unique=True)
    alt: Mapped[str] = mapped_column(String(300))
    width: Mapped[int]  # pixels
    height: Mapped[int]
    is_agreed: Mapped[bool]  # whoever adds it must say so; the table takes no other answer (AVG, article 7)

    __table_args__ = (CheckConstraint("is_agreed", name="agreed"),)
