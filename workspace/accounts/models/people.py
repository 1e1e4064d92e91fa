"""People with an account, or known on paper."""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.access import Actor
from workspace.db import Base, now

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
    # The last day on which they were here, for who is away so long that their data must go (AVG, article 5).
    last_seen_on: Mapped[date | None]
    # Since when nothing tells who this was: what they wrote stays under "oud-deelnemer".
    anonymised_at: Mapped[datetime | None]
    # Since when an administrator lets nobody in here.
    blocked_at: Mapped[datetime | None]
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
