"""News of an initiative with its pictures, and what it said before it was changed."""

from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import Base, SafeHtml, choice, now
from workspace.initiatives.models.hiding import Hideable
from workspace.organisations.models import Organisation


class Update(Hideable, Base):
    """News from those who carry an initiative out."""

    __tablename__ = "update"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[Markup] = mapped_column(SafeHtml)
    links_wait: Mapped[bool] = mapped_column(default=False, server_default=false())  # for a look first
    created_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[User] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    pictures: Mapped[list["Picture"]] = relationship(lazy="raise_on_sql", order_by="Picture.id")

    __table_args__ = (Index(None, "initiative_id", "id"),)


class Picture(Base):
    """A picture with an update. The file is re-encoded and named by us; `alt` says what it shows."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("update.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(80), unique=True)
    alt: Mapped[str] = mapped_column(String(300))
    width: Mapped[int]  # pixels
    height: Mapped[int]


class Revision(Base):
    """What an initiative said before somebody changed it, field by field, and who did."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    from_version: Mapped[int]
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)  # field -> [before, after]

    made_by: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("initiative_id", "from_version"),)
