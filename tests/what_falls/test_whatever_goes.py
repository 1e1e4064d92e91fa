"""Whatever the facts are and whatever goes away: what holds for every answer."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.what_falls.test_what_falls_rules import (
    ANNA,
    BEN,
    CARE,
    CARLA,
    FUND,
    LIBRARY,
    OPEN,
    PURSE,
    SCHOOL,
    TODAY,
)
from workspace.borging.models import AspectCode, AspectState
from workspace.borging.models.rules import CLAIMS, Claim, effective, level_on
from workspace.what_falls.models.answer import answer_to
from workspace.what_falls.models.facts import (
    Aspect,
    Board,
    Carrier,
    Ends,
    Facts,
    Initiative,
    Money,
    Question,
    Role,
)
from workspace.what_falls.models.rules import LADDER, LEVELS

few = settings(max_examples=40, deadline=None)

people = st.one_of(st.none(), st.sampled_from([ANNA, BEN, CARLA]))
organisations = st.sampled_from([CARE, SCHOOL, LIBRARY])
days = st.integers(-100, 400).map(lambda number: TODAY + timedelta(days=number))
later = st.one_of(st.none(), st.integers(0, 400).map(lambda number: TODAY + timedelta(days=number)))


@st.composite
def aspect(draw, code):
    state = draw(st.sampled_from([state for state in AspectState if state != OPEN]))
    if state in CLAIMS:
        return Aspect(code, state, draw(days), draw(organisations), draw(people))
    return Aspect(code, state, None, draw(st.one_of(st.none(), organisations)), draw(people))


@st.composite
def initiatives(draw, number):
    codes = draw(st.lists(st.sampled_from(AspectCode), unique=True))
    streams = st.one_of(st.none(), st.sampled_from([PURSE, FUND]))
    money = st.builds(Money, st.one_of(st.none(), st.integers(0, 9)), streams, later)
    return Initiative(
        id=number,
        title=f"Nummer {number}",
        board_id=draw(st.sampled_from([1, 2])),
        coordinator_id=draw(people),
        organisation_id=draw(st.one_of(st.none(), organisations)),
        yearly_cost_cents=draw(st.one_of(st.none(), st.integers(0, 20))),
        pilot_ends_on=draw(later),
        aspects=tuple(draw(aspect(code)) for code in codes),
        money=tuple(draw(st.lists(money, max_size=3))),
        partners=tuple(draw(st.lists(organisations, unique=True))),
        carriers=tuple(draw(st.lists(st.builds(Carrier, organisations, later), max_size=1))),
    )


@st.composite
def programmes(draw):
    a_person = st.sampled_from([ANNA, BEN, CARLA])
    roles = {
        "team": st.builds(Role, a_person, ends_on=later),
        "leads": st.builds(Role, a_person, st.sampled_from([1, 2]), later),
        "members": st.builds(Role, a_person, organisations, later),
        "partners": st.builds(Ends, organisations, later),
        "streams": st.builds(Ends, st.sampled_from([PURSE, FUND]), later),
    }
    return Facts(
        today=TODAY,
        ends_on=draw(days),
        initiatives=tuple(draw(initiatives(number)) for number in range(1, draw(st.integers(1, 4)))),
        boards=(Board(1), Board(2)),
        **{name: tuple(draw(st.lists(kind, max_size=3))) for name, kind in roles.items()},
    )


@st.composite
def questions(draw, by=later):
    return Question(
        people=draw(st.frozensets(st.sampled_from([ANNA, BEN, CARLA]))),
        team=draw(st.booleans()),
        organisations=draw(st.frozensets(organisations)),
        streams=draw(st.frozensets(st.sampled_from([PURSE, FUND]))),
        by=draw(by),
    )


def by_id(answer):
    return {one.initiative.id: one for one in answer.outcomes}


@given(programmes())
@few
def test_when_nothing_goes_nothing_falls(facts):
    answer = answer_to(Question(), facts)
    assert answer.touched == answer.lower == answer.better == ()
    assert answer.leadless == () and answer.network.apart == 0


@given(programmes(), questions())
@few
def test_every_aspect_that_falls_goes_down_and_says_why(facts, question):
    for outcome in answer_to(question, facts).outcomes:
        for fall in outcome.fallen:
            assert LADDER.index(fall.after) < LADDER.index(fall.before)
            assert fall.reasons


@given(programmes(), questions())
@few
def test_the_level_is_the_one_of_borging_over_what_is_left(facts, question):
    answer = answer_to(question, facts)
    for outcome in answer.outcomes:
        claims = {code: Claim(state) for code, state in outcome.left}
        assert outcome.after == level_on(claims, answer.gone.day, carried=outcome.is_carried)
        falls = {fall.code: fall.after for fall in outcome.fallen}
        for said in outcome.initiative.aspects:
            today = effective(said.state, said.valid_until, TODAY)
            assert dict(outcome.left)[said.code] == falls.get(said.code, today)


@pytest.mark.slow
@given(programmes(), questions(), questions())
@settings(max_examples=200, deadline=None)
def test_when_more_goes_on_the_same_day_nothing_gets_better(facts, some, others):
    more = Question(
        some.people | others.people,
        some.team or others.team,
        some.organisations | others.organisations,
        some.streams | others.streams,
        some.by,
    )
    less, worse = answer_to(some, facts), answer_to(more, facts)
    then = by_id(worse)
    for number, before in by_id(less).items():
        after = then[number]
        assert LEVELS.index(after.after) <= LEVELS.index(before.after)
        assert before.loses_puller <= after.loses_puller
        for code, state in before.left:
            lower = dict(after.left)[code]
            assert lower == state or LADDER.index(lower) < LADDER.index(state)
    for before, after in zip(less.boards, worse.boards, strict=True):
        assert set(after.leads_after) <= set(before.leads_after)


@given(programmes(), questions(st.none()))
@few
def test_without_a_day_nothing_gets_better(facts, question):
    assert answer_to(question, facts).better == ()


@given(programmes(), questions())
@few
def test_a_question_is_kept_and_read_back_as_it_was(facts, question):
    assert Question.from_kept(question.as_kept()) == question
