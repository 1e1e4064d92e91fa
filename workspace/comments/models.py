"""A comment, and who may read it."""

from datetime import datetime
from enum import StrEnum

from markupsafe import Markup
from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, SafeHtml, choice, now
from workspace.initiatives.models import Initiative, ReportReason
from workspace.organisations.models import Organisation


class Audience(StrEnum):
    """Who reads a comment: everybody who sees the initiative, or partners among themselves."""

    PUBLIC = "public"
    PARTNERS = "partners"


class Comment(Base):
    """What somebody said, in the role they had then. Removing it leaves a trace and a reason."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    audience: Mapped[Audience] = mapped_column(choice(Audience), default=Audience.PUBLIC)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[Markup] = mapped_column(SafeHtml)
    reply_count: Mapped[int] = mapped_column(default=0)
    is_official: Mapped[bool] = mapped_column(default=False, server_default=false())  # an answer (N13)
    links_wait: Mapped[bool] = mapped_column(default=False, server_default=false())  # for a look first
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removed_as: Mapped[Role | None] = mapped_column(choice(Role, check="removed_as"))  # None: the author
    removal_reason: Mapped[str] = mapped_column(String(300), default="")
    removed_for: Mapped[ReportReason | None] = mapped_column(choice(ReportReason, check="removed_for"))
    removal_words: Mapped[str] = mapped_column(String(500), default="", server_default="")  # to its author
    version: Mapped[int] = mapped_column(default=1)

    initiative: Mapped[Initiative] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[author_id])
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "initiative_id", "parent_id", "id"),)
