"""The pure rules of borging against the book, in many more histories than a database can go through."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.borging.by_the_book import CODES, Said, level_by_the_book, marks_by_the_book
from workspace.borging.models import AspectCode, AspectState
from workspace.borging.models.rules import Claim, level_on, marks_on, outlook, replayed

DAY = date(2026, 3, 1)
ONE = timedelta(days=1)
LEVELS = ("not_started", "building", "agreed", "anchored")
days = st.integers(-40, 80).map(lambda number: DAY + number * ONE)


@st.composite
def word(draw):
    """Return what somebody says of an aspect: its state, and its last day when it is a claim."""
    state = draw(st.sampled_from(["open", "talking", "agreed", "anchored", "anchored", "not_needed"]))
    return state, draw(days) if state in ("agreed", "anchored") else None


@st.composite
def nearly_all(draw) -> Said:
    """Return words on all aspects, most of them alike: levels are decided by the one that differs."""
    rule = draw(word())
    return dict.fromkeys(CODES, rule) | draw(st.dictionaries(st.sampled_from(CODES), word(), max_size=3))


words = nearly_all() | st.dictionaries(st.sampled_from(CODES), word())


def claims(said: Said) -> dict[AspectCode, Claim]:
    return {AspectCode(code): Claim(AspectState(state), until) for code, (state, until) in said.items()}


@settings(max_examples=500, deadline=None)
@given(words, days, st.booleans())
def test_the_level_table_holds(said, day, carried):
    assert level_on(claims(said), day, carried=carried) == level_by_the_book(
        said, day, handover_accepted=carried
    )
    assert marks_on(claims(said), day) == marks_by_the_book(said, day)


@settings(max_examples=300, deadline=None)
@given(words, days, st.booleans())
def test_a_claim_that_is_past_its_day_lowers_and_never_raises(said, day, carried):
    fresh = {code: (state, until and date(2099, 1, 1)) for code, (state, until) in said.items()}
    now, then = (level_on(claims(each), day, carried=carried) for each in (said, fresh))
    assert LEVELS.index(now) <= LEVELS.index(then)


@settings(max_examples=300, deadline=None)
@given(words, days, st.none() | days)
def test_the_periods_ahead_say_what_each_day_will_say(said, start, carried_from):
    periods = outlook(claims(said), start, carried_from=carried_from)
    for number in range(0, 130, 3):
        day = start + number * ONE
        (found,) = [period for period in periods if period.from_day <= day < period.until_day]
        carried = carried_from is not None and carried_from <= day
        assert found.level == level_by_the_book(said, day, handover_accepted=carried)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(days, st.sampled_from(CODES), word()), max_size=15).map(
        lambda changes: sorted(changes, key=lambda change: change[0])
    ),
    st.none() | days,
    days,
)
def test_what_happens_later_does_not_change_an_earlier_day(changes, carried_from, day):
    def told(until: date) -> list[tuple[str, str]]:
        known = [
            (made, AspectCode(code), Claim(AspectState(state), last_day))
            for made, code, (state, last_day) in changes
            if made <= until
        ]
        is_known = carried_from is not None and carried_from <= until
        periods = replayed(known, carried_from if is_known else None)
        return [(p.level.value, p.marks) for p in periods if p.from_day <= day < p.until_day]

    then = told(day)
    assert then == told(day + 30 * ONE) == told(date(2099, 1, 1))
    said = {code: what for made, code, what in changes if made <= day}
    carried = carried_from is not None and carried_from <= day
    expected = level_by_the_book(said, day, handover_accepted=carried), marks_by_the_book(said, day)
    assert then in ([expected], [] if not said else None)
