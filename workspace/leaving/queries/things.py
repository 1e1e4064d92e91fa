"""What somebody carries, what nobody carries, and one thing of it; each with whoever was asked to take it.

Everything is derived from the facts of today, with one query for each kind: nothing has to run at night.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.borging.models import AspectCode
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.leaving.models import Carried, Departure, Transfer, TransferState
from workspace.leaving.queries.kinds import KINDS, ONLY_ONE
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, Programme, TeamMember
from workspace.text import slugify
from workspace.times import day_of, today

AT_MOST = 200  # of each kind


class Thing(NamedTuple):
    """Something that somebody carries, or should; and the last time that somebody was asked to take it."""

    kind: Carried
    subject_id: int | None
    carrier_id: int | None
    title: str
    detail: str | AspectCode
    programme_id: int | None
    board_id: int | None
    initiative_id: int | None
    organisation_id: int | None
    since: date | datetime | None
    until: date | None
    gone: bool
    in_office: bool
    apart: bool
    carrier: str | None
    programme: str | None
    programme_slug: str | None
    board_slug: str | None
    organisation: str | None
    organisation_slug: str | None
    transfer_id: int | None
    transfer_state: TransferState | None
    transfer_from_id: int | None
    asked_id: int | None
    asked: str | None
    inbox: str | None
    asked_at: datetime | None
    reason: str | None

    @property
    def is_under_way(self) -> bool:
        """Tell whether somebody, or an organisation, was asked and has not answered."""
        state = self.transfer_state
        return state is not None and state.is_open and self.transfer_from_id == self.carrier_id

    @property
    def is_only_one(self) -> bool:
        """Tell whether nobody else may commit the organisation."""
        return self.kind == Carried.REPRESENTATION and self.detail == ONLY_ONE

    @property
    def is_private(self) -> bool:
        """Tell whether others may not read whose it is: of who merely takes part (domain/roles.md)."""
        return self.kind == Carried.TASK and not self.in_office

    @property
    def since_day(self) -> date | None:
        """The day on which this began, as far as it is known."""
        return day_of(self.since) if isinstance(self.since, datetime) else self.since

    @property
    def key(self) -> tuple[Carried, int | None]:
        """What tells it from all other things."""
        return self.kind, self.subject_id

    @property
    def address(self) -> str:
        """The page of this thing."""
        return ADDRESSES[self.kind](self)


def _home(it: Thing) -> str:
    if it.initiative_id is None:
        return f"/programmas/{it.programme_slug}/{it.board_slug}"
    return f"/initiatieven/{it.initiative_id}"


ADDRESSES: dict[Carried, Callable[[Thing], str]] = {
    Carried.BOARD: lambda it: f"/programmas/{it.programme_slug}/{it.board_slug}",
    Carried.INITIATIVE: lambda it: f"/initiatieven/{it.initiative_id}-{slugify(it.title)}",
    Carried.ASPECT: lambda it: f"/initiatieven/{it.initiative_id}/borging/{AspectCode(it.detail).word}",
    Carried.STEP: lambda it: f"/initiatieven/{it.initiative_id}/borgingsscan",
    Carried.OFFER: lambda it: f"/initiatieven/{it.initiative_id}/borging/overdracht",
    Carried.REPRESENTATION: lambda it: f"/organisaties/{it.organisation_slug}",
    Carried.TASK: lambda it: f"{_home(it)}/taken",
    Carried.QUESTION: lambda it: f"/vragen/{it.subject_id}",
    Carried.MEETING: lambda it: f"/bijeenkomsten/{it.subject_id}",
}


def list_carried(
    user_id: int, *, organisation_id: int | None = None, programme_id: int | None = None
) -> list[Thing]:
    """Return all that somebody carries: for one organisation, in one programme, or everything.

    What belongs to no organisation, such as a board, counts for the organisation through which they take part
    in that programme, unless they take part in another way too. Drafts are left out: nobody else knows them.
    """

    def mine(columns: Any) -> ColumnElement[bool]:
        conditions = [columns.carrier_id == user_id]
        if organisation_id is not None:
            conditions.append(comes_through(columns, organisation_id))
        if programme_id is not None:
            conditions.append(columns.programme_id == programme_id)
        return and_(*conditions)

    return [thing for kind in KINDS for thing in _things(kind, mine)]


def list_unowned(programme_id: int) -> list[Thing]:
    """Return what nobody living carries in a programme, of each kind what lies longest first.

    That is: a role ended without handing on, or somebody announced to leave and the last day has passed.
    """
    taking_part = select(Partner.organisation_id).where(
        Partner.programme_id == programme_id, current(Partner, today())
    )

    def here(columns: Any) -> ColumnElement[bool]:
        of_partner = and_(columns.programme_id.is_(None), columns.organisation_id.in_(taking_part))
        unowned = or_(columns.gone, _departed(columns))
        return and_(unowned, or_(columns.programme_id == programme_id, of_partner))

    found = (thing for kind in KINDS for thing in _things(kind, here))
    return [thing for thing in found if not thing.is_private]


def find_thing(kind: Carried, subject_id: int, *, carrier_id: int | None) -> Thing | None:
    """Return one thing as this person carries it now, or nobody does; None when that is no longer so."""

    def this(columns: Any) -> ColumnElement[bool]:
        return and_(columns.subject_id == subject_id, columns.carrier_id == carrier_id)

    return next(iter(_things(kind, this)), None)


def find_things(keys: Iterable[tuple[Carried, int]]) -> dict[tuple[Carried, int | None], Thing]:
    """Return the things of these kinds and numbers that still are there, with one query for each kind."""
    ids: dict[Carried, set[int]] = {}
    for kind, subject_id in keys:
        ids.setdefault(kind, set()).add(subject_id)

    def among(numbers: set[int]) -> Callable[[Any], ColumnElement[bool]]:
        return lambda columns: columns.subject_id.in_(numbers)

    rows = (thing for kind, numbers in ids.items() for thing in _things(kind, among(numbers)))
    return {thing.key: thing for thing in rows}


def hold(thing: Thing) -> None:
    """Let others who would change hands of this, or of what it belongs to, wait until this request ends."""
    if thing.initiative_id is not None:
        place = select(Initiative.id).where(Initiative.id == thing.initiative_id)
        db.session.execute(place.with_for_update())
    elif thing.board_id is not None:
        db.session.execute(select(Board.id).where(Board.id == thing.board_id).with_for_update())
    elif thing.organisation_id is None:
        programme = select(Programme.id).where(Programme.id == thing.programme_id)
        db.session.execute(programme.with_for_update())
    else:
        organisation = select(Organisation.id).where(Organisation.id == thing.organisation_id)
        db.session.execute(organisation.with_for_update())


def _things(kind: Carried, which: Callable[[Any], ColumnElement[bool]]) -> list[Thing]:
    rows = db.session.execute(_query(kind, which))
    return [Thing(kind, *row) for row in rows]


def _query(kind: Carried, which: Callable[[Any], ColumnElement[bool]]) -> Select[Any]:
    things = KINDS[kind](today()).subquery("things")
    columns = things.c
    carrier, asked, inbox = aliased(User), aliased(User), aliased(Organisation)
    newer = aliased(Transfer)
    latest = (
        select(func.max(newer.id))
        .where(newer.kind == kind, newer.subject_id == columns.subject_id)
        .correlate(things)
        .scalar_subquery()
    )
    return (
        select(
            *columns,
            carrier.name,
            Programme.name,
            Programme.slug,
            Board.slug,
            Organisation.name,
            Organisation.slug,
            Transfer.id,
            Transfer.state,
            Transfer.from_user_id,
            Transfer.to_user_id,
            asked.name,
            inbox.name,
            Transfer.asked_at,
            Transfer.reason,
        )
        .select_from(things)
        .outerjoin(carrier, carrier.id == columns.carrier_id)
        .outerjoin(Programme, Programme.id == columns.programme_id)
        .outerjoin(Board, Board.id == columns.board_id)
        .outerjoin(Organisation, Organisation.id == columns.organisation_id)
        .outerjoin(Transfer, Transfer.id == latest)
        .outerjoin(asked, asked.id == Transfer.to_user_id)
        .outerjoin(inbox, inbox.id == Transfer.to_organisation_id)
        .where(which(columns))
        .order_by(columns.until.is_(None), columns.until, columns.title, columns.subject_id)
        .limit(AT_MOST)
    )


def comes_through(columns: Any, organisation: Any) -> ColumnElement[bool]:
    """Something is of this organisation, or came with taking part for it and for no other."""
    day = today()
    theirs, other_partner = aliased(Membership), aliased(Partner)
    belonged = exists().where(
        Membership.user_id == columns.carrier_id, Membership.organisation_id == organisation
    )
    takes_part = exists().where(
        Partner.organisation_id == organisation,
        Partner.programme_id == columns.programme_id,
        current(Partner, day),
    )
    otherwise = exists().where(
        theirs.user_id == columns.carrier_id,
        theirs.organisation_id != organisation,
        current(theirs, day),
        other_partner.organisation_id == theirs.organisation_id,
        other_partner.programme_id == columns.programme_id,
        current(other_partner, day),
    )
    in_team = exists().where(
        TeamMember.user_id == columns.carrier_id,
        TeamMember.programme_id == columns.programme_id,
        current(TeamMember, day),
    )
    in_office = and_(columns.organisation_id.is_(None), columns.in_office, belonged, takes_part)
    return or_(columns.organisation_id == organisation, and_(in_office, ~otherwise, ~in_team))


def _departed(columns: Any) -> ColumnElement[bool]:
    """Whoever carries it announced to leave, the last day has passed, and they did not come back."""
    came_back = [
        exists().where(role.user_id == Departure.user_id, role.starts_on > Departure.last_day)
        for role in (Membership, TeamMember, BoardMember)
    ]
    return exists().where(
        Departure.user_id == columns.carrier_id,
        Departure.withdrawn_at.is_(None),
        Departure.last_day < today(),
        ~or_(*came_back),
        or_(
            and_(Departure.organisation_id.is_(None), Departure.programme_id.is_(None)),
            Departure.programme_id == columns.programme_id,
            and_(Departure.organisation_id.is_not(None), comes_through(columns, Departure.organisation_id)),
        ),
    )
