"""What others changed meanwhile, and putting two texts together so that nothing is lost."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import select

from workspace.db import db
from workspace.initiatives.models import Initiative, Revision
from workspace.initiatives.queries.contents import Contents, describe


class Difference(NamedTuple):
    """A field in which what was typed is not what is stored; `is_taken` when only others changed it."""

    name: str
    stored: Any
    typed: Any
    is_taken: bool


def changes_since(initiative: Initiative, version: int) -> dict[str, list[Any]]:
    """Return what others changed since this version: what each field said then, and what it says now."""
    query = (
        select(Revision.changes)
        .where(Revision.initiative_id == initiative.id, Revision.from_version >= version)
        .order_by(Revision.from_version)
    )
    changes: dict[str, list[Any]] = {}
    for revision in db.session.scalars(query):
        for name, (before, after) in revision.items():
            changes[name] = [changes.get(name, [before])[0], after]
    return changes


def compare(stored: Contents, typed: Contents, others: dict[str, list[Any]]) -> list[Difference]:
    """Return in which fields two texts differ, given what others changed since the second was begun."""
    names = typed.differing(stored)
    theirs, mine = describe(stored, names), describe(typed, names)
    return [
        Difference(name, theirs[name], mine[name], name in others and mine[name] == others[name][0])
        for name in names
    ]


def merge(stored: Contents, typed: Contents, differences: Iterable[Difference]) -> Contents:
    """Return what was typed, with what is stored wherever only others made a change."""
    taken = {each.name for each in differences if each.is_taken}
    return Contents(
        **{f.name: getattr(stored if f.name in taken else typed, f.name) for f in fields(Contents)}
    )
