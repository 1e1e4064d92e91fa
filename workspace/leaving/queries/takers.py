"""Who could take over what: people whom it fits, and organisations in whose inbox it can lie."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select

from workspace.access import VISITOR, Actor
from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.places import has_place
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation
from workspace.initiatives.queries.sight import in_sight
from workspace.leaving.models import Carried, Departure
from workspace.leaving.queries.things import Thing
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, TeamMember
from workspace.times import today

GROUP, TEAM, TAKES_PART = "group", "team", "takes_part"


class Taker(NamedTuple):
    """Somebody who could take something over, and how they are near: an organisation, or a word of above."""

    user_id: int
    name: str
    near: str


class Places(NamedTuple):
    """To whom something can go: people, and id and name of organisations."""

    people: list[Taker]
    organisations: list[tuple[int, str]]

    def has_person(self, user_id: int) -> bool:
        return any(taker.user_id == user_id for taker in self.people)

    def has_organisation(self, organisation_id: int) -> bool:
        return any(number == organisation_id for number, _ in self.organisations)


class _Person(NamedTuple):
    user_id: int
    name: str
    in_charge: bool  # represents, leads, manages
    place: str


def list_takers(
    things: Sequence[Thing], *, participants_of: Iterable[int] = ()
) -> dict[tuple[Carried, int | None], Places]:
    """Return for each thing to whom it can go; a fixed number of queries for all of them together.

    Who announced to leave it is not among them. Whoever joined one of the initiatives `participants_of` is
    among those who could coordinate it; their names are for its coordinator only.
    """
    near = _Near(things, participants_of)
    return {thing.key: near.places(thing) for thing in things}


def coordinated_by(things: Iterable[Thing], actor: Actor) -> list[int]:
    """Return the initiatives among these that this person coordinates, who knows the names of who joined."""
    mine = (thing for thing in things if thing.kind == Carried.INITIATIVE and thing.carrier_id == actor.id)
    return [thing.initiative_id for thing in mine if thing.initiative_id is not None]


def list_colleagues(
    organisation_id: int, things: Sequence[Thing]
) -> dict[tuple[Carried, int | None], list[Taker]]:
    """Return for each thing who of this organisation could take it out of the inbox."""
    near = _Near([thing._replace(organisation_id=organisation_id) for thing in things], ())
    return {
        thing.key: near.of_representation(thing)
        if thing.kind == Carried.REPRESENTATION
        else near.of_organisation(organisation_id, thing)
        for thing in things
    }


class _Near:
    """Everybody near some things, read at once."""

    def __init__(self, things: Sequence[Thing], participants_of: Iterable[int]) -> None:
        programmes = {thing.programme_id for thing in things if thing.kind in BY_PROGRAMME}
        organisations = {thing.organisation_id for thing in things}
        self.partners = _partners(programmes - {None})
        of_partners = {one for partners in self.partners.values() for one in partners}
        self.members = _people(
            Membership, Membership.organisation_id, Membership.represents, organisations | of_partners
        )
        self.group = _people(
            BoardMember, BoardMember.board_id, BoardMember.is_lead, {thing.board_id for thing in things}
        )
        self.team = _people(
            TeamMember,
            TeamMember.programme_id,
            TeamMember.is_manager,
            {thing.programme_id for thing in things},
        )
        self.joined = _joined(participants_of)
        self.leaving = _leaving()

    def places(self, thing: Thing) -> Places:
        people = [each for each in FIT[thing.kind](self, thing) if each.user_id != thing.carrier_id]
        once = {each.user_id: each for each in reversed(people)}
        kept = [each for each in people if once[each.user_id] is each and not self._leaves(each, thing)]
        return Places(kept, self._inboxes(thing))

    def _leaves(self, taker: Taker, thing: Thing) -> bool:
        return any(
            (organisation, programme) == (None, None)
            or (organisation is not None and self._is_only_near(taker, organisation))
            or (programme is not None and programme == thing.programme_id)
            for organisation, programme in self.leaving[taker.user_id]
        )

    def _is_only_near(self, taker: Taker, organisation_id: int) -> bool:
        """Tell whether somebody is near through this organisation, which they leave."""
        return any(
            each.user_id == taker.user_id and each.place == taker.near
            for each in self.members[organisation_id]
        )

    def of_organisation(self, organisation_id: int | None, thing: Thing) -> list[Taker]:
        members = self.members[organisation_id or 0]
        found = (Taker(each.user_id, each.name, each.place) for each in members)
        return [each for each in found if not self._leaves(each, thing) and each.user_id != thing.carrier_id]

    def of_board(self, thing: Thing) -> list[Taker]:
        partners = self.partners[thing.programme_id or 0]
        members = [each for partner in partners for each in self.of_organisation(partner, thing)]
        return _as(self.group[thing.board_id or 0], GROUP) + members

    def of_initiative(self, thing: Thing) -> list[Taker]:
        joined = self.joined[thing.initiative_id or 0]
        return [
            *self.of_organisation(thing.organisation_id, thing),
            *self.of_programme(thing),
            *_as(joined, TAKES_PART),
        ]

    def of_programme(self, thing: Thing) -> list[Taker]:
        return _as(self.group[thing.board_id or 0], GROUP) + _as(self.team[thing.programme_id or 0], TEAM)

    def of_answering(self, thing: Thing) -> list[Taker]:
        if thing.organisation_id is None:
            return self.of_programme(thing)
        return self.of_organisation(thing.organisation_id, thing)

    def of_offer(self, thing: Thing) -> list[Taker]:
        leads = [each for each in self.group[thing.board_id or 0] if each.in_charge]
        managers = [each for each in self.team[thing.programme_id or 0] if each.in_charge]
        return _as(leads, GROUP) + _as(managers, TEAM)

    def of_task(self, thing: Thing) -> list[Taker]:
        return [*self.of_board(thing), *_as(self.team[thing.programme_id or 0], TEAM)]

    def of_meeting(self, thing: Thing) -> list[Taker]:
        leads = [each for each in self.group[thing.board_id or 0] if each.in_charge]
        return _as(leads, GROUP) + _as(self.team[thing.programme_id or 0], TEAM)

    def of_representation(self, thing: Thing) -> list[Taker]:
        members = self.members[thing.organisation_id or 0]
        committing = {each.user_id for each in members if each.in_charge}
        found = self.of_organisation(thing.organisation_id, thing)
        return [each for each in found if each.user_id not in committing]

    def _inboxes(self, thing: Thing) -> list[tuple[int, str]]:
        if thing.kind in {Carried.OFFER, Carried.MEETING}:
            return []  # these stay with the programme
        if thing.organisation_id is not None:
            return [(thing.organisation_id, thing.organisation or "")]
        if thing.kind not in BY_PROGRAMME:
            return []
        theirs = self.partners[thing.programme_id or 0].items()
        mine = (
            (number, name)
            for number, name in theirs
            if any(each.user_id == thing.carrier_id for each in self.members[number])
        )
        return sorted(mine, key=lambda one: one[1])


BY_PROGRAMME = {Carried.BOARD, Carried.INITIATIVE, Carried.TASK}
FIT: dict[Carried, Any] = {
    Carried.BOARD: _Near.of_board,
    Carried.INITIATIVE: _Near.of_initiative,
    Carried.ASPECT: _Near.of_answering,
    Carried.STEP: _Near.of_answering,
    Carried.OFFER: _Near.of_offer,
    Carried.REPRESENTATION: _Near.of_representation,
    Carried.TASK: _Near.of_task,
    Carried.QUESTION: _Near.of_answering,
    Carried.MEETING: _Near.of_meeting,
}


def _as(people: Iterable[_Person], near: str) -> list[Taker]:
    return [Taker(each.user_id, each.name, near) for each in people]


def _people(role: Any, place: Any, in_charge: Any, places: set[int | None]) -> dict[int, list[_Person]]:
    columns = [place, User.id, User.name, in_charge]
    query = select(*columns, Organisation.name if role is Membership else User.name).join(
        User, User.id == role.user_id
    )
    if role is Membership:
        query = query.join(Organisation, Organisation.id == place)
    query = query.where(place.in_(places - {None}), current(role, today()), User.confirmed_at.is_not(None))
    return _by_place(query.order_by(User.name, User.id))


def _joined(initiatives: Iterable[int]) -> dict[int, list[_Person]]:
    """Return who joined these; of what is for partners only those who see it."""
    query = (
        select(Participation.initiative_id, User.id, User.name, User.is_admin, User.name)
        .join(User, User.id == Participation.user_id)
        .join(Initiative, Initiative.id == Participation.initiative_id)
        .join(Initiative.board)
        .join(Board.programme)
        .where(
            Initiative.id.in_(list(initiatives)),
            Initiative.coordinator_id.is_not(None),  # whoever else made it does not read who joined
            User.confirmed_at.is_not(None),
            or_(in_sight(VISITOR), has_place(Board.programme_id, Participation.user_id, today())),
        )
    )
    return _by_place(query.order_by(User.name, User.id))


def _by_place(query: Any) -> dict[int, list[_Person]]:
    found: dict[int, list[_Person]] = defaultdict(list)
    for place_id, *person in db.session.execute(query):
        found[place_id].append(_Person(*person))
    return found


def _partners(programmes: set[Any]) -> dict[int, dict[int, str]]:
    query = (
        select(Partner.programme_id, Organisation.id, Organisation.name)
        .join(Organisation, Organisation.id == Partner.organisation_id)
        .where(Partner.programme_id.in_(programmes), current(Partner, today()))
        .order_by(Organisation.name)
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for programme_id, number, name in db.session.execute(query):
        found[programme_id][number] = name
    return found


def _leaving() -> dict[int, list[tuple[int | None, int | None]]]:
    """Return who announced to leave what and is still here."""
    query = select(Departure.user_id, Departure.organisation_id, Departure.programme_id).where(
        and_(Departure.withdrawn_at.is_(None), Departure.last_day >= today())
    )
    found: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for user_id, organisation_id, programme_id in db.session.execute(query):
        found[user_id].append((organisation_id, programme_id))
    return found
