"""Where a partner says that it stands, and where it wants to be."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base, choice, now


class Position(StrEnum):
    """From steering to letting go, in the order in which they are shown."""

    STEERING = "steering"
    MOSTLY_STEERING = "mostly_steering"
    HALFWAY = "halfway"
    MOSTLY_LETTING_GO = "mostly_letting_go"
    LETTING_GO = "letting_go"


class Stance(Base):
    """What one side said of an initiative, or of a whole board. Rows are only added: the last one counts.

    A side is an organisation that takes part, or the programme team, which has none.
    """

    __tablename__ = "stance"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    stands: Mapped[Position] = mapped_column(choice(Position, check="stands"))
    wants: Mapped[Position] = mapped_column(choice(Position, check="wants"))
    why: Mapped[str] = mapped_column(String(500), default="")
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    marked_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index(None, "board_id", "initiative_id", "id"),)
