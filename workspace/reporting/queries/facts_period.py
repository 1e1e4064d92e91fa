"""Whose eyes the facts are for, and from which moment until which."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, true

from workspace.access import STRANGER, VISITOR, Actor
from workspace.programmes.models import Openness, Programme
from workspace.times import HERE, today


@dataclass(frozen=True)
class Period:
    """A period of a programme as days in the Netherlands, and somebody who may read all that it may tell."""

    programme: Programme
    starts_on: date
    ends_on: date
    reader: Actor

    @property
    def before(self) -> date:
        """The last day before the period, or today when it has yet to begin."""
        return min(self.starts_on - timedelta(days=1), today())

    @property
    def after(self) -> date:
        """The last day of the period, or today when that has yet to come."""
        return min(self.ends_on, today())

    @property
    def begins_at(self) -> datetime:
        """The first moment of the period."""
        return _midnight(self.before + timedelta(days=1))

    @property
    def ends_at(self) -> datetime:
        """The first moment after what can be known of the period."""
        return _midnight(self.after + timedelta(days=1))

    @property
    def is_for_all(self) -> bool:
        return self.reader.id is None

    def told(self, openness: Any) -> ColumnElement[bool]:
        """Return the condition that something with this openness, a column, may be told."""
        told: ColumnElement[bool] = openness == Openness.PUBLIC
        return told if self.is_for_all else true()


def period_of(programme: Programme, starts_on: date, ends_on: date, openness: Openness) -> Period:
    """Return a period as everybody may read of it, or as those who take part may.

    What everybody may read of a programme that is not public itself is nothing: then it is for partners.
    """
    is_for_all = Openness.PUBLIC == openness == programme.openness
    insider = Actor(id=STRANGER, partner_in=frozenset({programme.id}))
    return Period(programme, starts_on, ends_on, VISITOR if is_for_all else insider)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)
