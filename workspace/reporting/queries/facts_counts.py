"""What was counted, who took part, and the hours and money of a programme."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Integer, case, cast, func, null, select, union_all

from workspace.borging.models import Evidence
from workspace.borging.queries.grants import is_granted_on, with_grants
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativePartner, Participation, Stage, Support
from workspace.programmes.models import FundingStream, YearMeans
from workspace.reporting.queries.facts_initiatives import initiatives_in
from workspace.reporting.queries.facts_period import Period
from workspace.reporting.queries.facts_shapes import Cost, Counted, Crowd, Money, PutIn, Stream, Year
from workspace.results.models import Result
from workspace.times import today

ENDS = [stage for stage in Stage if stage.is_end]


def list_counted(period: Period) -> list[Counted]:
    """Return results of the period summed per theme, thing and unit; capitals tell nothing apart."""
    query: Any = (
        initiatives_in(period)
        .join(Result, Result.initiative_id == Initiative.id)
        .where(Result.withdrawn_at.is_(None), Result.on_day.between(period.starts_on, period.after))
        .with_only_columns(
            Initiative.board_id, Result.what, Result.unit, func.sum(Result.amount_hundredths), func.count()
        )
        .group_by(Initiative.board_id, Result.what, Result.unit)
        .order_by(Initiative.board_id, Result.what, Result.unit)
    )
    found: dict[tuple[int, str, str], Counted] = {}
    for board_id, what, unit, amount, times in db.session.execute(query):
        key = (board_id, what.casefold(), unit.casefold())
        old = found.get(key, Counted(board_id, what, unit, 0, 0))
        found[key] = old._replace(
            amount_hundredths=old.amount_hundredths + int(amount), times=old.times + times
        )
    return list(found.values())


def list_crowds(period: Period) -> list[Crowd]:
    """Return how many people take part in each theme and in all, in one statement."""
    arms = []
    for table, first in ((Participation, True), (Support, False)):
        base: Any = (
            initiatives_in(period)
            .join(table, table.initiative_id == Initiative.id)
            .where(table.created_at < period.ends_at)
        )
        in_period = func.count(case((table.created_at >= period.begins_at, table.user_id)).distinct())
        numbers = (
            (in_period, func.count(table.user_id.distinct())) if first else (in_period, cast(0, Integer))
        )
        which = cast(int(first), Integer)
        arms.append(
            base.with_only_columns(which, Initiative.board_id, *numbers).group_by(Initiative.board_id)
        )
        arms.append(base.with_only_columns(which, cast(null(), Integer), *numbers))
    found: dict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for is_joined, board_id, fresh, there in db.session.execute(union_all(*arms)):
        row = found[board_id]
        if is_joined:
            row[0], row[2] = fresh, there
        else:
            row[1] = fresh
    return [Crowd(board_id, *numbers) for board_id, numbers in found.items()]


def list_put_in(period: Period) -> list[PutIn]:
    """Return the hours a month of organisations and people on what goes on today."""
    going: Any = initiatives_in(period).where(Initiative.stage.not_in(ENDS))
    nothing = cast(0, Integer)
    promised = func.coalesce(func.sum(InitiativePartner.hours_promised), 0)
    given = func.coalesce(func.sum(InitiativePartner.hours_given), 0)
    people = func.coalesce(func.sum(Participation.hours_a_month), 0)
    arms = (
        going.join(InitiativePartner, InitiativePartner.initiative_id == Initiative.id)
        .with_only_columns(Initiative.board_id, promised, given, nothing)
        .group_by(Initiative.board_id),
        going.join(Participation, Participation.initiative_id == Initiative.id)
        .with_only_columns(Initiative.board_id, nothing, nothing, people)
        .group_by(Initiative.board_id),
    )
    found: dict[int, PutIn] = {}
    for board_id, *hours in db.session.execute(union_all(*arms)):
        old = found.get(board_id, PutIn(board_id, 0, 0, 0))
        added = [before + int(more) for before, more in zip(old[1:], hours, strict=True)]
        found[board_id] = PutIn(board_id, *added)
    return [row for row in found.values() if any(row[1:])]


def read_money(period: Period) -> Money:
    """Return the means year by year, what goes on costs a year, what was promised, and from where."""
    years = select(YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths).where(
        YearMeans.programme_id == period.programme.id
    )
    streams = select(FundingStream.name, FundingStream.funder, FundingStream.ends_on).where(
        FundingStream.programme_id == period.programme.id
    )
    return Money(
        tuple(Year._make(row) for row in db.session.execute(years.order_by(YearMeans.year))),
        tuple(_costs(period)),
        tuple(Stream._make(row) for row in db.session.execute(streams.order_by(FundingStream.name))),
    )


def _costs(period: Period) -> list[Cost]:
    going: Any = initiatives_in(period).where(Initiative.stage.not_in(ENDS))
    nothing = cast(0, Integer)
    arms = (
        going.with_only_columns(
            Initiative.board_id,
            func.coalesce(func.sum(Initiative.yearly_cost_cents), 0),
            func.count(Initiative.yearly_cost_cents),
            nothing,
        ).group_by(Initiative.board_id),
        with_grants(going)
        .where(is_granted_on(today()))
        .with_only_columns(
            Initiative.board_id, nothing, nothing, func.coalesce(func.sum(Evidence.amount_cents), 0)
        )
        .group_by(Initiative.board_id),
    )
    found: dict[int, Cost] = {}
    for board_id, *numbers in db.session.execute(union_all(*arms)):
        old = found.get(board_id, Cost(board_id, 0, 0, 0))
        found[board_id] = Cost(board_id, *(a + int(b) for a, b in zip(old[1:], numbers, strict=True)))
    return list(found.values())
