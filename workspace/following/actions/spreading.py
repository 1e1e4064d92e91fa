"""Making notices of events, a batch at a time; and removing old ones."""

from typing import Any

from sqlalchemy import Insert, case, delete, false, literal, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from workspace.access import Actor, require
from workspace.activity.models import Event
from workspace.db import Base, change_rows, db, now
from workspace.following import policy
from workspace.following.models import Notice, Why
from workspace.following.models.rules import KEPT
from workspace.following.queries.spreading import RANKS, hold_untold_events, told_to

AT_A_TIME = 40  # events: what one transaction holds the write lock for


def spread_events(at_most: int = AT_A_TIME, *, by: Actor) -> int:
    """Tell everybody whom they are for of the oldest events not told yet; return how many were dealt with.

    The caller commits. Notices and the mark on their events come in one transaction: when this stops half-way
    nothing is lost, and nothing comes twice. What happened too long ago is marked only.
    """
    require(policy.may_spread(by))
    events = hold_untold_events(at_most)
    telling = [event for event in events if event.tells]
    if telling:
        db.session.execute(_adding(told_to(telling)))
    if events:
        told = update(Event).where(Event.id.in_([event.id for event in events])).values(spread_at=now())
        change_rows(told)
    return len(events)


def _adding(told: Any) -> Insert:
    """Return the statement that adds a notice for each event and person, unless there is one."""
    kind: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    found = told.subquery("told")
    number, person, rank = found.c
    why = case({at: literal(why.value) for why, at in RANKS.items()}, value=rank)
    at_once = case((rank == RANKS[Why.ADDRESSED], true()), else_=false())
    rows = select(number, person, why, at_once, literal(now(), Notice.__table__.c.made_at.type)).where(true())
    columns = ["event_id", "user_id", "why", "at_once", "made_at"]
    added: Insert = kind(Base.metadata.tables["notice"]).from_select(columns, rows).on_conflict_do_nothing()
    return added


def forget_notices(*, by: Actor) -> None:
    """Remove what was told more than ninety days ago."""
    require(policy.may_spread(by))
    db.session.execute(delete(Notice).where(Notice.made_at < now() - KEPT))
