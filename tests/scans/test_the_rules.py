"""What follows from answers alone: middle, spread, and when something is low, wide or not shown."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.access import Role
from workspace.scans.models.rules import AT_LEAST, LOW, Side, Trend, sides_of, spread_of, trend

ANSWERS = st.lists(st.integers(1, 5), max_size=40)


@given(ANSWERS)
def test_the_spread_says_what_counting_by_hand_says(values):
    spread = spread_of(Counter(values))
    if len(values) < AT_LEAST:
        assert spread is None
        return
    assert spread is not None
    in_order = sorted(values)
    assert (spread.number, spread.lowest, spread.highest) == (len(values), in_order[0], in_order[-1])
    half, is_odd = divmod(len(values), 2)
    assert spread.median == (in_order[half] if is_odd else (in_order[half - 1] + in_order[half]) / 2)
    assert spread.lowest <= spread.lower <= spread.median <= spread.upper <= spread.highest
    assert sum(value <= spread.median for value in values) * 2 >= len(values)
    assert sum(value >= spread.median for value in values) * 2 >= len(values)


@given(ANSWERS)
def test_turning_every_answer_around_turns_the_spread_around(values):
    spread, turned = spread_of(Counter(values)), spread_of(Counter(6 - value for value in values))
    if spread is None or turned is None:
        assert spread is turned
        return
    assert turned.median == 6 - spread.median
    assert (turned.lowest, turned.highest) == (6 - spread.highest, 6 - spread.lowest)
    assert (turned.lower, turned.upper) == pytest.approx((6 - spread.upper, 6 - spread.lower))
    assert turned.is_wide == spread.is_wide


@given(ANSWERS)
def test_low_means_that_half_of_the_people_answered_low(values):
    spread = spread_of(Counter(values))
    if spread is not None and spread.is_low:
        assert sum(value <= LOW for value in values) * 2 >= len(values)


@pytest.mark.parametrize(
    ("values", "is_low"),
    [((1, 2, 5), True), ((2, 2, 3), True), ((2, 3, 3), False), ((2, 2, 3, 3), False), ((1, 1, 5, 5), False)],
)
def test_a_median_of_two_is_low_and_two_and_a_half_is_not(values, is_low):
    spread = spread_of(Counter(values))
    assert spread is not None
    assert spread.is_low is is_low


@pytest.mark.parametrize(
    ("values", "is_wide"),
    [
        ((1, 3, 5), True),
        ((1, 1, 5, 5), True),
        ((1, 4, 4, 4, 4), False),  # one person sees it differently: not theirs alone to explain
        ((3, 3, 3), False),
        ((2, 3, 4, 4), False),
    ],
)
def test_opinions_differ_when_the_middle_half_lies_wide(values, is_wide):
    spread = spread_of(Counter(values))
    assert spread is not None
    assert spread.is_wide is is_wide


def test_a_trend_is_higher_lower_or_the_same():
    assert [trend(now, 3.0) for now in (3.5, 3.0, 2.0)] == [Trend.HIGHER, Trend.SAME, Trend.LOWER]


@given(st.dictionaries(st.sampled_from(Role), st.integers(1, 9)))
def test_a_side_is_named_only_when_three_people_stand_there(people):
    shown, others = sides_of(people)
    assert sum(shown.values()) + others == sum(people.values())
    assert all(number >= AT_LEAST for number in shown.values())


def test_roles_that_look_from_one_side_are_counted_together():
    people = {Role.THEME_LEAD: 1, Role.TEAM: 1, Role.MANAGER: 1, Role.RESIDENT: 2}
    assert sides_of(people) == ({Side.PROGRAMME: 3}, 2)
