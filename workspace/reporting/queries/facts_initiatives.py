"""The initiatives of a programme: where they stood before and after a period, and what became of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_
from sqlalchemy.orm import aliased

from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.borging.models import Level, Outlook
from workspace.db import db, now
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation
from workspace.reporting.queries.facts_period import Period
from workspace.reporting.queries.facts_shapes import InitiativeFact
from workspace.times import day_of

MOVES = ("initiative_moved", "initiative_ended")
STALE = "OTAGN"  # a capital among the marks of an outlook


class Move(NamedTuple):
    """An initiative went from one stage to another."""

    at: datetime
    before: Stage
    to: Stage


def initiatives_in(period: Period) -> Select[Initiative]:
    """Return the initiatives of the programme that may be told of, joined with their boards; no drafts."""
    return visible_initiatives(period.reader).where(
        Board.programme_id == period.programme.id, Initiative.visibility != Visibility.DRAFT
    )


def list_facts(period: Period) -> list[InitiativeFact]:
    """Return the initiatives that were there at some time until the end of the period, oldest first."""
    moves = _moves(period)
    before, after = aliased(Outlook), aliased(Outlook)
    carrier, maker = aliased(Organisation), aliased(Organisation)
    query: Any = initiatives_in(period).where(Initiative.created_at < period.ends_at)
    for outlook, day in ((before, period.before), (after, period.after)):
        holds = and_(outlook.initiative_id == Initiative.id, outlook.from_day <= day, outlook.until_day > day)
        query = query.outerjoin(outlook, holds)
    carried = and_(carrier.id == Initiative.carried_by_id, Initiative.carried_from <= period.after)
    query = (
        query.outerjoin(carrier, carried)
        .outerjoin(maker, maker.id == Initiative.organisation_id)
        .with_only_columns(
            Initiative.id, Initiative.title, Initiative.board_id, Initiative.stage, Initiative.created_at,
            Initiative.ended_on, Initiative.outcome, Initiative.end_reason, Initiative.lesson,
            before.level.label("level_before"), after.level.label("level_after"), after.marks,
            carrier.name.label("carrier"), maker.name.label("maker"),
        )
        .order_by(Initiative.created_at, Initiative.id)
    )  # fmt: skip
    return [_fact(row, moves.get(row.id, ()), period) for row in db.session.execute(query)]


def _moves(period: Period) -> Mapping[int, Sequence[Move]]:
    """Return how initiatives moved since the beginning of the period, until now, in the order of time."""
    found: dict[int, list[Move]] = defaultdict(list)
    query: Any = (
        initiatives_in(period)
        .join(Event, Event.initiative_id == Initiative.id)
        .where(Event.happened_at >= period.begins_at, Event.verb.in_(MOVES))
        .with_only_columns(Initiative.id, Event.happened_at, Event.details)
        .order_by(Event.happened_at, Event.id)
    )
    for number, at, details in db.session.execute(query):
        found[number].append(Move(at, Stage(details["from_stage"]), Stage(details["to_stage"])))
    return found


def _fact(row: Any, moves: Sequence[Move], period: Period) -> InitiativeFact:
    before = _stage_at(row, moves, period.begins_at)
    after = _stage_at(row, moves, period.ends_at)
    within = [move for move in moves if move.at < period.ends_at]
    started = [move.at for move in within if move.to == Stage.RUNNING]
    anchored = [move.at for move in within if move.to == Stage.ANCHORED and after == Stage.ANCHORED]
    ended = [move.at for move in within if move.to.is_end and move.to == after]
    still_ended = bool(ended) and row.stage == after  # else what was said then was wiped
    return InitiativeFact(
        row.id, row.title, row.board_id,
        is_new=row.created_at >= period.begins_at,
        stage_before=before,
        stage_after=after,
        stage_now=_stage_at(row, moves, now()) or row.stage,
        level_before=None if before is None else row.level_before or Level.NOT_STARTED,
        level_after=None if after is None else row.level_after or Level.NOT_STARTED,
        stale=sum(mark in STALE for mark in row.marks or ""),
        started_on=day_of(started[0]) if started else None,
        anchored_on=day_of(anchored[-1]) if anchored else None,
        ended_on=day_of(ended[-1]) if ended else None,
        outcome=row.outcome if still_ended else "",
        end_reason=row.end_reason if still_ended else "",
        lesson=row.lesson if still_ended else "",
        carried_by=row.carrier or "",
        organisation=row.maker or "",
    )  # fmt: skip


def _stage_at(row: Any, moves: Sequence[Move], moment: datetime) -> Stage | None:
    """Return the stage just before a moment: that from which the first later move came.

    None when it was not there yet, and when it had not ended but nobody kept what it was.
    """
    if row.created_at >= moment:
        return None
    for move in moves:
        if move.at >= moment:
            return move.before
    stage: Stage = row.stage
    if stage.is_end and row.ended_on is not None and row.ended_on >= day_of(moment):
        return None
    return stage
