"""The lines of the trail, newest first, as administrators read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.audit import policy
from workspace.audit.models import AUDITED, AuditEntry, AuditKind
from workspace.db import db
from workspace.times import from_here

PAGE = 50
EXPORTED_AT_MOST = 50_000


@dataclass(frozen=True)
class Wanted:
    """Which lines: of a kind, by a person, in a programme, between two days (both included)."""

    kind: AuditKind | None = None
    person_id: int | None = None
    programme_id: int | None = None
    since: date | None = None
    until: date | None = None


class Line(NamedTuple):
    """One line, with the name that who did it has now; no name of anything it is about."""

    id: int
    happened_at: datetime
    verb: str
    actor_id: int | None
    role: Role | None
    programme_id: int | None
    board_id: int | None
    initiative_id: int | None
    subject_id: int | None
    details: dict[str, Any]
    hash: str
    who: str | None

    @property
    def kind(self) -> AuditKind | None:
        return AUDITED.get(self.verb)


def list_lines(wanted: Wanted, *, before: int | None = None, seen_by: Actor) -> tuple[list[Line], bool]:
    """Return a page of lines, newest first, of before a number; and whether there are more."""
    query = _lines(wanted, seen_by)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    rows = [Line(*row) for row in db.session.execute(query.limit(PAGE + 1))]
    return rows[:PAGE], len(rows) > PAGE


def export_lines(wanted: Wanted, *, seen_by: Actor) -> Iterator[Line]:
    """Yield the lines for a file, newest first, fifty thousand at the most."""
    for row in db.session.execute(_lines(wanted, seen_by).limit(EXPORTED_AT_MOST)):
        yield Line(*row)


def _lines(wanted: Wanted, actor: Actor) -> Select[*tuple[Any, ...]]:
    entry = AuditEntry
    columns = (getattr(entry, name) for name in Line._fields[:-1])
    query = select(*columns, User.name).outerjoin(User, User.id == entry.actor_id)
    if not policy.may_read_trail(actor):
        return query.where(entry.id.is_(None))
    if wanted.kind is not None:
        query = query.where(entry.verb.in_([verb for verb, kind in AUDITED.items() if kind == wanted.kind]))
    if wanted.person_id is not None:
        query = query.where(entry.actor_id == wanted.person_id)
    if wanted.programme_id is not None:
        query = query.where(entry.programme_id == wanted.programme_id)
    return query.where(and_(True, *_between(wanted))).order_by(entry.id.desc())


def _between(wanted: Wanted) -> Iterator[Any]:
    if wanted.since is not None:
        yield AuditEntry.happened_at >= from_here(wanted.since, time())
    if wanted.until is not None and wanted.until < date.max:
        yield AuditEntry.happened_at < from_here(wanted.until + timedelta(days=1), time())
