"""What tells whether an initiative may fall: besides its levels its money, its lead and who does the work."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, select

from workspace.boards.queries.actors import current
from workspace.borging.models import Evidence
from workspace.borging.queries.grants import with_grants
from workspace.dashboards.models import Situation, Span
from workspace.dashboards.queries.lives import InitiativeRow, period_on
from workspace.db import db
from workspace.independence.models import Independence
from workspace.initiatives.models import Initiative
from workspace.programmes.models import FundingStream, TeamMember


class MoneyEnd(NamedTuple):
    """Money that ends: from which stream, and its last day."""

    name: str
    last_day: date


def list_team(programme_id: int, on: date) -> frozenset[int]:
    """Return who is in the programme team on a day."""
    query = select(TeamMember.user_id).where(TeamMember.programme_id == programme_id, current(TeamMember, on))
    return frozenset(db.session.scalars(query))


def find_money_ends(place: Select[Initiative]) -> dict[int, MoneyEnd]:
    """Return of each initiative that has only money that ends, the money that ends last."""
    query = with_grants(place).with_only_columns(
        Initiative.id, Evidence.text, FundingStream.name, Evidence.runs_until, FundingStream.ends_on
    )
    ends: dict[int, list[MoneyEnd]] = defaultdict(list)
    for number, text, stream, *days in db.session.connection().execute(query).all():
        last = min((day for day in days if day), default=date.max)
        ends[number].append(MoneyEnd(stream or text, last))
    latest = {number: max(found, key=lambda end: end.last_day) for number, found in ends.items()}
    return {number: end for number, end in latest.items() if end.last_day < date.max}


def situations_of(
    rows: Sequence[InitiativeRow],
    periods: Mapping[int, Sequence[Span]],
    money: Mapping[int, MoneyEnd],
    team: frozenset[int],
    work: Mapping[int, Independence],
    *,
    on: date,
    ends_on: date,
) -> list[Situation]:
    """Return what is known of each initiative that goes on."""
    found = []
    for row in rows:
        if row.ended_on is not None:
            continue
        now = period_on(periods.get(row.id, ()), on)
        at_end = period_on(periods.get(row.id, ()), max(ends_on, on))
        end = money.get(row.id)
        is_carried = row.carried_from is not None and row.carried_from <= on
        found.append(
            Situation(
                row.id, row.title, row.board_id, now.level, now.marks, at_end.marks,
                is_carried, row.coordinator_id in team, work.get(row.id, Independence()),
                end.name if end else "", end.last_day if end else None,
            )
        )  # fmt: skip
    return found
