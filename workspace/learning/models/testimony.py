"""What somebody said or showed, as it stands in something that was adopted."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Base


class Testimony(Base):
    """The words or the picture of a moment in an adopted report, which holds only `digest`.

    The digest is SHA-256 over salt and contents. When somebody withdraws, salt and contents are emptied:
    the words are gone everywhere, and the report can still be checked unchanged (AVG, N25).
    """

    __tablename__ = "testimony"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    moment_id: Mapped[int] = mapped_column(ForeignKey("learning_moment.id"), index=True)
    salt: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)  # what was said, or what a picture shows
    said_by: Mapped[str | None] = mapped_column(String(210))
    file_name: Mapped[str | None] = mapped_column(String(80))  # of a picture
    withdrawn_at: Mapped[datetime | None]
