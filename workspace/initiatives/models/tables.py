"""An initiative and its stages."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.expression import ColumnElement, case

from workspace.access import Role
from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.db import Base, choice, now
from workspace.initiatives.models.hiding import Hideable
from workspace.initiatives.models.parts import Goal, InitiativePartner
from workspace.organisations.models import Organisation
from workspace.times import today

TITLE_LENGTH = 120


class Stage(StrEnum):
    """The life of an initiative; the last two are ends chosen on purpose (N24)."""

    IDEA = "idea"
    EXPLORING = "exploring"
    RUNNING = "running"
    ANCHORING = "anchoring"
    ANCHORED = "anchored"
    COMPLETED = "completed"
    STOPPED = "stopped"

    @property
    def is_end(self) -> bool:
        return self in {Stage.COMPLETED, Stage.STOPPED}


class Visibility(StrEnum):
    """Who sees an initiative: only its makers, partners of the programme, or everybody."""

    DRAFT = "draft"
    PARTNERS = "partners"
    PUBLIC = "public"


class Kind(StrEnum):
    """An initiative, or a pilot (proeftuin): time-boxed, eighteen months at most (N6)."""

    INITIATIVE = "initiative"
    PILOT = "pilot"


class Scale(StrEnum):
    """Local where possible, regional where better, provincial where needed (N5)."""

    LOCAL = "local"
    REGIONAL = "regional"
    PROVINCIAL = "provincial"


class ParticipationLevel(StrEnum):
    """What residents do: they are informed, are consulted, decide along, or carry out themselves (N12)."""

    INFORMED = "informed"
    CONSULTED = "consulted"
    TOGETHER = "together"
    THEMSELVES = "themselves"


class Initiative(Hideable, Base):
    """What people do, or want to do, on a theme.

    The counters and `*_active_at` are kept in the same transaction as what they count, one for what
    everybody sees and one for partners. They are changed by statements that leave `version` alone, so
    that a comment never makes somebody's edit fail.

    One that moderators hid is a draft again, so that every list leaves it out; `shown_before` is what it was.
    """

    __tablename__ = "initiative"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    summary: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    for_whom: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    helpers: Mapped[str] = mapped_column(String(500), default="")
    target_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    policy_field: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[Kind] = mapped_column(choice(Kind), default=Kind.INITIATIVE)
    pilot_ends_on: Mapped[date | None]
    scale: Mapped[Scale] = mapped_column(choice(Scale), default=Scale.LOCAL)
    scale_reason: Mapped[str] = mapped_column(String(500), default="")
    participation: Mapped[ParticipationLevel | None] = mapped_column(choice(ParticipationLevel))
    frameworks: Mapped[str] = mapped_column(Text, default="")  # what is fixed (N10)
    frameworks_free: Mapped[str] = mapped_column(Text, default="", server_default="")
    frameworks_decider: Mapped[str] = mapped_column(String(300), default="", server_default="")
    asked: Mapped[str] = mapped_column(Text, default="")  # what is asked of residents (N9)
    promised: Mapped[str] = mapped_column(Text, default="")  # what they may expect back
    yearly_cost_cents: Mapped[int | None]
    cost_cents: Mapped[int | None] = mapped_column(BigInteger)  # what it takes once

    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.IDEA)
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility), default=Visibility.PUBLIC)
    shown_before: Mapped[Visibility | None] = mapped_column(choice(Visibility, check="shown_before"))
    outcome: Mapped[str] = mapped_column(Text, default="")
    end_reason: Mapped[str] = mapped_column(Text, default="")  # why it was ended on purpose (N24)
    lesson: Mapped[str] = mapped_column(Text, default="")
    ended_on: Mapped[date | None]

    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_as: Mapped[Role | None] = mapped_column(choice(Role))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    carried_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # took it over
    carried_from: Mapped[date | None]  # the first day on which that organisation is the owner
    team_may_edit: Mapped[bool] = mapped_column(default=False)  # after a handover, if its owner says so
    imported_from: Mapped[str | None] = mapped_column(String(120), unique=True)
    imported_supports: Mapped[int] = mapped_column(default=0)

    support_count: Mapped[int] = mapped_column(default=0)
    joined_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    partner_comment_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    active_at: Mapped[datetime] = mapped_column(default=now)
    partner_active_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    board: Mapped[Board] = relationship(lazy="raise_on_sql")
    created_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[created_by_id])
    coordinator: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=[coordinator_id])
    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[organisation_id]
    )
    carried_by: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=[carried_by_id])
    areas: Mapped[list[Area]] = relationship(
        lazy="raise_on_sql", secondary="initiative_area", order_by=Area.name
    )
    goals: Mapped[list[Goal]] = relationship(
        lazy="raise_on_sql", order_by=Goal.position, cascade="all, delete-orphan"
    )
    partners: Mapped[list[InitiativePartner]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    @property
    def programme_id(self) -> int:
        return self.board.programme_id

    @property
    def is_handed_over(self) -> bool:
        """Tell whether the day has come on which another organisation took it over."""
        return self.carried_from is not None and self.carried_from <= today()

    @hybrid_property
    def owner_id(self) -> int | None:
        """The organisation it is of today: the one that began it, until the day another takes it over."""
        return self.carried_by_id if self.is_handed_over else self.organisation_id

    @owner_id.inplace.expression
    @classmethod
    def _owner_id(cls) -> ColumnElement[int | None]:
        return case((cls.carried_from <= today(), cls.carried_by_id), else_=cls.organisation_id)

    @property
    def supporters(self) -> int:
        """How many want this: people here, and votes that were brought in from elsewhere."""
        return self.support_count + self.imported_supports

    @property
    def is_public(self) -> bool:
        """Tell whether everybody sees it: it is public itself, and so are its board and programme."""
        return self.visibility == Visibility.PUBLIC and self.board.is_public

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        CheckConstraint("kind != 'pilot' OR pilot_ends_on IS NOT NULL", name="pilot_ends"),
        Index("ix_initiative_column", "board_id", "stage", "visibility", "active_at", "id"),
        Index("ix_initiative_partner_column", "board_id", "stage", "partner_active_at", "id"),
        Index("ix_initiative_latest", "visibility", "active_at", "id"),
    )
