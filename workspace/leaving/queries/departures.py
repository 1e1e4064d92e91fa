"""Announced departures, and the roles that end with them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.leaving.models import Departure, Transfer, TransferState
from workspace.leaving.queries.things import Thing, find_things, list_carried
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Programme, TeamMember
from workspace.times import today

AT_MOST = 50
WHAT_PAGES_SHOW = (
    joinedload(Departure.user).load_only(User.name, raiseload=True),
    joinedload(Departure.organisation),
    joinedload(Departure.programme),
)


class Scope(NamedTuple):
    """What somebody can leave: an organisation, a programme, or everything."""

    organisation_id: int | None
    programme_id: int | None
    name: str

    @property
    def word(self) -> str:
        """What stands for it in a form."""
        if self.organisation_id is not None:
            return f"o{self.organisation_id}"
        return "alles" if self.programme_id is None else f"p{self.programme_id}"


class Given(NamedTuple):
    """Something that was handed on, to whom."""

    thing: Thing | None
    to: str


def get_departure(departure_id: int, *, to_change: bool = False) -> Departure:
    """Return an announced departure; raise NoResultFound. The caller asks policy who may see what of it."""
    found = select(Departure).where(Departure.id == departure_id, Departure.withdrawn_at.is_(None))
    if to_change:
        found = found.with_for_update(of=Departure).execution_options(populate_existing=True)
    return db.session.scalars(found.options(*WHAT_PAGES_SHOW)).one()


def list_open_departures(user_id: int) -> Sequence[Departure]:
    """Return what somebody announced to leave and has not left yet, the soonest first."""
    found = select(Departure).where(Departure.user_id == user_id, _is_open())
    ordered = found.order_by(Departure.last_day, Departure.id).limit(AT_MOST)
    return db.session.scalars(ordered.options(*WHAT_PAGES_SHOW)).all()


def list_departures_near(actor: Actor) -> tuple[list[Departure], list[Departure]]:
    """Return what somebody announced to leave, and who else leaves what they answer for, soonest first."""
    day = today()
    boards = select(Board.programme_id).where(Board.id.in_(actor.leads))
    of_organisation = exists().where(
        Membership.user_id == Departure.user_id,
        Membership.organisation_id.in_(actor.represents),
        current(Membership, day),
    )
    of_programme = or_(
        exists().where(
            TeamMember.user_id == Departure.user_id,
            TeamMember.programme_id.in_(actor.manages),
            current(TeamMember, day),
        ),
        exists().where(
            BoardMember.user_id == Departure.user_id,
            BoardMember.board_id == Board.id,
            current(BoardMember, day),
            or_(Board.programme_id.in_(actor.manages), Board.id.in_(actor.leads)),
        ),
    )
    everything = and_(Departure.organisation_id.is_(None), Departure.programme_id.is_(None))
    mine = or_(
        Departure.organisation_id.in_(actor.represents),
        Departure.programme_id.in_(actor.manages),
        and_(Departure.programme_id.in_(boards), of_programme),
        and_(everything, or_(of_organisation, of_programme)),
    )
    found = select(Departure).where(or_(Departure.user_id == actor.signed_in_id(), mine), _is_open())
    ordered = found.order_by(Departure.last_day, Departure.id).limit(AT_MOST)
    rows = db.session.scalars(ordered.options(*WHAT_PAGES_SHOW)).all()
    own = [row for row in rows if row.user_id == actor.id]
    return own, [row for row in rows if row.user_id != actor.id]


def find_open_departure(
    user_id: int, *, organisation_id: int | None, programme_id: int | None
) -> Departure | None:
    """Return what somebody announced to leave in just this scope, and has not left yet; or None.

    Whoever else would announce for the same person waits.
    """
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update())
    found = select(Departure).where(
        Departure.user_id == user_id,
        Departure.organisation_id.is_(None)
        if organisation_id is None
        else Departure.organisation_id == organisation_id,
        Departure.programme_id.is_(None) if programme_id is None else Departure.programme_id == programme_id,
        _is_open(),
    )
    return db.session.scalars(found.options(*WHAT_PAGES_SHOW).limit(1)).first()


def _is_open() -> ColumnElement[bool]:
    return and_(Departure.withdrawn_at.is_(None), Departure.last_day >= today())


def carried_within(departure: Departure) -> list[Thing]:
    """Return what whoever leaves still carries of what they leave."""
    return list_carried(
        departure.user_id, organisation_id=departure.organisation_id, programme_id=departure.programme_id
    )


def list_given(departure: Departure) -> list[Given]:
    """Return what was handed on and accepted since this departure was announced, the latest first."""
    query = (
        select(Transfer.kind, Transfer.subject_id, User.name)
        .join(User, User.id == Transfer.to_user_id)
        .where(Transfer.departure_id == departure.id, Transfer.state == TransferState.ACCEPTED)
        .order_by(Transfer.id.desc())
    )
    rows = db.session.execute(query).all()
    things = find_things((kind, subject_id) for kind, subject_id, _ in rows)
    return [Given(things.get((kind, subject_id)), name) for kind, subject_id, name in rows]


def get_person(user_id: int) -> User:
    """Return somebody with an account; raise NoResultFound. The caller asks policy who may see what."""
    found = select(User).where(User.id == user_id, User.confirmed_at.is_not(None))
    return db.session.scalars(found).one()


def list_scopes(user_id: int, *, announced_by: Actor) -> list[Scope]:
    """Return what somebody can leave, as far as this person may announce it."""
    is_self = announced_by.id == user_id
    day = today()
    organisations = (
        select(Organisation.id, Organisation.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.user_id == user_id, current(Membership, day))
        .order_by(Organisation.name)
        .distinct()
    )
    programmes = select(Programme.id, Programme.name).where(_has_role_in(user_id)).order_by(Programme.name)
    found = [
        Scope(number, None, name)
        for number, name in db.session.execute(organisations)
        if is_self or number in announced_by.represents
    ]
    found += [
        Scope(None, number, name)
        for number, name in db.session.execute(programmes)
        if is_self or number in announced_by.manages
    ]
    return found


def _has_role_in(user_id: int) -> ColumnElement[bool]:
    """Somebody is in the team or in a working group of a programme today."""
    day = today()
    return or_(
        exists().where(
            TeamMember.programme_id == Programme.id, TeamMember.user_id == user_id, current(TeamMember, day)
        ),
        exists().where(
            Board.programme_id == Programme.id,
            BoardMember.board_id == Board.id,
            BoardMember.user_id == user_id,
            current(BoardMember, day),
        ),
    )


def has_manager(programme_id: int) -> bool:
    """Tell whether somebody manages this programme today."""
    found = select(TeamMember.id).where(
        TeamMember.programme_id == programme_id, TeamMember.is_manager, current(TeamMember, today())
    )
    return db.session.scalar(found.limit(1)) is not None
