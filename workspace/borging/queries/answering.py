"""Who can answer for an aspect: the organisations of the programme and their people."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import or_, select

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.queries.actors import current
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Membership, Organisation
from workspace.programmes.models import Partner
from workspace.times import today


class Person(NamedTuple):
    """Somebody who works at an organisation; one row for each organisation."""

    id: int
    name: str
    organisation_id: int
    organisation: str


def list_answering_organisations(
    initiative: Initiative, *, seen_by: Actor, now_answering: int | None
) -> list[tuple[int, str]]:
    """Return id and name of the partners of the programme and of the organisations already named."""
    partners = select(Partner.organisation_id).where(
        Partner.programme_id == initiative.programme_id, current(Partner, today())
    )
    others = {initiative.owner_id, seen_by.organisation_in.get(initiative.programme_id), now_answering}
    query = (
        select(Organisation.id, Organisation.name)
        .where(or_(Organisation.id.in_(partners), Organisation.id.in_(others - {None})))
        .order_by(Organisation.name)
    )
    return [(id, name) for id, name in db.session.execute(query)]


def list_receiving_organisations(initiative: Initiative) -> list[tuple[int, str]]:
    """Return id and name of the partners of the programme that could take it over: not its owner."""
    partners = select(Partner.organisation_id).where(
        Partner.programme_id == initiative.programme_id, current(Partner, today())
    )
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(partners))
    rows = db.session.execute(query.order_by(Organisation.name))
    return [(id, name) for id, name in rows if id != initiative.owner_id]


def list_answering_people(organisation_ids: Collection[int]) -> list[Person]:
    """Return the people who work at these organisations today, by organisation and name."""
    query = (
        select(User.id, User.name, Organisation.id, Organisation.name)
        .join(Membership, Membership.user_id == User.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Organisation.id.in_(organisation_ids), current(Membership, today()))
        .order_by(Organisation.name, User.name, User.id)
    )
    return [Person(*row) for row in db.session.execute(query)]
