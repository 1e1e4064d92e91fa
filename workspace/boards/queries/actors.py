"""Reading, in one query, who somebody is and every fact that their rights follow from (domain/roles.md)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.accounts.models import User, UserSession, hash_of
from workspace.areas.models import Area
from workspace.boards.models import Board, BoardMember
from workspace.db import db, now
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.organisations.queries import current as current
from workspace.programmes.models import Partner, Programme, TeamMember
from workspace.times import today

KIND_ROLES = {
    OrganisationKind.MUNICIPALITY: "municipality_in",
    OrganisationKind.PROVINCE: "province_in",
    OrganisationKind.COUNCIL: "council_in",
}
# kind of fact, its id, a flag, another id, two texts
Arm = Select[*tuple[Any, ...]]


def get_actor(session_key: str) -> Actor | None:
    """Return the person behind a signed-in browser with the facts of today, or None when signed out."""
    asked = {"key_hash": hash_of(session_key), "moment": now(), "day": today()}
    rows = db.session.connection().execute(_facts(), asked).all()
    return _actor(rows, session_key) if rows else None


def get_actors(user_ids: Collection[int]) -> dict[int, Actor]:
    """Return these people by number, with the facts of today, for what is done when they are not here.

    They have no session. Whoever did not confirm an address is left out.
    """
    asked = {"people": list(user_ids), "day": today()}
    found = defaultdict(list)
    for row in db.session.connection().execute(_facts_of_several(), asked):
        found[row.person].append(row)
    return {person: _actor(rows, session_key="") for person, rows in found.items()}


@cache
def _facts_of_several() -> CompoundSelect[Any]:
    """Return the query for the facts of several people, made once."""
    people = (
        select(User.id, User.name, User.email, User.is_admin)
        .where(
            User.id.in_(bindparam("people", expanding=True)),
            User.confirmed_at.is_not(None),
            User.blocked_at.is_(None),
        )
        .cte("me")
    )
    day = bindparam("day", type_=Date)
    return union_all(*(arm.add_columns(people.c.id.label("person")) for arm in _arms(people, day)))


@cache
def _facts() -> CompoundSelect[Any]:
    """Return the query for all facts, made once: putting it together takes longer than the answer."""
    me = (
        select(
            User.id, User.name, User.email, User.is_admin,
            UserSession.id.label("session_id"), UserSession.created_at,
            UserSession.last_seen_at, UserSession.proved_at, UserSession.second_step_at,
        )
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            UserSession.key_hash == bindparam("key_hash"),
            UserSession.ends_at > bindparam("moment"),
            User.confirmed_at.is_not(None),
            User.blocked_at.is_(None),
        )
        .cte("me")
    )  # fmt: skip
    return union_all(*_arms(me, bindparam("day", type_=Date)), *_session_arms(me))


def _session_arms(me: CTE) -> Iterable[Arm]:
    """Yield the session in two rows, its moments as text: PostgreSQL unites columns of one type only."""
    none = cast(null(), Integer)
    for name, first, second in (
        ("seen", me.c.created_at, me.c.last_seen_at),
        ("proved", me.c.proved_at, me.c.second_step_at),
    ):
        yield select(literal(name), me.c.session_id, none, none, cast(first, String), cast(second, String))


def _arms(me: CTE, day: Any) -> Iterable[Arm]:
    none, no_text = cast(null(), Integer), cast(null(), String)  # PostgreSQL unites columns of one type only
    yield select(literal("me"), me.c.id, cast(me.c.is_admin, Integer), none, me.c.name, me.c.email)
    mine = and_(Membership.user_id == me.c.id, current(Membership, day))
    yield select(
        literal("member_of"),
        Membership.organisation_id,
        cast(Membership.represents, Integer),
        none,
        no_text,
        no_text,
    ).join(me, mine)
    yield (
        select(
            literal("takes_part"),
            Partner.programme_id,
            none,
            Partner.organisation_id,
            Organisation.kind,
            no_text,
        )
        .join(Membership, and_(Membership.organisation_id == Partner.organisation_id, current(Partner, day)))
        .join(me, mine)
        .join(Organisation, Organisation.id == Partner.organisation_id)
    )
    place = aliased(Area)
    yield (
        select(literal("province_in"), Programme.id, none, Organisation.id, no_text, no_text)
        .join(place, place.id == Programme.area_id)
        .join(
            Organisation,
            and_(
                Organisation.kind == OrganisationKind.PROVINCE,
                Organisation.area_id.in_([place.parent_id, place.id]),
            ),
        )
        .join(Membership, Membership.organisation_id == Organisation.id)
        .join(me, mine)
        .where(Programme.shares_with_province)
    )
    yield select(
        literal("team_of"),
        TeamMember.programme_id,
        cast(TeamMember.is_manager, Integer),
        none,
        no_text,
        no_text,
    ).join(me, and_(TeamMember.user_id == me.c.id, current(TeamMember, day)))
    yield (
        select(
            literal("works_on"), BoardMember.board_id, cast(BoardMember.is_lead, Integer),
            Board.programme_id, no_text, no_text,
        )
        .join(Board, Board.id == BoardMember.board_id)
        .join(me, and_(BoardMember.user_id == me.c.id, current(BoardMember, day)))
    )  # fmt: skip


def _actor(rows: Iterable[Any], session_key: str) -> Actor:
    sets: dict[str, set[int]] = defaultdict(set)
    person: dict[str, Any] = {}
    organisation_in: dict[int, int] = {}
    for kind, thing, flag, other, text, email, *_ in rows:
        match kind:
            case "me":
                person |= {"id": thing, "is_admin": bool(flag), "name": text, "email": email}
            case "seen":
                person |= {"session_id": thing, "began_at": _moment(text), "seen_at": _moment(email)}
            case "proved":
                person |= {"proved_at": _moment(text), "second_step_at": _moment(email)}
            case "takes_part":
                sets[KIND_ROLES.get(OrganisationKind(text), "partner_in")].add(thing)
                organisation_in[thing] = other
            case "province_in":
                sets["province_in"].add(thing)
                organisation_in.setdefault(thing, other)
            case "works_on":
                sets["works_on"].add(thing)
                if flag:
                    sets["leads"].add(thing)
                    sets["leads_in"].add(other)
            case _:
                sets[kind].add(thing)
                if flag:
                    sets["represents" if kind == "member_of" else "manages"].add(thing)
    facts: dict[str, Any] = {name: frozenset(ids) for name, ids in sets.items()}
    return Actor(**person, **facts, session_key=session_key, organisation_in=organisation_in)


def _moment(text: str | None) -> datetime | None:
    """Return a moment from the text that a database gives; SQLite keeps UTC without saying so."""
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
