"""People, their sessions, the links they get by mail, and forms kept until they have signed in."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.access import Actor
from workspace.db import Base, choice, now

NAME_LENGTH = 80
EMAIL_LENGTH = 254


def hash_of(secret: str) -> str:
    """Return what is stored of a secret: enough to recognise it, too little to use it."""
    return sha256(secret.encode()).hexdigest()


class User(Base):
    """A person with an account, or known on paper only. Without a confirmed address nobody signs in."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(2), default="nl")
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    # The worker who entered somebody without an account (N14): nobody can sign in as that person, whose
    # address is one that reaches nobody, until they claim what is theirs with a code on paper.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_on_paper(self) -> bool:
        """Tell whether a worker entered this person, who has no account (docs/decisions/0017)."""
        return self.entered_by_id is not None

    def as_actor(self) -> Actor:
        """Return this person acting on their own account: without a session, and without any role."""
        return Actor(id=self.id, name=self.name, email=self.email, is_admin=self.is_admin)


class UserSession(Base):
    """One signed-in browser. Removing the row signs it out at once."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class LinkPurpose(StrEnum):
    """What a link that was mailed to somebody lets them do."""

    CONFIRM = "confirm"
    SIGN_IN = "sign_in"
    RESET = "reset"
    CHANGE_EMAIL = "change_email"


class AccountLink(Base):
    """A secret link that works once, for a while. Only its hash is kept."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    new_email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    next_path: Mapped[str] = mapped_column(String(500), default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class KeptForm(Base):
    """What a visitor typed before signing in, so that it is there again afterwards, on any device."""

    __tablename__ = "kept_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index(None, "created_at"),)
