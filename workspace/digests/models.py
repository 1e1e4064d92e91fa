"""When somebody wants mail about what they follow."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, choice, now


class Rhythm(StrEnum):
    """How often the digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailChoice(Base):
    """What somebody chose about mail; without a row: a digest once a week, and at once what is addressed."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    rhythm: Mapped[Rhythm] = mapped_column(choice(Rhythm), default=Rhythm.WEEKLY)
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)  # 0 is Monday
    at_once: Mapped[bool] = mapped_column(default=True)
    unsubscribe_key: Mapped[str] = mapped_column(String(64), unique=True)
    digested_at: Mapped[datetime | None]  # when the last digest was made, or was found empty
    chosen_at: Mapped[datetime] = mapped_column(default=now)
