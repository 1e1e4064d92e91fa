"""Means against levels: the share that is gone, the counts of each quarter, and the warning."""

from datetime import date
from fractions import Fraction

import pytest

from workspace.borging.models import Level
from workspace.dashboards.models import (
    Life,
    Means,
    Quarter,
    Span,
    count_levels,
    draw_curve,
    quarters_shown,
    share_gone,
)
from workspace.dashboards.models.quarters import AT_MOST
from workspace.times import quarter_of

LANDERD = {2019: 58_400_00, 2020: 48_400_00, 2021: 19_200_00}
END = date(2021, 12, 31)
FAR = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("on", "gone"),
    [
        (date(2018, 6, 1), Fraction(0)),
        (date(2019, 12, 31), Fraction(0)),
        (date(2020, 1, 1), Fraction(10_000, 58_400)),
        (date(2021, 12, 31), Fraction(39_200, 58_400)),
        (date(2022, 1, 1), Fraction(1)),
    ],
)
def test_gone_is_what_a_year_has_less_than_the_largest(on, gone):
    assert share_gone(LANDERD, on, ends_on=END) == gone


def test_nothing_is_gone_before_the_largest_year_is_over():
    rising = {2019: 10, 2020: 40, 2021: 40, 2022: 20}
    found = [share_gone(rising, date(year, 6, 1), ends_on=date(2023, 1, 1)) for year in range(2019, 2023)]
    assert found == [0, 0, 0, Fraction(1, 2)]


def test_a_year_without_a_plan_has_no_share():
    assert share_gone({2019: 100, 2021: 50}, date(2020, 6, 1), ends_on=END) is None
    assert share_gone({}, date(2020, 6, 1), ends_on=END) is None
    assert share_gone({2019: 0}, date(2022, 6, 1), ends_on=END) is None


def span(first, until, level):
    return Span(first, until, level)


def test_initiatives_are_counted_as_they_stood_on_each_day():
    days = [date(2019, 3, 31), date(2019, 6, 30), date(2019, 9, 30)]
    lives = [
        Life(date(2019, 1, 1), None, [span(date(2019, 4, 1), FAR, Level.AGREED)]),
        Life(date(2019, 5, 1), None, []),
        # Its claims began before it was known here, and it ended on the last day of June.
        Life(date(2019, 2, 1), date(2019, 6, 30), [span(date(2018, 1, 1), FAR, Level.ANCHORED)]),
        # Building until somebody let it go stale.
        Life(
            date(2019, 1, 1),
            None,
            [
                span(date(2019, 2, 1), date(2019, 6, 30), Level.BUILDING),
                span(date(2019, 6, 30), FAR, Level.NOT_STARTED),
            ],
        ),
    ]
    counted = [[counts[level] for level in Level] for counts in count_levels(lives, days).values()]
    # not started, building, agreed, anchored
    assert counted == [[1, 1, 0, 1], [2, 0, 1, 0], [2, 0, 1, 0]]


def drawn(lives, means, quarters, *, on, **facts):
    days = sorted({on, *(quarter.last_day for quarter in quarters)})
    ends = sorted(life.ended_on for life in lives if life.ended_on)
    return draw_curve(count_levels(lives, days), ends, means, quarters, on=on, **facts)


def test_the_picture_of_landerd_worked_out_by_hand():
    lives = [
        Life(date(2019, 1, 1), None, [span(date(2019, 11, 1), FAR, Level.AGREED)]),
        Life(date(2019, 1, 1), None, [span(date(2021, 6, 1), FAR, Level.ANCHORED)]),
        Life(date(2020, 3, 1), None, [span(date(2020, 3, 1), FAR, Level.BUILDING)]),
        Life(date(2019, 1, 1), date(2020, 2, 1), []),
    ]
    means = [Means(2019, 58_400_00, 100), Means(2020, 48_400_00, 50), Means(2021, 19_200_00, 0)]
    quarters = quarters_shown(date(2019, 1, 1), END, date(2020, 11, 22))
    now, curve = drawn(lives, means, quarters, on=date(2020, 11, 22), ends_on=END)
    assert (curve[0].quarter, curve[-1].quarter) == (Quarter(2019, 1), Quarter(2022, 4))
    assert now.agreed == Fraction(1, 3)
    assert (now.money_gone, now.fte_gone) == (Fraction(25, 146), Fraction(1, 2))
    assert (now.warns_of_money, now.warns_of_fte, now.ended) == (False, True, 1)
    by_day = {one.on: one for one in curve}
    assert by_day[date(2019, 12, 31)].agreed == Fraction(1, 3)
    assert by_day[date(2020, 3, 31)].agreed == Fraction(1, 3)
    end = by_day[date(2021, 12, 31)]
    assert (end.agreed, round(end.money_gone * 100), end.is_forecast, end.warns) == (
        Fraction(2, 3), 67, True, True,
    )  # fmt: skip
    after = by_day[date(2022, 3, 31)]
    assert (after.money_gone, after.fte_gone, after.means) == (1, 1, None)


def test_without_initiatives_there_is_nothing_to_warn_of():
    means = [Means(2019, 100, 100), Means(2020, 50, 0)]
    quarters = quarters_shown(date(2019, 1, 1), date(2020, 12, 31), date(2020, 6, 1))
    now, curve = drawn([], means, quarters, on=date(2020, 6, 1), ends_on=date(2020, 12, 31))
    assert now.agreed is None
    assert not any(one.warns for one in curve)


def test_what_was_foreseen_on_an_earlier_day_is_not_made_up():
    lives = [Life(date(2019, 1, 1), None, [span(date(2019, 1, 1), FAR, Level.AGREED)])]
    quarters = quarters_shown(date(2019, 1, 1), date(2019, 12, 31), date(2019, 6, 30))
    _, curve = drawn(lives, [], quarters, on=date(2019, 6, 30), ends_on=END, foreseen=False)
    assert [one.counts is None for one in curve][:4] == [False, False, True, True]


def test_quarters_go_on_for_a_year_after_the_programme():
    shown = quarters_shown(date(2019, 2, 15), date(2020, 8, 1), date(2020, 1, 1))
    assert (shown[0], shown[-1]) == (Quarter(2019, 1), Quarter(2021, 3))
    assert [quarter.last_day for quarter in shown[:2]] == [date(2019, 3, 31), date(2019, 6, 30)]


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2040, 5, 5), date(2099, 12, 31), date(2026, 11, 22)])
def test_of_a_long_programme_ten_years_are_shown_around_the_day(on):
    shown = quarters_shown(date(2019, 1, 1), date(9999, 12, 31), on)
    assert len(shown) == AT_MOST
    assert shown[0] <= quarter_of(on) <= shown[-1]
