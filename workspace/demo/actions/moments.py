"""Moments of the story: days before the day on which it is loaded."""

from datetime import date, datetime, timedelta
from random import Random

from workspace.times import HERE, now, today

DAY = timedelta(days=1)


class Moments:
    """Turns days before today into moments; hours come from a fixed series or are given."""

    def __init__(self) -> None:
        self.now = now()
        self.today = today()
        # Chooses hours and supporters, no secrets.
        self.chance = Random(1912)  # noqa: S311  # nosec B311

    def moment(self, when: float | date) -> datetime:
        """Return a moment so many days ago or on this day, in waking hours; of today, only what has been."""
        days = (self.today - when).days if isinstance(when, date) else when
        if days < 1:
            return self.now - days * DAY
        hour = self.chance.uniform(7, 20)  # UTC
        start = (self.now - int(days) * DAY).replace(hour=0, minute=0, second=0, microsecond=0)
        return start + timedelta(hours=hour)

    def clock(self, days: float, hour: float = 9.5) -> datetime:
        """Return a moment so many days ago at this hour (UTC), without drawing from the series."""
        start = (self.now - int(days) * DAY).replace(hour=0, minute=0, second=0, microsecond=0)
        if days < 1:  # of today the part that has been, from early in the morning when it is later than that
            begun = min(start + timedelta(hours=6), self.now - DAY / 8)
            return self.now - days * (self.now - begun)
        return start + timedelta(hours=hour)

    def pause(self) -> timedelta:
        """Return how long somebody takes to answer, or to mend what they wrote."""
        return timedelta(minutes=self.chance.uniform(9, 240))

    def day(self, when: int | date) -> date:
        """Return this day, or the day so many days ago; below zero lies ahead."""
        return when if isinstance(when, date) else self.today - when * DAY

    def day_of(self, moment: datetime) -> date:
        """Return the day that this moment is part of in the Netherlands."""
        return moment.astimezone(HERE).date()
