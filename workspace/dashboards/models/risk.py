"""Which initiatives are most likely to fall, and why: a pure rule (N17, N20, N23).

Each reason weighs something; the sum orders the initiatives. It is no measure of people or of how good
an initiative is: only of what is still missing for it to go on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from workspace.borging.models import AspectCode, Level
from workspace.independence.models import Independence

SOON = timedelta(days=365)  # before the end of a programme
INDEPENDENT = 0.5  # below this the programme team does most of it
SHOWN = 10


class Reason(StrEnum):
    """Why an initiative may not go on, the heaviest first."""

    OWNER_OPEN = "owner_open"
    NOT_STARTED = "not_started"
    BUILDING = "building"
    STALE = "stale"
    MONEY_ENDS = "money_ends"
    TEAM_DOES_IT = "team_does_it"
    TEAM_LEADS_IT = "team_leads_it"
    GROWS_STALE = "grows_stale"


WEIGHT = {
    Reason.OWNER_OPEN: 3,
    Reason.NOT_STARTED: 3,
    Reason.BUILDING: 2,
    Reason.STALE: 2,
    Reason.MONEY_ENDS: 2,
    Reason.TEAM_DOES_IT: 2,
    Reason.TEAM_LEADS_IT: 2,
    Reason.GROWS_STALE: 1,
}
LEVELS, ASPECTS = tuple(Level), tuple(AspectCode)


class Situation(NamedTuple):
    """What is known of one initiative that goes on.

    `marks` holds a letter for each aspect as in Outlook, on this day and on the last day of the programme.
    """

    id: int
    title: str
    board_id: int
    level: Level
    marks: str
    marks_at_end: str
    is_carried: bool  # by an organisation that stays
    team_leads_it: bool
    work: Independence  # who did what was done lately
    money: str  # the stream of money that ends last
    money_until: date | None  # its last day; None when no money that ends was named, or other money goes on


@dataclass(frozen=True)
class Risk:
    """An initiative with the reasons why it may fall, and what these say in figures."""

    situation: Situation
    reasons: tuple[Reason, ...]
    stale: tuple[AspectCode, ...]  # claims to confirm again
    grow_stale: tuple[AspectCode, ...]  # claims that run out before the programme ends

    @property
    def weight(self) -> int:
        return sum(WEIGHT[reason] for reason in self.reasons)


def most_at_risk(situations: Iterable[Situation], *, on: date, ends_on: date) -> list[Risk]:
    """Return the ten initiatives most at risk on a day, the heaviest first; without a reason none is."""
    risks = (risk_of(situation, on=on, ends_on=ends_on) for situation in situations)
    found = [risk for risk in risks if risk.reasons]
    found.sort(key=lambda r: (-r.weight, LEVELS.index(r.situation.level), r.situation.title, r.situation.id))
    return found[:SHOWN]


def risk_of(situation: Situation, *, on: date, ends_on: date) -> Risk:
    """Return the reasons why this initiative may fall, none if there are none."""
    stale = _stale(situation.marks)
    grow_stale = tuple(code for code in _stale(situation.marks_at_end) if code not in stale)
    ends_soon = on + SOON >= ends_on
    by_others, money_until = situation.work.share, situation.money_until
    holds = {
        Reason.OWNER_OPEN: situation.marks[:1] in {"o", ""},
        Reason.NOT_STARTED: ends_soon and situation.level == Level.NOT_STARTED,
        Reason.BUILDING: ends_soon and situation.level == Level.BUILDING,
        Reason.STALE: bool(stale),
        Reason.MONEY_ENDS: money_until is not None and money_until <= max(ends_on, on),
        Reason.TEAM_DOES_IT: by_others is not None and by_others < INDEPENDENT,
        Reason.TEAM_LEADS_IT: situation.team_leads_it and not situation.is_carried,
        Reason.GROWS_STALE: bool(grow_stale),
    }
    return Risk(situation, tuple(reason for reason in Reason if holds[reason]), stale, grow_stale)


def _stale(marks: str) -> tuple[AspectCode, ...]:
    """Return the aspects whose claim is stale: the capitals of these marks."""
    if marks.islower():
        return ()
    return tuple(code for code, letter in zip(ASPECTS, marks, strict=False) if letter.isupper())
