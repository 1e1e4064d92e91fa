"""Invitations by e-mail to belong to an organisation, a programme team or a working group."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme


class InvitedAs(StrEnum):
    """The role that somebody is asked to take."""

    MEMBER = "member"
    REPRESENTATIVE = "representative"
    TEAM = "team"
    MANAGER = "manager"
    WORKING_GROUP = "working_group"
    THEME_LEAD = "theme_lead"


class Invitation(Base):
    """A question to the owner of an e-mail address; the role begins when they say yes."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    invited_as: Mapped[InvitedAs] = mapped_column(choice(InvitedAs))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    programme: Mapped[Programme | None] = relationship(lazy="raise_on_sql")
    board: Mapped[Board | None] = relationship(lazy="raise_on_sql")
    invited_by: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN programme_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN board_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_place",
        ),
        Index(None, "organisation_id"),
        Index(None, "programme_id"),
        Index(None, "board_id"),
        Index(None, "email"),
    )

    @property
    def place_name(self) -> str:
        """Return what the role is at; organisation, programme and board must be loaded."""
        if self.organisation is not None:
            return self.organisation.name
        if self.board is not None:
            return self.board.title
        return self.programme.name if self.programme is not None else ""

    def is_open(self, at: datetime) -> bool:
        """Tell whether this invitation can still be answered at this moment."""
        answered = self.accepted_at or self.declined_at or self.withdrawn_at
        return answered is None and at < self.expires_at
