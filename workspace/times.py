"""Days as people in the Netherlands count and read them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

HERE = ZoneInfo("Europe/Amsterdam")
AHEAD = timedelta(days=1)  # what is noted further ahead than this was noted by a clock that was wrong


_behind = timedelta()  # how far this process lives in the past


def now() -> datetime:
    """Return this moment in UTC; in the demonstration that lies in the past (docs/decisions/0008)."""
    return datetime.now(UTC) - _behind


def set_back(days: float) -> None:
    """Let this process live so many days ago, from where time goes on as it does."""
    global _behind
    _behind = timedelta(days=days)


def elsewhere(moment: datetime) -> datetime:
    """Return when a moment of ours is for other machines: what is sent to them carries that."""
    return moment + _behind


def today() -> date:
    """Return the day it is in the Netherlands."""
    return day_of(now())


def from_here(day: date, clock: time) -> datetime:
    """Return the moment, in UTC, at which clocks in the Netherlands say this; raise ValueError if none does.

    In spring an hour is skipped. In autumn an hour comes twice: then it is the first.
    """
    local = datetime.combine(day, clock, HERE)
    moment = local.astimezone(UTC)
    if moment.astimezone(HERE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"On {day} no clock says {clock}.")
    return moment


def months_before(moment: datetime, months: int) -> datetime:
    """Return the moment so many months earlier, on the same day of the month or its last."""
    years, month = divmod(moment.month - 1 - months, 12)
    year = moment.year + years
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def day_of(moment: datetime) -> date:
    """Return the day in the Netherlands on which this moment falls."""
    return moment.astimezone(HERE).date()


@lru_cache(maxsize=4096)
def show_day(day: date, locale: str) -> str:
    """Return a day in words: 1 december 2026."""
    return format_date(day, "d MMMM y", locale=locale)


def show_moment(moment: datetime, locale: str) -> str:
    """Return a moment as people here read it: 1 december 2026, 19.30 uur."""
    return _show_minute(moment.replace(second=0, microsecond=0), locale)


@lru_cache(maxsize=4096)
def _show_minute(moment: datetime, locale: str) -> str:
    local = moment.astimezone(HERE)
    day = show_day(local.date(), locale)
    if locale == "nl":
        return f"{day}, {format_time(local, 'H.mm', locale=locale)} uur"
    return f"{day}, {format_time(local, 'H:mm', locale=locale)}"


def show_time(moment: datetime, locale: str) -> str:
    """Return what clocks in the Netherlands say at this moment: 19.30 uur."""
    local = moment.astimezone(HERE)
    clock = format_time(local, "H.mm" if locale == "nl" else "H:mm", locale=locale)
    return f"{clock} uur" if locale == "nl" else clock


def show_since(moment: datetime, locale: str) -> str:
    """Return a moment that has passed as people tell it: vandaag om 9.10 uur, gisteren, 1 december 2026."""
    days = (today() - day_of(moment)).days
    if days not in DAYS_AGO[locale]:
        return show_moment(moment, locale)
    return DAYS_AGO[locale][days].format(show_time(moment, locale))


DAYS_AGO = {
    "nl": {0: "vandaag om {}", 1: "gisteren om {}"},
    "en": {0: "today at {}", 1: "yesterday at {}"},
}


class Quarter(NamedTuple):
    """Three months of a year; quarters compare in the order of time."""

    year: int
    number: int  # 1 to 4

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    def plus(self, quarters: int) -> "Quarter":
        """Return the quarter so many later, or earlier when the number is below zero."""
        years, number = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, number + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day falls."""
    return Quarter(day.year, (day.month + 2) // 3)
