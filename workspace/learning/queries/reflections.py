"""What people make of moments, as far as somebody may read it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup
from sqlalchemy import and_, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from workspace.access import STRANGER, Actor, Role
from workspace.accounts.models import User
from workspace.db import db
from workspace.learning.models import LearningMoment, Reflection
from workspace.learning.queries.sight import get_moment, shown_moments
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness

AT_MOST = 2000  # reflections on all moments asked for


class ToldFrom(StrEnum):
    """From which side somebody looks at a moment (N25: told by all who were there)."""

    RESIDENTS = "residents"
    PARTNERS = "partners"
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    COUNCIL = "council"
    PROGRAMME = "programme"


SIDES = {
    Role.RESIDENT: ToldFrom.RESIDENTS,
    Role.PARTNER: ToldFrom.PARTNERS,
    Role.REPRESENTATIVE: ToldFrom.PARTNERS,
    Role.MUNICIPALITY: ToldFrom.MUNICIPALITY,
    Role.PROVINCE: ToldFrom.PROVINCE,
    Role.COUNCIL: ToldFrom.COUNCIL,
    Role.THEME_LEAD: ToldFrom.PROGRAMME,
    Role.TEAM: ToldFrom.PROGRAMME,
    Role.MANAGER: ToldFrom.PROGRAMME,
    Role.ADMINISTRATOR: ToldFrom.PROGRAMME,
}


class ReflectionRow(NamedTuple):
    """What somebody makes of a moment, in the role and for the organisation they had then."""

    id: int
    moment_id: int
    body: str
    body_html: Markup
    openness: Openness
    author_id: int
    author: str
    role: Role
    organisation: str | None
    written_at: datetime
    edited_at: datetime | None
    version: int

    @property
    def side(self) -> ToldFrom:
        """From which side it looks."""
        return SIDES[self.role]


def list_reflections(moment_ids: Iterable[int], actor: Actor) -> dict[int, list[ReflectionRow]]:
    """Return by moment what people make of it, oldest first, as far as this person may read it. One query.

    A moment that is out of sight for this person has none.
    """
    shown = shown_moments(actor).where(LearningMoment.id.in_(list(moment_ids)))
    moments = shown.with_only_columns(LearningMoment.id, LearningMoment.programme_id).subquery("moments")
    readable = or_(
        Reflection.openness == Openness.PUBLIC,
        moments.c.programme_id.in_(actor.insider_in),
        Reflection.author_id == (actor.id or STRANGER),
    )
    query = (
        select(
            Reflection.id, Reflection.moment_id, Reflection.body, Reflection.body_html, Reflection.openness,
            Reflection.author_id, User.name, Reflection.role, Organisation.name, Reflection.written_at,
            Reflection.edited_at, Reflection.version,
        )
        .join(moments, moments.c.id == Reflection.moment_id)
        .join(User, User.id == Reflection.author_id)
        .outerjoin(Organisation, Organisation.id == Reflection.organisation_id)
        .where(and_(Reflection.withdrawn_at.is_(None), Reflection.hidden_at.is_(None), readable))
        .order_by(Reflection.id)
        .limit(AT_MOST)
    )  # fmt: skip
    found: dict[int, list[ReflectionRow]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.moment_id].append(ReflectionRow._make(row))
    return dict(found)


def by_side(rows: Iterable[ReflectionRow]) -> list[tuple[ToldFrom, list[ReflectionRow]]]:
    """Return reflections per side, the sides always in the same order, without those that say nothing."""
    rows = list(rows)
    sides = ((side, [row for row in rows if row.side == side]) for side in ToldFrom)
    return [(side, said) for side, said in sides if said]


def get_reflection_to_change(reflection_id: int, seen_by: Actor) -> tuple[Reflection, LearningMoment]:
    """Return a reflection with its author, held, and its moment; raise NoResultFound when out of sight."""
    query = (
        select(Reflection)
        .where(Reflection.id == reflection_id, Reflection.withdrawn_at.is_(None))
        .options(joinedload(Reflection.author), joinedload(Reflection.organisation))
        .with_for_update(of=Reflection)
        .execution_options(populate_existing=True)
    )
    reflection = db.session.scalars(query).one()
    moment = get_moment(reflection.moment_id, seen_by)
    listed = list_reflections([moment.id], seen_by).get(moment.id, [])
    if reflection.id not in {row.id for row in listed}:
        raise NoResultFound
    return reflection, moment
