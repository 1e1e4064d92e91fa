"""Who changed what, as far as somebody may know."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, desc, select, true

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.models import Initiative, Revision
from workspace.organisations.models import Organisation

# What belongs to the story; who supports or joins does not. Of drafts only their makers are told.
STORY = (
    "initiative_posted",
    "initiative_edited",
    "advice_given",
    "advice_answered",
    "frameworks_set",
    "frameworks_changed",
    "initiative_moved",
    "started_anyway",
    "initiative_ended",
    "initiative_news",
    "handover_accepted",
    "meeting_decided",
    "moment_caught",
)
OF_DRAFTS = ("initiative_drafted", "initiative_draft_edited")
A_FEW = 5
LARGEST = 2**31 - 1  # larger than any id
AT_ONCE = 30


class Chapter(NamedTuple):
    """Something that happened to an initiative; `changes` holds field -> [before, after] for an edit."""

    id: int
    verb: str
    happened_at: datetime
    who: str | None
    role: Role | None
    organisation: str | None
    details: dict[str, Any]
    changes: dict[str, Any] | None


def list_history(
    initiative: Initiative, *, seen_by: Actor, before: int | None = None, at_most: int = AT_ONCE
) -> Sequence[Chapter]:
    """Return what happened to an initiative, newest first: one more than asked for, if there is more."""
    is_own, is_insider = policy.is_own(seen_by, initiative), initiative.programme_id in seen_by.insider_in
    asked = {"initiative": initiative.id, "before": LARGEST if before is None else before}
    query = _chapters(is_own, is_insider, at_most + 1)
    return [Chapter(*row) for row in db.session.execute(query, asked)]


@cache
def _chapters(is_own: bool, is_insider: bool, at_most: int) -> Select[*tuple[Any, ...]]:
    """Return the statement, made once for each kind of reader."""
    return (
        select(
            Event.id, Event.verb, Event.happened_at, User.name, Event.role, Organisation.name, Event.details,
            Revision.changes,
        )
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(
            Revision,
            and_(
                Event.verb.in_(("initiative_edited", "initiative_draft_edited")),
                Revision.initiative_id == Event.initiative_id,
                Revision.from_version == Event.subject_id,
            ),
        )
        .where(
            Event.initiative_id == bindparam("initiative"),
            Event.id < bindparam("before"),
            _may_be_told(is_own, is_insider),
        )
        .order_by(desc(Event.id))
        .limit(at_most)
    )  # fmt: skip


def _may_be_told(is_own: bool, is_insider: bool) -> ColumnElement[bool]:
    """What happened in public to everybody, among partners to partners, to a draft to its makers."""
    if is_own:
        return Event.verb.in_(STORY + OF_DRAFTS)
    return and_(Event.verb.in_(STORY), true() if is_insider else Event.is_public)
