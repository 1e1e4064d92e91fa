"""What falls of an initiative when something goes away: pure rules (docs/decisions/0012, domain/borging.md).

Of each aspect the state that counts is followed, step by step downwards; nothing that goes away raises it.
The level comes from the one rule of borging, over what is left.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from workspace.borging.models import AspectCode, AspectState, Level
from workspace.borging.models.rules import Claim, effective, is_stale, level_on
from workspace.what_falls.models.facts import NONE, Aspect, Initiative, Money
from workspace.what_falls.models.leaving import Gone

LADDER = (AspectState.OPEN, AspectState.TALKING, AspectState.AGREED, AspectState.ANCHORED)
LEVELS = tuple(Level)
States = tuple[tuple[AspectCode, AspectState], ...]


class Cause(StrEnum):
    """Why an aspect falls."""

    ORGANISATION = "organisation"  # the one that answers goes: open
    PILOT = "pilot"  # its time is over and no organisation carries it on: open
    STALE = "stale"  # no longer valid on that day: one state lower
    PERSON = "person"  # the one who answers goes, the organisation stays: one state lower
    NO_MONEY = "no_money"  # all money that was granted goes: open
    LESS_MONEY = "less_money"  # what is left does not cover the yearly cost: at most talking
    NO_PARTNERS = "no_partners"  # every partner goes: open
    FEWER_PARTNERS = "fewer_partners"  # some partners go: one state lower


class Reason(NamedTuple):
    """A cause, and which people, organisations or streams it is about; or the day."""

    cause: Cause
    about: tuple[int, ...] = ()
    day: date | None = None


class Fallen(NamedTuple):
    """An aspect that counts for less than today, and why."""

    code: AspectCode
    before: AspectState
    after: AspectState
    reasons: tuple[Reason, ...]


class Outcome(NamedTuple):
    """What becomes of one initiative."""

    initiative: Initiative
    before: Level
    after: Level
    left: States  # as they count on that day
    fallen: tuple[Fallen, ...] = ()
    is_carried: bool = False  # by an organisation that stays, on that day
    loses_puller: bool = False  # nobody pulls it any more, and nobody carries it

    @property
    def drop(self) -> int:
        """How many levels it goes down; below zero when it goes up."""
        return LEVELS.index(self.before) - LEVELS.index(self.after)

    @property
    def is_touched(self) -> bool:
        return bool(self.fallen) or self.loses_puller or self.drop > 0


def outcome_of(initiative: Initiative, gone: Gone, today: date) -> Outcome:
    """Return the level before and after, what falls and why, and whether somebody still pulls it."""
    is_carried = _carried_on(initiative, gone.day, gone.organisations)
    was_carried = _carried_on(initiative, today, NONE)
    said = tuple((one.code, effective(one.state, one.valid_until, today)) for one in initiative.aspects)
    before, falls = _level_of(said, was_carried), []
    left, after = said, before
    if gone.may_touch(initiative):
        falls = [_fall(initiative, aspect, gone, today, is_carried) for aspect in initiative.aspects]
        left = tuple((fall.code, fall.after) for fall in falls)
    if left != said or is_carried != was_carried:
        after = _level_of(left, is_carried)
    return Outcome(
        initiative=initiative,
        before=before,
        after=after,
        left=left,
        fallen=tuple(sorted((fall for fall in falls if fall.reasons), key=_place)),
        is_carried=is_carried,
        loses_puller=_loses_puller(initiative, gone, is_carried),
    )


def _fall(initiative: Initiative, aspect: Aspect, gone: Gone, today: date, is_carried: bool) -> Fallen:
    """Return what becomes of one aspect; without reasons when nothing does."""
    before = effective(aspect.state, aspect.valid_until, today)
    if before not in LADDER:
        return Fallen(aspect.code, before, before, ())
    rung = LADDER.index(before)
    reasons: list[Reason] = []
    for step in _steps(initiative, aspect, gone, today, is_carried):
        lower = max(0, min(rung, step.at_most) - step.down)
        if lower < rung:
            reasons.append(step.reason)
            rung = lower
    return Fallen(aspect.code, before, LADDER[rung], tuple(reasons))


class _Step(NamedTuple):
    """A reason, the highest rung that it leaves, and how many rungs it takes off."""

    reason: Reason
    at_most: int = len(LADDER)
    down: int = 0


def _steps(
    initiative: Initiative, aspect: Aspect, gone: Gone, today: date, is_carried: bool
) -> Iterator[_Step]:
    """Yield what pulls this aspect down; the order decides which reasons are told, not where it ends."""
    if aspect.organisation_id is not None and aspect.organisation_id in gone.organisations:
        yield _Step(Reason(Cause.ORGANISATION, (aspect.organisation_id,)), at_most=0)
    if gone.ended(initiative.pilot_ends_on) and not is_carried:
        yield _Step(Reason(Cause.PILOT, day=initiative.pilot_ends_on), at_most=0)
    if is_stale(aspect.state, aspect.valid_until, gone.day) and not is_stale(
        aspect.state, aspect.valid_until, today
    ):
        yield _Step(Reason(Cause.STALE, day=aspect.valid_until), down=1)
    if aspect.person_id is not None and gone.takes(aspect.person_id, aspect.organisation_id):
        yield _Step(Reason(Cause.PERSON, (aspect.person_id,)), down=1)
    if aspect.code == AspectCode.MONEY:
        yield from _money_steps(initiative, gone)
    if aspect.code == AspectCode.PARTNERS:
        yield from _partner_steps(initiative, gone)


def _money_steps(initiative: Initiative, gone: Gone) -> Iterator[_Step]:
    left = [
        money
        for money in initiative.money
        if money.stream_id not in gone.streams and not gone.ended(money.runs_until)
    ]
    if len(left) == len(initiative.money):
        return
    streams = {money.stream_id for money in initiative.money if money.stream_id is not None}
    lost = tuple(sorted(streams & gone.streams))
    if not left:
        yield _Step(Reason(Cause.NO_MONEY, lost), at_most=0)
    elif not _covers(left, initiative.yearly_cost_cents):
        yield _Step(Reason(Cause.LESS_MONEY, lost), at_most=1)


def _covers(left: list[Money], yearly_cost_cents: int | None) -> bool:
    """Tell whether this money is enough; when nobody said what it costs, that is not known."""
    return yearly_cost_cents is not None and sum(m.amount_cents or 0 for m in left) >= yearly_cost_cents


def _partner_steps(initiative: Initiative, gone: Gone) -> Iterator[_Step]:
    lost = tuple(id for id in initiative.partners if id in gone.organisations)
    if lost and len(lost) == len(initiative.partners):
        yield _Step(Reason(Cause.NO_PARTNERS, lost), at_most=0)
    elif lost:
        yield _Step(Reason(Cause.FEWER_PARTNERS, lost), down=1)


def _carried_on(initiative: Initiative, day: date, without: frozenset[int]) -> bool:
    return any(
        carrier.organisation_id not in without and (carrier.from_day is None or carrier.from_day <= day)
        for carrier in initiative.carriers
    )


def _loses_puller(initiative: Initiative, gone: Gone, is_carried: bool) -> bool:
    """Tell whether its coordinator goes while no organisation that stays carries it."""
    return not is_carried and gone.takes(initiative.coordinator_id, initiative.owner_id)


@lru_cache(maxsize=20_000)
def _level_of(states: States, is_carried: bool) -> Level:
    """Return the level of these states as they count: the same few come back in a large programme."""
    return level_on({code: Claim(state) for code, state in states}, date.max, carried=is_carried)


def _place(fall: Fallen) -> int:
    return list(AspectCode).index(fall.code)
