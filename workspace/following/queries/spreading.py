"""Events that still are to be told, and for whom each is: one statement for a whole batch."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from workspace.access import VISITOR
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db, now, read_only
from workspace.following.models import FRESH, INSIDERS_ONLY, TELLS, Why
from workspace.following.queries.addressed import ADDRESSEES
from workspace.following.queries.following import FOLLOWERS, is_silenced
from workspace.following.queries.insiders import insiders
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.times import today

RANKS = {why: rank for rank, why in enumerate(Why)}  # the strongest reason is the lowest


class Untold(NamedTuple):
    """An event that nobody was told of yet."""

    id: int
    verb: str
    is_fresh: bool

    @property
    def tells(self) -> bool:
        return self.is_fresh and self.verb in TELLS


def has_untold_events() -> bool:
    """Tell whether there is anything to spread. Asked every second: it takes no write lock."""
    with read_only():
        found = db.session.scalar(select(Event.id).where(Event.spread_at.is_(None)).limit(1))
        db.session.rollback()
    return found is not None


def hold_untold_events(at_most: int) -> list[Untold]:
    """Return the oldest events that nobody was told of, held until this transaction ends.

    What another worker holds is passed over, so that several work side by side.
    """
    since = now() - FRESH
    query = (
        select(Event.id, Event.verb, Event.happened_at)
        .where(Event.spread_at.is_(None))
        .order_by(Event.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return [Untold(number, verb, at >= since) for number, verb, at in db.session.execute(query)]


def told_to(events: Sequence[Untold], on: date | None = None) -> Select[*tuple[Any, ...]]:
    """Return event, person and rank of the strongest reason, of everybody who is told of these events.

    Never who did it themself, nor who cannot see it.
    """
    day = on or today()
    numbers = [event.id for event in events]
    found = _reasons(numbers, frozenset(event.verb for event in events), day).subquery("found")
    person, rank = found.c.person, found.c.rank
    programmes = select(Event.programme_id).where(Event.id.in_(numbers), Event.programme_id.is_not(None))
    return (
        select(Event.id, person, func.min(rank).label("rank"))
        .select_from(found)
        .join(Event, Event.id == found.c.event)
        .join(User, and_(User.id == person, User.confirmed_at.is_not(None), User.entered_by_id.is_(None)))
        .outerjoin(Initiative, Initiative.id == Event.initiative_id)
        .where(
            or_(Event.actor_id.is_(None), Event.actor_id != person),
            _is_in_sight(person, rank, programmes, day),
            ~is_silenced(person, rank, RANKS),
        )
        .group_by(Event.id, person)
    )


def _reasons(numbers: list[int], verbs: frozenset[str], day: date) -> CompoundSelect[Any]:
    arms = [
        _arm(query(day), Event.id.in_(numbers), Event.verb.in_(told), RANKS[why])
        for why, queries in FOLLOWERS.items()
        if (told := [verb for verb in verbs if why in TELLS[verb].why])
        for query in queries
    ]
    arms += [
        _arm(query(day), Event.id.in_(numbers), Event.verb.in_(told), RANKS[Why.ADDRESSED])
        for addressed, query in ADDRESSEES.items()
        if (told := [verb for verb in verbs if TELLS[verb].addressed == addressed])
    ]
    return union_all(*arms)


def _arm(query: Any, *which: Any) -> Any:
    *conditions, rank = which
    event, person = query.selected_columns
    columns = (event.label("event"), person.label("person"), literal(rank, Integer).label("rank"))
    return query.where(*conditions, person.is_not(None)).with_only_columns(*columns)


def _is_in_sight(person: Any, rank: Any, programmes: Any, day: date) -> Any:
    """Return the condition that somebody may know of this now; it is asked for again when it is shown."""
    inside = insiders(programmes, day)
    is_insider = tuple_(person, Event.programme_id).in_(select(inside.c.user_id, inside.c.programme_id))
    own = or_(Initiative.created_by_id == person, Initiative.coordinator_id == person)
    public = visible_initiatives(VISITOR).with_only_columns(Initiative.id)
    is_addressed = and_(
        rank == RANKS[Why.ADDRESSED],
        or_(Event.initiative_id.is_(None), Event.initiative_id.in_(public)),
    )
    return or_(
        Event.is_public,
        Event.programme_id.is_(None),
        and_(is_insider, or_(Initiative.id.is_(None), Initiative.visibility != Visibility.DRAFT)),
        and_(Event.verb.not_in(INSIDERS_ONLY), or_(own, is_addressed)),
    )
