"""Advice of an advisory body on a board or an initiative, and what was done with it (N30)."""

from datetime import datetime
from enum import StrEnum

from markupsafe import Markup
from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Base, SafeHtml, choice, now
from workspace.organisations.models import Organisation


class DoneWith(StrEnum):
    """What the programme did with an advice."""

    TAKEN = "taken"
    PARTLY = "partly"
    NOT = "not"
    LATER = "later"


class Advice(Base):
    """What an advisory body says about a board, or about one initiative on it."""

    __tablename__ = "advice"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))  # the advisory body
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[Markup] = mapped_column(SafeHtml)
    given_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    followed: Mapped[DoneWith | None] = mapped_column(choice(DoneWith))
    response: Mapped[str] = mapped_column(Text, default="")
    responded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    responded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[author_id])
    responded_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[responded_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "board_id", "initiative_id", "id"),)
