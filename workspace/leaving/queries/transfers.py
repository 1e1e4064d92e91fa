"""What is on its way: asked of somebody, or in the inbox of an organisation."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db
from workspace.leaving.models import IS_OPEN, Carried, Departure, Transfer, TransferState
from workspace.leaving.queries.sight import seen_among
from workspace.leaving.queries.things import Thing, find_things
from workspace.organisations.models import Organisation

AT_MOST = 200


class Waiting(NamedTuple):
    """Something that waits for an answer, with the thing itself as long as it is there for the reader."""

    id: int
    kind: Carried
    subject_id: int
    state: TransferState
    note: str
    reason: str
    asked_at: datetime
    from_id: int | None
    carrier: str | None
    asked_by: str
    asked_id: int | None
    asked: str | None
    organisation: str | None
    last_day: date | None
    thing: Thing | None

    @property
    def is_needed(self) -> bool:
        """Tell whether it still is with whom it was asked of, so that it can be taken over."""
        return self.thing is not None and self.thing.carrier_id == self.from_id


class Inbox(NamedTuple):
    """How much lies in the inbox of an organisation."""

    name: str
    slug: str
    number: int


def find_open_transfer(kind: Carried, subject_id: int) -> Transfer | None:
    """Return what is on its way of this thing, held; None when nothing is."""
    found = select(Transfer).where(Transfer.kind == kind, Transfer.subject_id == subject_id, IS_OPEN)
    return db.session.scalars(_held(found)).first()


def get_transfer(transfer_id: int) -> Transfer:
    """Return something that was asked; raise NoResultFound. The caller asks policy who may know."""
    return db.session.scalars(select(Transfer).where(Transfer.id == transfer_id)).one()


def get_transfer_asked_of(transfer_id: int, seen_by: Actor) -> Transfer:
    """Return something that was asked of this person, answered or not; raise NoResultFound."""
    found = select(Transfer).where(Transfer.id == transfer_id, Transfer.to_user_id == seen_by.id)
    return db.session.scalars(found).one()


def get_transfer_in_inbox(transfer_id: int, organisation: Organisation) -> Transfer:
    """Return something that came into this inbox, still there or not; raise NoResultFound."""
    found = select(Transfer).where(Transfer.id == transfer_id, Transfer.to_organisation_id == organisation.id)
    return db.session.scalars(found).one()


def hold_transfer(transfer: Transfer) -> None:
    """Read it again as it stands now; who else would answer waits until this request ends."""
    db.session.scalars(_held(select(Transfer).where(Transfer.id == transfer.id))).one()


def _held(found: Any) -> Any:
    return found.with_for_update(of=Transfer).execution_options(populate_existing=True)


def list_asked_of(actor: Actor) -> list[Waiting]:
    """Return what this person is asked to take over, the longest waiting first."""
    return _waiting(Transfer.to_user_id == actor.id, Transfer.state == TransferState.ASKED, seen_by=actor)


def list_inbox(organisation: Organisation, *, seen_by: Actor) -> list[Waiting]:
    """Return what lies with an organisation without a person, or with one who was asked out of its inbox."""
    return _waiting(Transfer.to_organisation_id == organisation.id, IS_OPEN, seen_by=seen_by)


def _waiting(*which: ColumnElement[bool] | Any, seen_by: Actor) -> list[Waiting]:
    carrier, asked_by, asked = aliased(User), aliased(User), aliased(User)
    query = (
        select(
            Transfer.id, Transfer.kind, Transfer.subject_id, Transfer.state, Transfer.note, Transfer.reason,
            Transfer.asked_at, Transfer.from_user_id, carrier.name, asked_by.name, Transfer.to_user_id,
            asked.name, Organisation.name, Departure.last_day,
        )
        .join(asked_by, asked_by.id == Transfer.asked_by_id)
        .outerjoin(carrier, carrier.id == Transfer.from_user_id)
        .outerjoin(asked, asked.id == Transfer.to_user_id)
        .outerjoin(Organisation, Organisation.id == Transfer.to_organisation_id)
        .outerjoin(Departure, Departure.id == Transfer.departure_id)
        .where(*which)
        .order_by(Transfer.id)
        .limit(AT_MOST)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    found = find_things((row.kind, row.subject_id) for row in rows)
    things = {thing.key: thing for thing in seen_among(found.values(), seen_by)}
    return [Waiting._make((*row, things.get((row.kind, row.subject_id)))) for row in rows]


def count_waiting_for(actor: Actor) -> tuple[int, list[Inbox]]:
    """Return how many things somebody is asked to take over, and their inboxes in which something lies."""
    mine = or_(
        and_(Transfer.to_user_id == actor.signed_in_id(), Transfer.state == TransferState.ASKED),
        and_(Transfer.to_organisation_id.in_(actor.member_of), Transfer.state == TransferState.INBOX),
    )
    query = (
        select(Transfer.state, Organisation.name, Organisation.slug, func.count(Transfer.id))
        .outerjoin(Organisation, Organisation.id == Transfer.to_organisation_id)
        .where(mine)
        .group_by(Transfer.state, Organisation.id, Organisation.name, Organisation.slug)
        .order_by(Organisation.name)
    )
    asked, inboxes = 0, []
    for state, name, slug, number in db.session.execute(query):
        if state == TransferState.ASKED:
            asked += number
        else:
            inboxes.append(Inbox(name, slug, number))
    return asked, inboxes


def find_address(user_id: int) -> tuple[str, str]:
    """Return address and language of somebody who is asked, to mail them; never to show."""
    address, language = db.session.execute(select(User.email, User.locale).where(User.id == user_id)).one()
    return address, language
