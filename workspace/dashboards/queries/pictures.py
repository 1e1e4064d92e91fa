"""All that one dashboard shows of a programme or a board, read in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from workspace.access import Actor
from workspace.borging.models import Level
from workspace.dashboards.models import (
    Means,
    Risk,
    Standing,
    agreed_share,
    all_of,
    count_levels,
    draw_curve,
    most_at_risk,
    quarters_shown,
)
from workspace.dashboards.queries.asked import Group, list_asked
from workspace.dashboards.queries.lives import (
    InitiativeRow,
    in_place,
    list_initiatives,
    list_periods,
    lives_of,
)
from workspace.dashboards.queries.places import BoardRow, ProgrammeRow, list_means
from workspace.dashboards.queries.risks import find_money_ends, list_team, situations_of
from workspace.independence.queries import independence_in
from workspace.leaving.models import Departure
from workspace.leaving.queries.departures import list_departures_near
from workspace.times import today


class ThemeRow(NamedTuple):
    """A theme with its initiatives by level, on the day of the picture and when the programme ends."""

    board: BoardRow
    now: dict[Level, int]
    at_end: dict[Level, int]

    @property
    def agreed(self) -> Fraction | None:
        return agreed_share(self.now)

    @property
    def agreed_at_end(self) -> Fraction | None:
        return agreed_share(self.at_end)


@dataclass(frozen=True)
class Dashboard:
    """How borging stands against the means of a programme, for all its boards or for one."""

    programme: ProgrammeRow
    board: BoardRow | None
    on: date
    now: Standing
    quarters: list[Standing]
    means: list[Means]
    themes: list[ThemeRow]
    risks: list[Risk]
    asked: list[Group]
    leaving: list[Departure]  # as far as the reader answers for who leaves
    ended: list[InitiativeRow]  # on purpose, the last ones first

    @property
    def is_earlier(self) -> bool:
        """Tell whether this is the picture of a day that has passed."""
        return self.on < today()

    @property
    def at_end(self) -> Standing | None:
        """How it is expected to stand at the end of the last quarter of the programme."""
        last = [one for one in self.quarters if one.quarter.first_day <= self.programme.ends_on]
        return last[-1] if last and last[-1].is_forecast else None


def read_dashboard(
    programme: ProgrammeRow, board: BoardRow | None, boards: list[BoardRow], *, seen_by: Actor, on: date
) -> Dashboard:
    """Return the dashboard of a programme the reader was shown, or of one of its boards, on a day.

    Of an earlier day the levels are those of that day. What was expected then was not kept, nor was what
    was to be done: these are left out.
    """
    place = in_place(seen_by, programme.id, board.id if board else None)
    rows, periods, means = list_initiatives(place), list_periods(place), list_means(programme)
    quarters = quarters_shown(programme.starts_on, programme.ends_on, on)
    is_today = on >= today()
    end = max(on, programme.ends_on)
    days = sorted({on, end, *(quarter.last_day for quarter in quarters)})
    by_board = {number: count_levels(lives, days) for number, lives in lives_of(rows, periods).items()}
    ended = sorted((row for row in rows if _has_ended(row, on)), key=lambda row: (row.ended_on or on, row.id))
    now, curve = draw_curve(
        all_of(by_board.values(), days),
        [row.ended_on for row in ended if row.ended_on],
        means,
        quarters,
        on=on,
        ends_on=programme.ends_on,
        foreseen=is_today,
    )
    nothing = count_levels([], days)
    counted = [(one, by_board.get(one.id, nothing)) for one in boards]
    situations = []
    if is_today:
        money, team = find_money_ends(place), list_team(programme.id, on)
        work = independence_in(programme.id, on=on)
        situations = situations_of(rows, periods, money, team, work, on=on, ends_on=programme.ends_on)
    return Dashboard(
        programme,
        board,
        on,
        now,
        curve,
        means,
        [] if board else [ThemeRow(one, counts[on], counts[end]) for one, counts in counted],
        most_at_risk(situations, on=on, ends_on=programme.ends_on),
        list_asked(place, on=on) if is_today else [],
        [] if board or not is_today else _leaving(programme, seen_by),
        ended[::-1],
    )


def _leaving(programme: ProgrammeRow, seen_by: Actor) -> list[Departure]:
    """Return who announced to leave this programme, or everything, to whoever minds it."""
    own, others = list_departures_near(seen_by)
    announced = sorted([*own, *others], key=lambda one: (one.last_day, one.id))
    return [one for one in announced if one.programme_id in {programme.id, None}]


def _has_ended(row: InitiativeRow, on: date) -> bool:
    return row.ended_on is not None and row.ended_on <= on
