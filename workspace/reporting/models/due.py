"""When the plan for the next calendar year is due, and when people are reminded of it: pure (N29)."""

from datetime import date, timedelta

OCTOBER = 10
STEPS = (30, 7, 0)  # days before 1 October; 0: the day has come, and the plan is late


def due_day(on: date) -> date:
    """Return the day of this year before which the plan for the next one must be there: 1 October."""
    return date(on.year, OCTOBER, 1)


def step_on(on: date) -> int | None:
    """Return the reminder that it is time for on a day, in days before 1 October; None before September.

    Of those that were missed only the last one counts: nobody is reminded twice at once.
    """
    left = (due_day(on) - on).days
    return next((step for step in reversed(STEPS) if left <= step), None)


def first_day(on: date) -> date:
    """Return from which day of this year people are reminded."""
    return due_day(on) - timedelta(days=STEPS[0])
