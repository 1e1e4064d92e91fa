"""Reading a programme as it is today, in few queries however large it is (docs/decisions/0012).

Columns into tuples, no entities. Drafts are left out, also the reader's own: the answer is the same for all
who may ask, so that it can be shared by its address. What ended on purpose is left out, for nothing of it
needs to go on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import (
    Date,
    Integer,
    Select,
    String,
    case,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember, BoardPartner
from workspace.boards.queries.actors import current
from workspace.boards.queries.sight import visible_boards
from workspace.borging.models import (
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Evidence,
    Handover,
    HandoverState,
)
from workspace.borging.queries.grants import is_granted_on, with_grants
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativePartner, Kind, Stage, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Membership, Organisation
from workspace.programmes.models import FundingStream, Partner, Programme, TeamMember
from workspace.times import today
from workspace.what_falls.models import facts as rows

ENDS = [stage for stage in Stage if stage.is_end]
# In the order of the fields of rows.Initiative.
INITIATIVE = (
    Initiative.id,
    Initiative.title,
    Initiative.board_id,
    Board.programme_id,
    Initiative.stage,
    Initiative.visibility,
    Initiative.created_by_id,
    Initiative.coordinator_id,
    Initiative.organisation_id,
    Initiative.carried_by_id,
    Initiative.carried_from,
    Initiative.team_may_edit,
    Initiative.yearly_cost_cents,
    case((Initiative.kind == Kind.PILOT, Initiative.pilot_ends_on)),
)
T = TypeVar("T")


def facts_of(programme: Programme, *, seen_by: Actor) -> rows.Facts:
    """Return all that decides what falls of a programme that the reader was shown, in ten queries."""
    boards = visible_boards(seen_by).where(Board.programme_id == programme.id)
    columns = boards.with_only_columns(Board.id, Board.slug, Board.title)
    initiatives = _initiatives(programme, seen_by)
    roles = _roles(programme)
    members, people = _people(initiatives, roles)
    streams = roles["stream"]
    found = rows.Facts(
        today=today(),
        ends_on=programme.ends_on,
        initiatives=tuple(initiatives),
        boards=tuple(rows.Board(*row) for row in _read(columns.order_by(Board.position, Board.title))),
        leads=tuple(rows.Role(one, other, ends_on) for one, other, ends_on, _ in roles["lead"]),
        team=tuple(rows.Role(one, ends_on=ends_on) for one, _, ends_on, _ in roles["team"]),
        members=members,
        partners=tuple(rows.Ends(one, ends_on) for one, _, ends_on, _ in roles["partner"]),
        streams=tuple(rows.Ends(one, ends_on) for one, _, ends_on, _ in streams),
        on_boards=tuple((one, other) for one, other, _, _ in roles["on_board"]),
        people=people,
        stream_names={one: name for one, _, _, name in streams},
        organisations=_organisation_names(initiatives, roles),
    )
    return found


def _mine(programme: Programme, seen_by: Actor) -> Select[Any]:
    return visible_initiatives(seen_by).where(
        Board.programme_id == programme.id,
        Initiative.visibility != Visibility.DRAFT,
        Initiative.stage.not_in(ENDS),
    )


def _initiatives(programme: Programme, seen_by: Actor) -> list[rows.Initiative]:
    mine = _mine(programme, seen_by)
    aspects = _gather(
        mine.join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .where(BorgingAspect.state != AspectState.OPEN)
        .with_only_columns(
            Initiative.id,
            type_coerce(BorgingAspect.code, String),
            type_coerce(BorgingAspect.state, String),
            BorgingAspect.valid_until,
            BorgingAspect.organisation_id,
            BorgingAspect.person_id,
        ),
        _aspect,
    )
    money = _gather(_money(mine), rows.Money)
    partners = _gather(
        mine.join(InitiativePartner, InitiativePartner.initiative_id == Initiative.id).with_only_columns(
            Initiative.id, InitiativePartner.organisation_id
        ),
        int,
    )
    carriers = _gather(_carriers(mine), rows.Carrier)
    day = today()
    found: Any = _read(mine.with_only_columns(*INITIATIVE))
    make: Any = rows.Initiative  # the columns stand in the order of its fields
    return [
        make(
            *row,
            is_handed_over=row.carried_from is not None and row.carried_from <= day,
            aspects=aspects.get(row.id, ()),
            money=money.get(row.id, ()),
            partners=partners.get(row.id, ()),
            carriers=carriers.get(row.id, ()),
        )
        for row in found
    ]


CODES = {code.value: code for code in AspectCode}
STATES = {state.value: state for state in AspectState}


def _aspect(code: str, state: str, *more: Any) -> rows.Aspect:
    """Return an aspect whose code and state came as text: of thousands that is faster than their type."""
    return rows.Aspect(CODES[code], STATES[state], *more)


def _read(query: Any) -> Iterable[Any]:
    """Return the rows of a query as tuples, past the session, which has nothing to add to columns."""
    return db.session.connection().execute(query).all()


def _gather(query: Any, make: Callable[..., T]) -> dict[int, tuple[T, ...]]:
    """Return the rows of a query by their first column, each made of the others."""
    found: dict[int, list[T]] = defaultdict(list)
    for id, *row in _read(query):
        found[id].append(make(*row))
    return {id: tuple(made) for id, made in found.items()}


def _money(mine: Select[Any]) -> Any:
    """Return the query for the grants that count today: not taken back, not used up."""
    return (
        with_grants(mine)
        .where(is_granted_on(today()))
        .with_only_columns(
            Initiative.id, Evidence.amount_cents, Evidence.funding_stream_id, Evidence.runs_until
        )
    )


def _carriers(mine: Select[Any]) -> Any:
    """Return the query for organisations that carry an initiative: they confirmed it, or took it over."""
    confirmed = mine.join(
        CarryConfirmation, CarryConfirmation.initiative_id == Initiative.id
    ).with_only_columns(Initiative.id, CarryConfirmation.organisation_id, cast(null(), Date))
    accepted = (
        mine.join(Handover, Handover.initiative_id == Initiative.id)
        .where(Handover.state == HandoverState.ACCEPTED)
        .with_only_columns(Initiative.id, Handover.to_organisation_id, Handover.from_day)
    )
    return union_all(accepted, confirmed)


Rows = dict[str, list[tuple[int, int, date | None, str]]]


def _roles(programme: Programme) -> Rows:
    """Return who is in the team and leads a board, who takes part, on which boards, and the streams."""
    day, no_day, no_text = today(), cast(null(), Date), cast(null(), String)
    number = cast(literal(0), Integer)
    here = Board.programme_id == programme.id
    query: Any = union_all(
        select(literal("team"), TeamMember.user_id, number, TeamMember.ends_on, no_text).where(
            TeamMember.programme_id == programme.id, current(TeamMember, day)
        ),
        select(literal("lead"), BoardMember.user_id, BoardMember.board_id, BoardMember.ends_on, no_text)
        .join(Board, Board.id == BoardMember.board_id)
        .where(here, BoardMember.is_lead, current(BoardMember, day)),
        select(literal("partner"), Partner.organisation_id, number, Partner.ends_on, no_text).where(
            Partner.programme_id == programme.id, current(Partner, day)
        ),
        select(literal("on_board"), BoardPartner.board_id, BoardPartner.organisation_id, no_day, no_text)
        .join(Board, Board.id == BoardPartner.board_id)
        .where(here),
        select(literal("stream"), FundingStream.id, number, FundingStream.ends_on, FundingStream.name).where(
            FundingStream.programme_id == programme.id
        ),
    )
    found: Rows = defaultdict(list)
    for kind, one, other, ends_on, text in _read(query):
        found[kind].append((one, other, ends_on, text))
    return found


def _people(
    initiatives: Iterable[rows.Initiative], roles: Rows
) -> tuple[tuple[rows.Role, ...], dict[int, str]]:
    """Return where everybody who carries something works today, and what they are called."""
    named = {one for kind in ("team", "lead") for one, *_ in roles[kind]}
    organisations = {one for one, *_ in roles["partner"]}
    for one in initiatives:
        named.add(one.coordinator_id or 0)
        named.update(aspect.person_id or 0 for aspect in one.aspects)
        organisations |= one.organisations
    works = (Membership.user_id == User.id) & current(Membership, today())
    works = works & Membership.organisation_id.in_(organisations)
    query = (
        select(User.id, User.name, Membership.organisation_id, Membership.ends_on)
        .outerjoin(Membership, works)
        .where(User.id.in_(named))
        .order_by(User.name, User.id)
    )
    members, people = [], {}
    for id, name, organisation_id, ends_on in _read(query):
        people[id] = name
        if organisation_id is not None:
            members.append(rows.Role(id, organisation_id, ends_on))
    return tuple(members), people


def _organisation_names(initiatives: Iterable[rows.Initiative], roles: Rows) -> dict[int, str]:
    ids = {one for one, *_ in roles["partner"]} | {other for _, other, *_ in roles["on_board"]}
    ids = ids.union(*(one.organisations for one in initiatives))
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    named: Any = _read(query.order_by(Organisation.name, Organisation.id))
    return dict(list(named))
