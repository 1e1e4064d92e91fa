"""Places as a tree: country, province, municipality, core."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.db import Base, choice


class AreaKind(StrEnum):
    """How large a place is; each lies in one of the kind above it."""

    COUNTRY = "country"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    CORE = "core"


class Area(Base):
    """A place. Provinces and municipalities carry the code of Statistics Netherlands (CBS): PV30, GM1685."""

    __tablename__ = "area"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AreaKind] = mapped_column(choice(AreaKind))
    name: Mapped[str] = mapped_column(String(80))
    code: Mapped[str | None] = mapped_column(String(10), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))

    parent: Mapped["Area | None"] = relationship(lazy="raise_on_sql", remote_side=[id])

    __table_args__ = (Index(None, "parent_id", "name", unique=True),)
