"""What waits for a look by those who moderate, what they took out of sight, and whose work they have seen."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workspace.access import Role
from workspace.db import Base, choice, now

WAITS = text("waits_since IS NOT NULL")


class ReportReason(StrEnum):
    """Why something is reported, and why it was hidden or its author warned."""

    RUDE = "rude"
    DISCRIMINATION = "discrimination"
    PRIVACY = "privacy"
    ADVERTISING = "advertising"
    UNTRUE = "untrue"
    OTHER = "other"


class Verdict(StrEnum):
    """What was done with something that waited for a look."""

    NOTHING = "nothing"
    HIDDEN = "hidden"
    WARNED = "warned"
    RESTORED = "restored"
    LINKS_SHOWN = "links_shown"


class ThingKind(StrEnum):
    """What can be reported; the value is its word in an address."""

    COMMENT = "reactie"
    NEWS = "nieuws"
    INITIATIVE = "initiatief"
    MOMENT = "leermoment"
    REFLECTION = "reflectie"
    OBSTACLE = "hobbel"


class Case(Base):
    """One thing that somebody wrote, about which moderators decide: `about` names it.

    It stands with an initiative (the initiative itself, a comment, news), or with a learning moment (the
    moment itself, a reflection on it, or the words with which it is shared).
    It is in the queue as long as `waits_since` is set. `judged_text` and `judged_reasons` tell what was
    known at the last verdict, so that only something new is told to those who moderate.
    """

    __tablename__ = "moderation_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(24), unique=True)  # reactie-12: one row for each thing
    initiative_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), index=True
    )
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    update_id: Mapped[int | None] = mapped_column(ForeignKey("update.id", ondelete="CASCADE"), index=True)
    moment_id: Mapped[int | None] = mapped_column(
        ForeignKey("learning_moment.id", ondelete="CASCADE"), index=True
    )
    reflection_id: Mapped[int | None] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), index=True
    )
    waits_since: Mapped[datetime | None]
    rounds: Mapped[int] = mapped_column(default=0)  # verdicts so far
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    handled_as: Mapped[Role | None] = mapped_column(choice(Role, check="handled_as"))
    judged_text: Mapped[str] = mapped_column(String(64), default="")
    judged_reasons: Mapped[list[str]] = mapped_column(JSON, default=list)

    __table_args__ = (
        Index("ix_moderation_case_queue", "waits_since", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )


class Hideable:
    """What somebody who moderates can take out of sight, with the reason and a word to its author."""

    hidden_at: Mapped[datetime | None]
    hidden_words: Mapped[str] = mapped_column(String(500), default="", server_default="")

    @declared_attr
    def hidden_as(cls) -> Mapped[Role | None]:
        return mapped_column(choice(Role, check="hidden_as"))

    @declared_attr
    def hidden_for(cls) -> Mapped[ReportReason | None]:
        return mapped_column(choice(ReportReason, check="hidden_for"))


class LookedAt(Base):
    """Somebody who moderates looked at one contribution of a person, and nothing was wrong with it."""

    __tablename__ = "looked_at"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    looked_at: Mapped[datetime] = mapped_column(default=now)
