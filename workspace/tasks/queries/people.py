"""Who can be asked to do something: people near an initiative or a board, with how they are near."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, literal, or_, select, union_all

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativePartner, Participation
from workspace.initiatives.policy import may_see_participants
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, TeamMember
from workspace.times import today

AT_MOST = 500


class Nearness(StrEnum):
    """How somebody is near; the first that holds counts."""

    OWN = "1own"
    GROUP = "2group"
    TEAM = "3team"
    ORGANISATION = "4organisation"
    JOINED = "5joined"


class Near(NamedTuple):
    """Somebody who can be asked, and where they belong."""

    user_id: int
    name: str
    nearness: Nearness
    organisation: str


Arm = Select[*tuple[Any, ...]]


def list_near_initiative(initiative: Initiative, *, seen_by: Actor) -> list[Near]:
    """Return who can be asked for it: its makers, the working group, the team, its organisations.

    And who joined, for the coordinator, who alone knows them. Only people who see the initiative.
    """
    makers = {initiative.created_by_id, initiative.coordinator_id} - {None}
    theirs = select(InitiativePartner.organisation_id).where(InitiativePartner.initiative_id == initiative.id)
    at_its_own = or_(Organisation.id == initiative.owner_id, Organisation.id.in_(theirs))
    arms: list[Arm] = [
        _arm(Nearness.OWN).where(User.id.in_(makers)),
        *_of_board(initiative.board_id, initiative.programme_id),
        _of_organisations(initiative.programme_id, at_its_own),
    ]
    if may_see_participants(seen_by, initiative) and initiative.is_public:
        joined = select(Participation.user_id).where(Participation.initiative_id == initiative.id)
        arms.append(_arm(Nearness.JOINED).where(User.id.in_(joined)))
    return _once(arms)


def list_near_board(board: Board) -> list[Near]:
    """Return who can be asked for something of a board: the working group, the team, and all partners."""
    return _once([*_of_board(board.id, board.programme_id), _of_organisations(board.programme_id)])


def _arm(nearness: Nearness, organisation: Any = None) -> Arm:
    place = literal("") if organisation is None else organisation
    kind = literal(nearness.value).label("nearness")
    return select(User.id.label("number"), User.name.label("who"), kind, place.label("place"))


def _of_board(board_id: int, programme_id: int) -> Iterable[Arm]:
    group = (BoardMember.board_id == board_id, current(BoardMember, today()))
    yield _arm(Nearness.GROUP).join(BoardMember, BoardMember.user_id == User.id).where(*group)
    team = (TeamMember.programme_id == programme_id, current(TeamMember, today()))
    yield _arm(Nearness.TEAM).join(TeamMember, TeamMember.user_id == User.id).where(*team)


def _of_organisations(programme_id: int, *which: Any) -> Arm:
    return (
        _arm(Nearness.ORGANISATION, Organisation.name)
        .join(Membership, Membership.user_id == User.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(
            Partner.programme_id == programme_id,
            current(Partner, today()),
            current(Membership, today()),
            *which,
        )
    )


def _once(arms: Iterable[Arm]) -> list[Near]:
    """Return everybody once, under the first heading that fits."""
    query = union_all(*(arm.where(User.confirmed_at.is_not(None)) for arm in arms))
    ordered = query.order_by("nearness", "place", "who", "number").limit(AT_MOST)
    found: dict[int, Near] = {}
    for number, name, nearness, place in db.session.execute(ordered):
        found.setdefault(number, Near(number, name, Nearness(nearness), place))
    return list(found.values())
