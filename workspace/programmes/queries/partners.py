"""Organisations that take part in a programme, and those that were asked."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, PartnerRequest, Programme
from workspace.programmes.queries.sight import visible_programmes
from workspace.times import today


class PartnerRow(NamedTuple):
    """An organisation that takes part, as lists show it."""

    id: int
    organisation_id: int
    slug: str
    name: str
    kind: OrganisationKind
    starts_on: date
    ends_on: date | None
    representatives: int


class ParticipationRow(NamedTuple):
    """A programme that an organisation takes part in."""

    slug: str
    name: str
    starts_on: date
    ends_on: date | None


class RequestRow(NamedTuple):
    """A question to an organisation that waits for its answer."""

    id: int
    programme: str
    organisation: str
    organisation_slug: str
    asked_by: str
    asked_at: datetime


def list_partners(programme: Programme) -> list[PartnerRow]:
    """Return the organisations that take part today or later, by name."""
    representatives = (
        select(func.count())
        .where(
            Membership.organisation_id == Organisation.id,
            Membership.represents,
            current(Membership, today()),
        )
        .scalar_subquery()
    )
    rows = (
        select(
            Partner.id,
            Organisation.id,
            Organisation.slug,
            Organisation.name,
            Organisation.kind,
            Partner.starts_on,
            Partner.ends_on,
            representatives,
        )
        .join(Organisation, Organisation.id == Partner.organisation_id)
        .where(Partner.programme_id == programme.id, current(Partner, today()))
        .order_by(Organisation.name, Partner.id)
    )
    return [PartnerRow(*row) for row in db.session.execute(rows)]


def get_partner(partner_id: int, programme: Programme) -> Partner:
    """Return one current partner of this programme with its organisation; raise NoResultFound."""
    found = select(Partner).where(
        Partner.id == partner_id, Partner.programme_id == programme.id, current(Partner, today())
    )
    return db.session.scalars(found.options(joinedload(Partner.organisation))).one()


def takes_part(organisation: Organisation, programme: Programme) -> bool:
    """Tell whether this organisation takes part in this programme today."""
    found = select(Partner.id).where(
        Partner.programme_id == programme.id,
        Partner.organisation_id == organisation.id,
        current(Partner, today()),
    )
    return db.session.scalar(found.limit(1)) is not None


def list_participation(organisation: Organisation, seen_by: Actor) -> list[ParticipationRow]:
    """Return the programmes that an organisation takes part in, as far as this person may know of them."""
    rows = (
        visible_programmes(seen_by)
        .join(Partner, Partner.programme_id == Programme.id)
        .where(Partner.organisation_id == organisation.id, current(Partner, today()))
        .with_only_columns(Programme.slug, Programme.name, Partner.starts_on, Partner.ends_on)
        .order_by(Programme.name)
    )
    return [ParticipationRow(*row) for row in db.session.execute(rows)]


def speaks_for_itself(organisation: Organisation) -> bool:
    """Tell whether somebody belongs to this organisation, or it already takes part somewhere.

    Then a programme asks it to take part. Otherwise whoever adds it as a partner would decide over its
    people without their knowing.
    """
    people = select(Membership.id).where(
        Membership.organisation_id == organisation.id, current(Membership, today())
    )
    elsewhere = select(Partner.id).where(
        Partner.organisation_id == organisation.id, current(Partner, today())
    )
    return bool(db.session.scalar(people.limit(1)) or db.session.scalar(elsewhere.limit(1)))


def find_open_request(organisation: Organisation, programme: Programme) -> PartnerRequest | None:
    """Return the question of this programme that waits for this organisation's answer, or None."""
    found = select(PartnerRequest).where(
        PartnerRequest.programme_id == programme.id,
        PartnerRequest.organisation_id == organisation.id,
        _waits(),
    )
    return db.session.scalars(found.limit(1)).first()


def get_request_to(request_id: int, organisation: Organisation) -> PartnerRequest:
    """Return a question to this organisation, with its programme; raise NoResultFound."""
    found = (
        select(PartnerRequest)
        .where(PartnerRequest.id == request_id, PartnerRequest.organisation_id == organisation.id)
        .options(joinedload(PartnerRequest.programme))
    )
    return db.session.scalars(found).one()


def _waits() -> ColumnElement[bool]:
    return and_(
        PartnerRequest.accepted_at.is_(None),
        PartnerRequest.declined_at.is_(None),
        PartnerRequest.withdrawn_at.is_(None),
    )


def _requests() -> Select[*tuple[Any, ...]]:
    return (
        select(
            PartnerRequest.id,
            Programme.name,
            Organisation.name,
            Organisation.slug,
            User.name,
            PartnerRequest.asked_at,
        )
        .join(Programme, Programme.id == PartnerRequest.programme_id)
        .join(Organisation, Organisation.id == PartnerRequest.organisation_id)
        .join(User, User.id == PartnerRequest.asked_by_id)
        .where(_waits())
        .order_by(PartnerRequest.id)
    )


def list_requests_to(organisation: Organisation) -> list[RequestRow]:
    """Return which programmes wait for this organisation's answer."""
    rows = _requests().where(PartnerRequest.organisation_id == organisation.id)
    return [RequestRow(*row) for row in db.session.execute(rows)]


def list_requests_for(actor: Actor) -> list[RequestRow]:
    """Return which programmes wait for an answer of the organisations that this person may commit."""
    if not actor.represents:
        return []
    rows = _requests().where(PartnerRequest.organisation_id.in_(actor.represents))
    return [RequestRow(*row) for row in db.session.execute(rows)]


def list_requests_of(programme: Programme) -> list[RequestRow]:
    """Return which organisations have not yet answered this programme."""
    rows = _requests().where(PartnerRequest.programme_id == programme.id)
    return [RequestRow(*row) for row in db.session.execute(rows)]


def list_representatives_to_write(organisation: Organisation) -> list[tuple[str, str]]:
    """Return address and language of those who may commit this organisation, to mail them; never to show."""
    rows = (
        select(User.email, User.locale)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == organisation.id,
            Membership.represents,
            current(Membership, today()),
        )
    )
    return [(email, language) for email, language in db.session.execute(rows)]


def get_request_of(request_id: int, programme: Programme) -> PartnerRequest:
    """Return a question that this programme asked; raise NoResultFound."""
    found = select(PartnerRequest).where(
        PartnerRequest.id == request_id, PartnerRequest.programme_id == programme.id
    )
    return db.session.scalars(found).one()
