"""The sections of a report: drawn from the facts, edited by people, reacted to by partners."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Role
from workspace.accounts.models import User
from workspace.advice.models import DoneWith
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation


class ReportSection(Base):
    """A section: words drawn from the facts, which people may edit, and figures, which they may not.

    `edited` is what people made of the words; `edited_from` the drawn words on which that was based, so
    that a refresh can show what the facts say now that they did not say then.
    """

    __tablename__ = "report_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("programme_report.id", ondelete="CASCADE"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    key: Mapped[str] = mapped_column(String(40))  # which facts it is drawn from
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(160))
    drawn: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[str] = mapped_column(Text, default="[]")  # JSON: tables, charts, quotes
    edited: Mapped[str | None] = mapped_column(Text)
    edited_from: Mapped[str | None] = mapped_column(Text)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    edited_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    board: Mapped[Board | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "report_id", "position", "id"),)


class SectionRemark(Base):
    """What a partner or an advisory body says of a section, and what was done with it (N30)."""

    __tablename__ = "section_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("report_section.id", ondelete="CASCADE"))
    body: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    done: Mapped[DoneWith | None] = mapped_column(choice(DoneWith))
    response: Mapped[str] = mapped_column(Text, default="")
    responded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    responded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=[author_id])
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    section: Mapped[ReportSection] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (Index(None, "section_id", "id"),)
