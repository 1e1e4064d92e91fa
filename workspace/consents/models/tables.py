"""Yes and no, said by whom, for what and how: one line each, and the last one counts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, choice, now


class ConsentFor(StrEnum):
    """What somebody is asked consent for."""

    ON_BEHALF = "on_behalf"
    QUOTE = "quote"
    PICTURE = "picture"
    DIGEST = "digest"
    ADDRESS = "address"


class ConsentHow(StrEnum):
    """How they said it."""

    SELF = "self"
    LINK = "link"
    PAPER = "paper"
    SPOKEN = "spoken"


class ConsentEntry(Base):
    """One time that somebody said yes, or took it back. Rows are only added (AVG, article 7)."""

    __tablename__ = "consent_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    said_at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: somebody without an account
    consent_for: Mapped[ConsentFor] = mapped_column(choice(ConsentFor))
    subject_kind: Mapped[str] = mapped_column(String(40))  # the table of what it is about
    subject_id: Mapped[int]
    is_given: Mapped[bool]
    how: Mapped[ConsentHow] = mapped_column(choice(ConsentHow))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    __table_args__ = (
        Index(None, "person_id", "id"),
        Index(None, "subject_kind", "subject_id", "id"),
    )
