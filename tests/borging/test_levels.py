"""The level of an initiative follows from its aspects, on any day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.borging.models import AspectCode, AspectState, Level
from workspace.borging.models.rules import (
    CLAIMS,
    CORE,
    FOREVER,
    NOTHING_SAID,
    Claim,
    effective,
    is_stale,
    level_on,
    marks_on,
    outlook,
    replayed,
    year_from,
)

DAY = date(2026, 3, 1)
ORDER = [AspectState.OPEN, AspectState.TALKING, AspectState.AGREED, AspectState.ANCHORED]
LEVELS = list(Level)

near = st.integers(-20, 40).map(lambda days: DAY + timedelta(days=days))


@st.composite
def claim(draw):
    state = draw(st.sampled_from(AspectState))
    return Claim(state, draw(near) if state in CLAIMS else None)


aspects = st.dictionaries(st.sampled_from(AspectCode), claim())


def all_at(state: AspectState, **others: AspectState) -> dict[AspectCode, Claim]:
    """Return every aspect in one state, valid for long, but for the ones named."""
    states = {code: others.get(code.value, state) for code in AspectCode}
    return {code: Claim(s, FOREVER if s in CLAIMS else None) for code, s in states.items()}


def level(claims, *, carried: bool = False) -> Level:
    return level_on(claims, DAY, carried=carried)


def test_an_initiative_of_which_nothing_was_said_has_not_started():
    assert level({}) == Level.NOT_STARTED
    assert marks_on({}, DAY) == NOTHING_SAID == "oooooooo"


def test_one_conversation_is_a_beginning():
    assert level({AspectCode.LEARNING: Claim(AspectState.TALKING)}) == Level.BUILDING


def test_it_is_agreed_when_owner_people_and_money_are_and_nothing_is_open():
    agreed = all_at(AspectState.TALKING, **{code.value: AspectState.AGREED for code in CORE})
    assert level(agreed) == Level.AGREED
    for code in CORE:
        assert level({**agreed, code: Claim(AspectState.TALKING)}) == Level.BUILDING
    assert level({**agreed, AspectCode.LEARNING: Claim()}) == Level.BUILDING


def test_what_is_not_needed_stands_in_nobodys_way():
    free = all_at(AspectState.ANCHORED, money=AspectState.NOT_NEEDED)
    assert level(free) == Level.AGREED
    assert level(free, carried=True) == Level.ANCHORED


def test_needing_nothing_is_not_a_start():
    assert level(all_at(AspectState.NOT_NEEDED), carried=True) == Level.NOT_STARTED


def test_needing_no_owner_people_or_money_does_not_make_it_agreed():
    rest = all_at(AspectState.TALKING, **{code.value: AspectState.NOT_NEEDED for code in CORE})
    assert level(rest) == Level.BUILDING


def test_it_is_anchored_only_when_somebody_carries_it():
    everything = all_at(AspectState.ANCHORED)
    assert level(everything) == Level.AGREED
    assert level(everything, carried=True) == Level.ANCHORED
    one_less = {**everything, AspectCode.LEARNING: Claim(AspectState.AGREED, FOREVER)}
    assert level(one_less, carried=True) == Level.AGREED


def test_the_last_day_still_counts_and_the_day_after_does_not():
    assert effective(AspectState.ANCHORED, DAY, DAY) == AspectState.ANCHORED
    tomorrow = DAY + timedelta(days=1)
    assert effective(AspectState.ANCHORED, DAY, tomorrow) == AspectState.AGREED
    assert effective(AspectState.AGREED, DAY, tomorrow) == AspectState.TALKING


def test_a_stale_claim_takes_an_anchored_initiative_down():
    claims = {**all_at(AspectState.ANCHORED), AspectCode.MONEY: Claim(AspectState.ANCHORED, DAY)}
    first, then = outlook(claims, DAY, carried_from=DAY)
    assert (first.level, first.until_day, first.marks) == (
        Level.ANCHORED,
        DAY + timedelta(days=1),
        "gggggggg",
    )
    assert (then.level, then.until_day, then.marks) == (Level.AGREED, FOREVER, "ggGggggg")


def test_a_year_from_a_leap_day_is_a_day_that_exists():
    assert year_from(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_from(date(2026, 12, 1)) == date(2027, 12, 1)


@settings(deadline=None)
@given(aspects, near, st.booleans())
def test_the_level_is_what_the_table_says(claims, day, carried):
    states = {code: claims.get(code, Claim()) for code in AspectCode}
    counts = {code: effective(c.state, c.valid_until, day) for code, c in states.items()}
    needed = {code: s for code, s in counts.items() if s != AspectState.NOT_NEEDED}
    core = [s for code, s in needed.items() if code in CORE]
    found = level_on(claims, day, carried=carried)
    assert (found == Level.NOT_STARTED) == all(s == AspectState.OPEN for s in needed.values())
    every_one_anchored = bool(needed) and all(s == AspectState.ANCHORED for s in needed.values())
    assert (found == Level.ANCHORED) == (every_one_anchored and carried)
    if found == Level.AGREED:
        assert core and all(ORDER.index(s) >= 2 for s in core)
        assert AspectState.OPEN not in needed.values()


@settings(deadline=None)
@given(aspects, near, st.integers(0, 60), st.booleans())
def test_time_alone_never_raises_a_level(claims, day, later, carried):
    before = level_on(claims, day, carried=carried)
    after = level_on(claims, day + timedelta(days=later), carried=carried)
    assert LEVELS.index(after) <= LEVELS.index(before)


@settings(deadline=None)
@given(claim(), near)
def test_staleness_never_raises_a_state(one, day):
    counts = effective(one.state, one.valid_until, day)
    if one.state == AspectState.NOT_NEEDED:
        assert counts == one.state
    else:
        difference = ORDER.index(one.state) - ORDER.index(counts)
        assert difference == int(is_stale(one.state, one.valid_until, day))


@settings(deadline=None)
@given(aspects, near, st.none() | near)
def test_the_outlook_agrees_with_the_level_of_each_day(claims, start, carried_from):
    periods = outlook(claims, start, carried_from=carried_from)
    assert periods[0].from_day == start
    assert periods[-1].until_day == FOREVER
    for one, other in pairwise(periods):
        assert one.until_day == other.from_day
    for day in (start + timedelta(days=n) for n in range(70)):
        (holds,) = [p for p in periods if p.from_day <= day < p.until_day]
        carried = carried_from is not None and carried_from <= day
        assert holds.level == level_on(claims, day, carried=carried)
        assert holds.marks == marks_on(claims, day)


@settings(deadline=None)
@given(st.lists(st.tuples(near, st.sampled_from(AspectCode), claim()), max_size=12), st.none() | near)
def test_what_was_can_be_told_again_from_the_changes(changes, carried_from):
    changes = sorted(changes, key=lambda change: change[0])
    periods = replayed(changes, carried_from)
    for day in (DAY + timedelta(days=n) for n in range(-21, 70)):
        claims = {code: one for made, code, one in changes if made <= day}
        carried = carried_from is not None and carried_from <= day
        found = [p for p in periods if p.from_day <= day < p.until_day]
        expected = level_on(claims, day, carried=carried), marks_on(claims, day)
        assert [(p.level, p.marks) for p in found] in ([expected], [] if not claims else None)
