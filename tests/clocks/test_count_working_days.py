"""Working days in the Netherlands: what counts, and that the quick way counts as one would by hand."""

from collections import Counter
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workspace.clocks.models import Waiting, due_after, median_of, waiting, working_days_between
from workspace.clocks.models.rules import is_working_day

DAYS = st.dates(date(2005, 1, 1), date(2060, 12, 31))
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # holidays of a year, once


def counted_by_hand(asked_on: date, on: date) -> int:
    days = (asked_on + timedelta(days=step) for step in range(1, (on - asked_on).days + 1))
    return sum(is_working_day(day) for day in days)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 11, 24), True),  # a Tuesday
        (date(2020, 11, 28), False),  # a Saturday
        (date(2020, 1, 1), False),
        (date(2021, 4, 2), False),  # Good Friday
        (date(2021, 4, 5), False),  # Easter Monday
        (date(2020, 4, 27), False),  # King's Day
        (date(2025, 4, 26), False),  # King's Day, a day early: the 27th is a Sunday
        (date(2025, 4, 28), True),
        (date(2020, 5, 5), False),  # once in five years
        (date(2021, 5, 5), True),
        (date(2020, 5, 21), False),  # Ascension Day
        (date(2020, 6, 1), False),  # Whit Monday
        (date(2020, 12, 25), False),
        (date(2020, 12, 31), True),
    ],
)
def test_days_off_are_those_of_the_netherlands(day, works):
    assert is_working_day(day) is works


def test_the_day_of_asking_is_day_nought():
    assert working_days_between(date(2020, 11, 24), date(2020, 11, 24)) == 0
    assert due_after(date(2020, 11, 24), 10) == date(2020, 12, 8)
    assert due_after(date(2020, 12, 23), 2) == date(2020, 12, 28)  # over Christmas and a weekend


@patient
@given(DAYS, st.integers(-40, 900))
def test_counting_by_weeks_is_counting_by_hand(asked_on, step):
    on = asked_on + timedelta(days=step)
    assert working_days_between(asked_on, on) == counted_by_hand(asked_on, on)


@patient
@given(DAYS, st.integers(1, 60))
def test_the_last_day_of_a_term_is_that_many_working_days_away_and_is_one(asked_on, days):
    due_on = due_after(asked_on, days)
    assert is_working_day(due_on)
    assert working_days_between(asked_on, due_on) == days


@patient
@given(DAYS, st.integers(1, 30), st.integers(0, 90))
def test_a_question_is_late_when_it_waits_longer_than_its_term(asked_on, days, step):
    on = asked_on + timedelta(days=step)
    stands = waiting(asked_on, due_after(asked_on, days), answered_on=None, on=on)
    assert stands.days == counted_by_hand(asked_on, on)
    assert stands.is_late or stands.days <= days
    assert not stands.is_late or stands.days >= days


def test_a_clock_stands_still_at_the_answer():
    facts = {"answered_on": date(2020, 11, 26), "on": date(2021, 3, 1)}
    assert waiting(date(2020, 11, 24), date(2020, 12, 8), **facts) == Waiting(2, False, True)
    assert waiting(date(2020, 11, 24), date(2020, 11, 25), **facts) == Waiting(2, True, True)


@patient
@given(st.lists(st.integers(0, 40), max_size=60))
def test_a_median_is_that_of_the_numbers_and_asks_for_five(days):
    found = median_of(Counter(days))
    assert found == (median(days) if len(days) >= 5 else None)
