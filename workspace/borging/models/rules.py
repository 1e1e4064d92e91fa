"""What follows from the eight aspects on a day: pure rules, no database (domain/borging.md).

An aspect that is not needed is left out of every comparison. A level asks for at least one of owner, people
and money, so that an initiative that needs none of the three does not count as agreed for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from workspace.borging.models.tables import AspectCode, AspectState, Level

FOREVER = date(9999, 12, 31)
MONTHS_VALID = 12
CLAIMS = frozenset({AspectState.AGREED, AspectState.ANCHORED})
CORE = frozenset({AspectCode.OWNER, AspectCode.PEOPLE, AspectCode.MONEY})
ONE_LOWER = {AspectState.ANCHORED: AspectState.AGREED, AspectState.AGREED: AspectState.TALKING}
NOTHING_SAID = "o" * len(AspectCode)
MARKS = {
    AspectState.OPEN: "o",
    AspectState.TALKING: "t",
    AspectState.AGREED: "a",
    AspectState.ANCHORED: "g",
    AspectState.NOT_NEEDED: "n",
}


@dataclass(frozen=True)
class Claim:
    """What is said of one aspect, and the last day on which that holds."""

    state: AspectState = AspectState.OPEN
    valid_until: date | None = None


@dataclass(frozen=True)
class Period:
    """A level and its marks from one day until, not including, another."""

    from_day: date
    until_day: date
    level: Level
    marks: str


Claims = Mapping[AspectCode, Claim]


def is_stale(state: AspectState, valid_until: date | None, on: date) -> bool:
    """Tell whether a claim has passed its last day."""
    return state in CLAIMS and valid_until is not None and valid_until < on


def effective(state: AspectState, valid_until: date | None, on: date) -> AspectState:
    """Return the state that counts on this day: a stale claim counts one lower."""
    return ONE_LOWER[state] if is_stale(state, valid_until, on) else state


def level_on(claims: Claims, on: date, *, carried: bool) -> Level:
    """Return the level of an initiative on this day.

    `carried` says that an organisation that stays has taken it over, or confirmed that it carries it itself.
    """
    said = {code: claims.get(code, Claim()) for code in AspectCode}
    states = {code: effective(claim.state, claim.valid_until, on) for code, claim in said.items()}
    needed = {code: state for code, state in states.items() if state != AspectState.NOT_NEEDED}
    if all(state == AspectState.OPEN for state in needed.values()):
        return Level.NOT_STARTED
    if carried and all(state == AspectState.ANCHORED for state in needed.values()):
        return Level.ANCHORED
    core = [state for code, state in needed.items() if code in CORE]
    if core and set(core) <= CLAIMS and AspectState.OPEN not in needed.values():
        return Level.AGREED
    return Level.BUILDING


def marks_on(claims: Claims, on: date) -> str:
    """Return one letter for each aspect, as Outlook explains: the state as said, a capital when stale."""
    letters = []
    for code in AspectCode:
        claim = claims.get(code, Claim())
        letter = MARKS[claim.state]
        letters.append(letter.upper() if is_stale(claim.state, claim.valid_until, on) else letter)
    return "".join(letters)


def outlook(
    claims: Claims, from_day: date, *, carried_from: date | None, until: date = FOREVER
) -> list[Period]:
    """Return every period from this day until another, without gaps, if nobody does anything.

    `carried_from` is the first day on which an organisation that stays carries it, perhaps still to come.
    """
    carried_from = carried_from or FOREVER
    turns = {carried_from} | {
        claim.valid_until + timedelta(days=1)
        for claim in claims.values()
        if claim.state in CLAIMS and claim.valid_until is not None and claim.valid_until < FOREVER
    }
    days = sorted({from_day, until, *(day for day in turns if from_day < day < until)})
    return [
        Period(start, end, level_on(claims, start, carried=carried_from <= start), marks_on(claims, start))
        for start, end in pairwise(days)
    ]


def replayed(
    changes: Iterable[tuple[date, AspectCode, Claim]], carried_from: date | None, *, until: date = FOREVER
) -> list[Period]:
    """Return every period since the first change, from changes in the order in which they were made.

    The last word of a day is what holds for that day.
    """
    by_day: dict[date, dict[AspectCode, Claim]] = {}
    for day, code, claim in changes:
        by_day.setdefault(day, {})[code] = claim
    if carried_from is not None and carried_from < until:
        by_day.setdefault(carried_from, {})
    claims: dict[AspectCode, Claim] = {}
    periods: list[Period] = []
    days = [*sorted(by_day), until]
    for start, end in pairwise(days):
        claims = {**claims, **by_day[start]}
        periods += outlook(claims, start, carried_from=carried_from, until=end)
    return periods


def lacking(
    state: AspectState, *, organisation: bool, evidence: bool, valid_until: bool, reason: bool
) -> list[str]:
    """Return what a state asks for and is not there: names of `organisation`, `evidence` and so on."""
    if state == AspectState.NOT_NEEDED:
        return [] if reason else ["reason"]
    if state not in CLAIMS:
        return []
    there = {"organisation": organisation, "evidence": evidence, "valid_until": valid_until}
    return [name for name, is_there in there.items() if not is_there]


def year_from(day: date) -> date:
    """Return the same day one year later: how long a claim holds unless said otherwise."""
    years, month = divmod(day.month - 1 + MONTHS_VALID, 12)
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, month + 1, last)


def year_before(day: date) -> date:
    """Return the same day one year earlier."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
