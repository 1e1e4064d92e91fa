"""When somebody wants mail about what they follow."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base


class Rhythm(StrEnum):
    """How often the digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


WORKING_DAYS = frozenset(range(5))  # 0 is Monday
FRIDAY = frozenset({4})


def as_bits(weekdays: Collection[int]) -> int:
    """Return days of the week, 0 for Monday, as one number that a query can look in."""
    return sum(1 << day for day in set(weekdays))


class MailChoice(Base):
    """What somebody chose about mail; without a row: a digest on Friday, and at once what is addressed."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    # On which days the digest comes, as bits: 1 for Monday up to 64 for Sunday; 0 is never.
    days: Mapped[int] = mapped_column(default=as_bits(FRIDAY))
    at_once: Mapped[bool] = mapped_column(default=True)
    unsubscribe_key: Mapped[str] = mapped_column(String(64), unique=True)
    digested_at: Mapped[datetime | None]  # when the last digest was made, or was found empty
    chosen_at: Mapped[datetime | None]  # NULL as long as the person left it as it was

    __table_args__ = (CheckConstraint("days BETWEEN 0 AND 127", name="days"),)

    @property
    def weekdays(self) -> list[int]:
        """The days of the week on which the digest comes, 0 for Monday."""
        return [day for day in range(7) if self.days >> day & 1]

    @property
    def rhythm(self) -> Rhythm:
        if not self.days:
            return Rhythm.NEVER
        return Rhythm.DAILY if self.days == as_bits(WORKING_DAYS) else Rhythm.WEEKLY

    @property
    def wants_none(self) -> bool:
        """Tell whether this person gets no mail at all but about their account."""
        return not self.days and not self.at_once


class MailedNotice(Base):
    """Which message told somebody of something. Its key lets a notice go out in one message only."""

    __tablename__ = "mailed_notice"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("outgoing_mail.id", ondelete="CASCADE"), index=True)
