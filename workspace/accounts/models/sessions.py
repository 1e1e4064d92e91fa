"""Browsers in which people are signed in, and how they came in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models.people import User
from workspace.db import Base, choice, now

DEVICE_LENGTH = 60
PATH_LENGTH = 500


class Way(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 - the name of a way
    LINK = "link"
    PASSKEY = "passkey"
    OUTSIDE = "outside"


class UserSession(Base):
    """One signed-in browser. Removing the row signs it out at once."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    way: Mapped[Way] = mapped_column(choice(Way), default=Way.LINK)
    # In words of ours, such as "Firefox op Android"; what the browser sent tells more than is needed.
    device: Mapped[str] = mapped_column(String(DEVICE_LENGTH), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(default=now)  # to within minutes
    proved_at: Mapped[datetime] = mapped_column(default=now)  # when they last confirmed that it is them
    second_step_at: Mapped[datetime | None]  # when they showed something that they have, as well

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class SignInUnderWay(Base):
    """Somebody showed who they are, and still has to take the second step. Only its hash is kept."""

    __tablename__ = "sign_in_under_way"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    way: Mapped[Way] = mapped_column(choice(Way))
    next_path: Mapped[str] = mapped_column(String(PATH_LENGTH), default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
