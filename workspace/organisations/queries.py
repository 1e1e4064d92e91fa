"""Organisations, who belongs to them, and who may commit them. That they exist is public."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.db import db
from workspace.organisations.models import Layer, Membership, Organisation, OrganisationKind
from workspace.programmes.models import Partner
from workspace.times import today

PAGE = 30
RESERVED_SLUGS = frozenset({"nieuw"})
GOVERNMENTS = (OrganisationKind.MUNICIPALITY, OrganisationKind.PROVINCE)


class OrganisationRow(NamedTuple):
    """An organisation as lists show it."""

    id: int
    slug: str
    name: str
    kind: OrganisationKind
    layer: Layer
    area: str | None


class MemberRow(NamedTuple):
    """Somebody of an organisation as lists show it; nobody's address is in it."""

    id: int
    user_id: int
    name: str
    function: str
    represents: bool
    starts_on: date
    ends_on: date | None


def current(table: Any, day: date) -> ColumnElement[bool]:
    """Return the condition that a row with `starts_on` and `ends_on` holds on this day."""
    return and_(table.starts_on <= day, or_(table.ends_on.is_(None), table.ends_on >= day))


def visible_organisations(actor: Actor) -> Select[Organisation]:
    """Return every organisation: who they are is public, as in a directory."""
    return select(Organisation)


def get_organisation(slug: str, seen_by: Actor, *, to_change: bool = False) -> Organisation:
    """Return one organisation with its area; raise NoResultFound. `to_change` makes a second editor wait."""
    found = visible_organisations(seen_by).where(Organisation.slug == slug)
    if to_change:
        found = found.with_for_update(of=Organisation)
    return db.session.scalars(found.options(joinedload(Organisation.area))).one()


def get_organisation_by_id(organisation_id: int, seen_by: Actor) -> Organisation:
    """Return one organisation; raise NoResultFound."""
    found = visible_organisations(seen_by).where(Organisation.id == organisation_id)
    return db.session.scalars(found).one()


def list_organisations(
    seen_by: Actor,
    *,
    text: str = "",
    kind: OrganisationKind | None = None,
    after: tuple[str, int] | None = None,
) -> list[OrganisationRow]:
    """Return a page of organisations by name, and one more when there is a next page."""
    found = visible_organisations(seen_by)
    if text:
        found = found.where(Organisation.name.icontains(text, autoescape=True))
    if kind:
        found = found.where(Organisation.kind == kind)
    if after:
        found = found.where(tuple_(Organisation.name, Organisation.id) > after)
    rows = found.outerjoin(Area, Area.id == Organisation.area_id).with_only_columns(
        Organisation.id,
        Organisation.slug,
        Organisation.name,
        Organisation.kind,
        Organisation.layer,
        Area.name,
    )
    ordered = rows.order_by(Organisation.name, Organisation.id).limit(PAGE + 1)
    return [OrganisationRow(*row) for row in db.session.execute(ordered)]


def programmes_of(organisation: Organisation) -> frozenset[int]:
    """Return the programmes in which this organisation takes part today."""
    taking_part = select(Partner.programme_id).where(
        Partner.organisation_id == organisation.id, current(Partner, today())
    )
    return frozenset(db.session.scalars(taking_part))


def slugs_like(slug: str) -> frozenset[str]:
    """Return the addresses in use that begin with this one, and those never given out."""
    used = select(Organisation.slug).where(Organisation.slug.startswith(slug, autoescape=True))
    return RESERVED_SLUGS | frozenset(db.session.scalars(used))


def governments_represented(actor: Actor) -> list[Organisation]:
    """Return the municipalities and provinces that this person may commit."""
    found = visible_organisations(actor).where(
        Organisation.id.in_(actor.represents), Organisation.kind.in_(GOVERNMENTS)
    )
    return list(db.session.scalars(found.order_by(Organisation.name)))


def list_members(organisation: Organisation, seen_by: Actor) -> list[MemberRow]:
    """Return who belongs there today, representatives first. The caller asks policy who may see them."""
    rows = _members(organisation).where(current(Membership, today()))
    return [MemberRow(*row) for row in db.session.execute(rows)]


def list_representatives(organisation: Organisation) -> list[MemberRow]:
    """Return who may commit this organisation today: public, so that people know whom to turn to."""
    rows = _members(organisation).where(Membership.represents, current(Membership, today()))
    return [MemberRow(*row) for row in db.session.execute(rows)]


def _members(organisation: Organisation) -> Select[*tuple[Any, ...]]:
    return (
        visible_memberships(organisation)
        .join(Membership.user)
        .with_only_columns(
            Membership.id,
            Membership.user_id,
            User.name,
            Membership.function,
            Membership.represents,
            Membership.starts_on,
            Membership.ends_on,
        )
        .order_by(Membership.represents.desc(), User.name, Membership.id)
    )


def visible_memberships(organisation: Organisation) -> Select[Membership]:
    """Return everybody who ever belonged to this organisation."""
    return select(Membership).where(Membership.organisation_id == organisation.id)


def get_membership(membership_id: int, organisation: Organisation, seen_by: Actor) -> Membership:
    """Return one current membership of this organisation with its person; raise NoResultFound."""
    found = visible_memberships(organisation).where(
        Membership.id == membership_id, current(Membership, today())
    )
    return db.session.scalars(found.options(joinedload(Membership.user))).one()


def is_represented(organisation: Organisation) -> bool:
    """Tell whether somebody may commit this organisation today."""
    found = visible_memberships(organisation).where(Membership.represents, current(Membership, today()))
    return db.session.scalar(found.with_only_columns(Membership.id).limit(1)) is not None


def is_last_representative(membership: Membership) -> bool:
    """Tell whether nobody else may commit this organisation."""
    if not membership.represents:
        return False
    others = select(func.count()).where(
        Membership.organisation_id == membership.organisation_id,
        Membership.id != membership.id,
        Membership.represents,
        Membership.ends_on.is_(None),
    )
    return not db.session.scalar(others)


def find_membership(organisation: Organisation, user_id: int) -> Membership | None:
    """Return somebody's current membership of this organisation, or None."""
    found = visible_memberships(organisation).where(
        Membership.user_id == user_id, current(Membership, today())
    )
    return db.session.scalars(found.order_by(Membership.id).limit(1)).first()
