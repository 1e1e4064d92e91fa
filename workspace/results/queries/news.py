"""What stands around news: the results told with it, and how many people reacted. No names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, String, cast, func, literal, null, select, union_all

from workspace.access import STRANGER, Actor
from workspace.db import db
from workspace.initiatives.models import Initiative, Update
from workspace.initiatives.queries.sight import HEAD, visible_initiatives
from workspace.results.models import Reaction, ReactionKind, Result
from workspace.results.queries.counted import Total, together


class Told(NamedTuple):
    """A result that was told with news."""

    what: str
    amount_hundredths: int
    unit: str
    on_day: date


@dataclass
class NewsParts:
    """What stands around one piece of news, and how whoever looks at it reacted."""

    results: list[Told] = field(default_factory=list)
    counts: dict[ReactionKind, int] = field(default_factory=dict)
    mine: ReactionKind | None = None


class AroundNews(NamedTuple):
    """What stands around some pieces of news, by their numbers, and all that was counted together."""

    parts: Mapping[int, NewsParts]
    totals: list[Total]


def read_around_news(
    initiative: Initiative,
    update_ids: Sequence[int],
    *,
    seen_by: Actor,
    mine: Mapping[int, ReactionKind] | None = None,
) -> AroundNews:
    """Return what stands around news of an initiative in sight, in one query.

    `mine` says how the reader reacted when the page is drawn for somebody who stands for many.
    """
    parts = {update_id: NewsParts() for update_id in update_ids}
    found = []
    for tag, update_id, words, unit, number, times, day in db.session.execute(
        _around(initiative, seen_by, parts)
    ):
        match tag:
            case "total":
                found.append(Total(words, unit, int(number), times, day))
            case "told":
                parts[update_id].results.append(Told(words, int(number), unit, day))
            case _:
                kind = ReactionKind(words)
                parts[update_id].counts[kind] = int(number)
                if times:
                    parts[update_id].mine = kind
    for update_id, kind in (mine or {}).items():
        if update_id in parts:
            parts[update_id].mine = kind
    return AroundNews(parts, together(found))


def _around(initiative: Initiative, seen_by: Actor, update_ids: Iterable[int]) -> Any:
    """Return three questions as one: what was counted in all, what was told with news, and the taps at it."""
    ids = list(update_ids)
    total = select(
        literal("total"), literal(0), Result.what, Result.unit, func.sum(Result.amount_hundredths),
        func.count(), func.max(Result.on_day),
    ).where(Result.initiative_id == initiative.id, Result.withdrawn_at.is_(None)).group_by(
        Result.what, Result.unit
    )  # fmt: skip
    told = select(
        literal("told"), Result.update_id, Result.what, Result.unit, Result.amount_hundredths, literal(1),
        Result.on_day,
    ).where(Result.update_id.in_(ids), Result.withdrawn_at.is_(None))  # fmt: skip
    is_mine = cast(Reaction.user_id == (seen_by.id or STRANGER), Integer)
    taps = select(
        literal("tap"), Reaction.update_id, cast(Reaction.kind, String), literal(""), func.count(),
        func.max(is_mine), cast(null(), Date),
    ).where(Reaction.update_id.in_(ids)).group_by(Reaction.update_id, Reaction.kind)  # fmt: skip
    return union_all(total, told, taps)


def get_initiative_of_news(update_id: int, *, seen_by: Actor) -> Initiative:
    """Return the initiative that this news is of; raise NoResultFound when it is out of sight or hidden."""
    query = visible_initiatives(seen_by).join(Update, Update.initiative_id == Initiative.id)
    shown = query.where(Update.id == update_id, Update.hidden_at.is_(None))
    return db.session.scalars(shown.options(*HEAD)).one()


def is_latest(update_id: int, initiative: Initiative, *, at_most: int) -> bool:
    """Tell whether news is among the last so many of its initiative."""
    newer = select(func.count()).where(Update.initiative_id == initiative.id, Update.id > update_id)
    return (db.session.scalar(newer) or 0) < at_most
