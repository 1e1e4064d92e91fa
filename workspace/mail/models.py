"""Mail that was written in the same transaction as what it tells, and is sent afterwards."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Index, String, Text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, now

FAREWELL = "farewell"  # a kind of which nothing stays, not even to whom it went
ATTEMPTS_AT_MOST = 20  # two days, with the waits of actions.postpone
LONGEST_WAIT = timedelta(hours=4)


class OutgoingMail(Base):
    """One message. Its text is wiped once it was sent, because it may hold a secret link."""

    __tablename__ = "outgoing_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="", server_default="")  # the same, with marks
    unsubscribe: Mapped[str] = mapped_column(String(300), default="", server_default="")  # path (RFC 8058)
    calendar: Mapped[str] = mapped_column(Text, default="", server_default="")  # an invitation (RFC 6047)
    kind: Mapped[str] = mapped_column(String(20), default="", server_default="")  # `digest`: can be made anew
    locale: Mapped[str] = mapped_column(String(2), default="nl")
    written_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "sent_at", "due_at"),)

    @hybrid_property
    def is_to_be_sent(self) -> bool:
        """Tell whether it waits for a server to take it."""
        return self.sent_at is None and self.attempts < ATTEMPTS_AT_MOST

    @is_to_be_sent.inplace.expression
    @classmethod
    def _is_to_be_sent(cls) -> ColumnElement[bool]:
        return cls.sent_at.is_(None) & (cls.attempts < ATTEMPTS_AT_MOST)

    @hybrid_property
    def was_given_up(self) -> bool:
        """Tell whether no server took it, and nobody tries any more."""
        return self.sent_at is None and self.attempts >= ATTEMPTS_AT_MOST

    @was_given_up.inplace.expression
    @classmethod
    def _was_given_up(cls) -> ColumnElement[bool]:
        return cls.sent_at.is_(None) & (cls.attempts >= ATTEMPTS_AT_MOST)
