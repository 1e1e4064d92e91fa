"""What the page of an initiative shows around the initiative itself, in few queries of typed rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    desc,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.models import (
    Goal,
    Initiative,
    InitiativeArea,
    InitiativePartner,
    Participation,
    StartAnswer,
    StartQuestion,
    Support,
    Update,
)
from workspace.initiatives.queries.starting import said_to_be_clear
from workspace.on_behalf.models import Behalf, Contribution, OnBehalf, ReceivedHow
from workspace.organisations.models import Organisation

LARGEST = 2**31 - 1  # larger than any id
UPDATES_AT_ONCE = 5
PARTICIPANTS_AT_MOST = 500


class GoalLine(NamedTuple):
    """A goal, and how one sees that it was reached."""

    text: str
    indicator: str


class PartnerLine(NamedTuple):
    """An organisation that takes part, with its part and what it needs of others."""

    name: str
    part: str
    needs: str


class OwnPlace(NamedTuple):
    """How somebody themselves takes part."""

    skills: str
    note: str
    hours_a_month: int | None
    shares_email: bool


@dataclass
class Surroundings:
    """Places, goals and partners of an initiative, what is clear, and the marks of whoever looks at it."""

    areas: list[str] = field(default_factory=list)
    goals: list[GoalLine] = field(default_factory=list)
    partners: list[PartnerLine] = field(default_factory=list)
    clear: set[StartQuestion] = field(default_factory=set)  # before the start (N9)
    supports: bool = False
    place: OwnPlace | None = None
    behalf: Behalf | None = None  # who entered the idea, when whose it is did not come online

    @property
    def is_all_clear(self) -> bool:
        return len(self.clear) == len(StartQuestion)


# Kind of row, three texts, two numbers and an order: tables in one shape, read by one query.
Arm = Select[*tuple[Any, ...]]
NOTHING = literal("")
ZERO = literal(0)


def read_surroundings(initiative: Initiative, *, seen_by: Actor) -> Surroundings:
    """Return what stands around an initiative that was loaded through this person's eyes, in one query."""
    asked = {"initiative": initiative.id} | ({} if seen_by.id is None else {"me": seen_by.id})
    rows = db.session.execute(_surroundings(seen_by.id is not None), asked).all()
    around = Surroundings()
    for kind, one, two, three, number, flag, _ in sorted(rows, key=lambda row: (row[6], row[1])):
        match kind:
            case "area":
                around.areas.append(one)
            case "goal":
                around.goals.append(GoalLine(one, two))
            case "partner":
                around.partners.append(PartnerLine(one, two, three))
            case "clear":
                around.clear.add(StartQuestion(one))
            case "behalf":
                is_claimed = number != initiative.created_by_id
                around.behalf = Behalf(one, two, ReceivedHow(three), is_claimed)
            case "support":
                around.supports = True
            case _:
                around.place = OwnPlace(one, two, None if number < 0 else number, bool(flag))
    return around


def _arm(kind: str, *columns: Any, order: Any = ZERO) -> Arm:
    given = [cast(column, String) if index < 3 else column for index, column in enumerate(columns)]
    filling = [NOTHING, NOTHING, NOTHING, ZERO, ZERO][len(given) :]
    columns_in_shape: list[Any] = [literal(kind), *given, *filling, order]
    return select(*columns_in_shape)


@cache
def _surroundings(signed_in: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement, made once: making it costs more than running it."""
    this, me = bindparam("initiative", type_=Integer), bindparam("me", type_=Integer)
    arms = [
        _arm("area", Area.name)
        .join(InitiativeArea, InitiativeArea.area_id == Area.id)
        .where(InitiativeArea.initiative_id == this),
        _arm("goal", Goal.text, Goal.indicator, order=Goal.position).where(Goal.initiative_id == this),
        _arm("partner", Organisation.name, InitiativePartner.part, InitiativePartner.needs)
        .join(InitiativePartner, InitiativePartner.organisation_id == Organisation.id)
        .where(InitiativePartner.initiative_id == this),
        _arm("clear", StartAnswer.question).where(*said_to_be_clear(this)),
    ]
    arms.append(
        _arm("behalf", User.name, func.coalesce(Organisation.name, ""), OnBehalf.received, OnBehalf.person_id)
        .select_from(OnBehalf)
        .join(User, User.id == OnBehalf.entered_by_id)
        .outerjoin(Organisation, Organisation.id == OnBehalf.organisation_id)
        .where(OnBehalf.initiative_id == this, OnBehalf.kind == Contribution.IDEA)
    )
    if signed_in:
        hours = func.coalesce(Participation.hours_a_month, -1)
        shares = cast(Participation.shares_email, Integer)
        arms += [
            _arm("support").select_from(Support).where(Support.initiative_id == this, Support.user_id == me),
            _arm("place", Participation.skills, Participation.note, NOTHING, hours, shares).where(
                Participation.initiative_id == this, Participation.user_id == me
            ),
        ]
    return union_all(*arms)


def list_updates(initiative: Initiative, *, before: int | None = None) -> Sequence[Update]:
    """Return the newest news of an initiative in sight, with authors and pictures: one more than fits."""
    asked = {"initiative": initiative.id, "before": LARGEST if before is None else before}
    return db.session.scalars(_updates(), asked).all()


@cache
def _updates() -> Select[Update]:
    return (
        select(Update)
        .where(Update.initiative_id == bindparam("initiative"), Update.id < bindparam("before"))
        .options(
            joinedload(Update.author).load_only(User.name, raiseload=True),
            joinedload(Update.organisation).load_only(Organisation.name, raiseload=True),
            selectinload(Update.pictures),
        )
        .order_by(desc(Update.id))
        .limit(UPDATES_AT_ONCE + 1)
    )


class Participant(NamedTuple):
    """Somebody who joined, with what they chose to share."""

    name: str
    email: str | None
    hours_a_month: int | None
    skills: str
    note: str


def list_participants(initiative: Initiative, *, seen_by: Actor) -> list[Participant]:
    """Return who joined, for the coordinator; for anybody else nobody."""
    if not policy.may_see_participants(seen_by, initiative):
        return []
    query = (
        select(User.name, User.email, Participation)
        .join(User, User.id == Participation.user_id)
        .where(Participation.initiative_id == initiative.id)
        .order_by(Participation.created_at, User.id)
        .limit(PARTICIPANTS_AT_MOST)
    )
    return [
        Participant(name, email if p.shares_email else None, p.hours_a_month, p.skills, p.note)
        for name, email, p in db.session.execute(query)
    ]
