"""What falls follows from the facts and from what goes away, and from nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from workspace.borging.models import AspectCode, AspectState, Level
from workspace.borging.models.rules import CLAIMS
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
from workspace.what_falls.models.rules import LADDER, Cause

TODAY = date(2021, 6, 1)
END = date(2021, 12, 31)
ANNA, BEN, CARLA = 1, 2, 3
CARE, SCHOOL, LIBRARY = 11, 12, 13
PURSE, FUND = 21, 22
OPEN, TALKING, AGREED, ANCHORED = LADDER


def asked(initiative: Initiative, question: Question, **facts):
    """Return what becomes of the only initiative of a programme."""
    programme = Facts(today=TODAY, initiatives=(initiative,), **{"ends_on": END, **facts})
    return answer_to(question, programme).outcomes[0]


def one(code: AspectCode, state: AspectState, **facts) -> Initiative:
    """Return an initiative of which one aspect is said."""
    of = {"organisation_id": CARE, "person_id": ANNA} if state in CLAIMS else {}
    until = facts.pop("valid_until", date(2030, 1, 1) if state in CLAIMS else None)
    names = ("organisation_id", "person_id")
    of |= {name: facts.pop(name) for name in names if name in facts}
    return Initiative(id=1, aspects=(Aspect(code, state, until, **of),), **facts)


def only(ids: int | set[int]) -> frozenset[int]:
    return frozenset({ids} if isinstance(ids, int) else ids)


def fallen(outcome) -> tuple[AspectState, list[Cause]]:
    (fall,) = outcome.fallen
    return fall.after, [reason.cause for reason in fall.reasons]


@pytest.mark.parametrize("state", [TALKING, AGREED, ANCHORED])
def test_without_the_organisation_that_answers_an_aspect_is_open(state):
    what = one(AspectCode.LEARNING, state, organisation_id=CARE)
    assert fallen(asked(what, Question(organisations=only(CARE)))) == (OPEN, [Cause.ORGANISATION])


@pytest.mark.parametrize("state, after", [(TALKING, OPEN), (AGREED, TALKING), (ANCHORED, AGREED)])
def test_without_the_person_an_aspect_is_one_state_lower(state, after):
    what = one(AspectCode.LEARNING, state, person_id=ANNA)
    assert fallen(asked(what, Question(people=only(ANNA)))) == (after, [Cause.PERSON])
    assert asked(what, Question(people=only(BEN))).fallen == ()


def test_what_is_open_or_not_needed_cannot_fall():
    for state in (OPEN, AspectState.NOT_NEEDED):
        what = one(AspectCode.LEARNING, state, organisation_id=CARE, person_id=ANNA)
        gone = Question(people=only(ANNA), organisations=only(CARE), by=END)
        assert asked(what, gone).fallen == ()


def test_a_claim_that_is_not_valid_the_morning_after_is_stale_then():
    what = one(AspectCode.LEARNING, ANCHORED, valid_until=END)
    assert asked(what, Question(by=END - timedelta(days=1))).fallen == ()
    assert fallen(asked(what, Question(by=END))) == (AGREED, [Cause.STALE])


def test_stale_and_without_its_person_a_claim_falls_twice():
    what = one(AspectCode.LEARNING, ANCHORED, valid_until=END, person_id=ANNA)
    gone = Question(by=END, people=only(ANNA))
    assert fallen(asked(what, gone)) == (TALKING, [Cause.STALE, Cause.PERSON])


def test_who_is_in_the_team_keeps_what_they_answer_for_in_their_own_organisation():
    what = one(AspectCode.LEARNING, AGREED, organisation_id=CARE, person_id=ANNA)
    team = (Role(ANNA),)
    assert fallen(asked(what, Question(team=True), team=team)) == (TALKING, [Cause.PERSON])
    at_home = {"team": team, "members": (Role(ANNA, CARE),)}
    assert asked(what, Question(team=True), **at_home).fallen == ()
    elsewhere = {"team": team, "members": (Role(ANNA, SCHOOL),)}
    assert fallen(asked(what, Question(team=True), **elsewhere)) == (TALKING, [Cause.PERSON])


def test_whose_place_in_the_organisation_ends_no_longer_answers_for_it():
    what = one(AspectCode.LEARNING, AGREED, organisation_id=CARE, person_id=ANNA)
    until = {"members": (Role(ANNA, CARE, END), Role(ANNA, SCHOOL))}
    assert asked(what, Question(by=END - timedelta(days=1)), **until).fallen == ()
    assert fallen(asked(what, Question(by=END), **until)) == (TALKING, [Cause.PERSON])


def test_a_resident_without_a_role_goes_only_when_picked():
    what = one(AspectCode.LEARNING, AGREED, person_id=ANNA)
    assert asked(what, Question(by=END, team=True, organisations=only(SCHOOL))).fallen == ()


def test_money_holds_when_what_is_left_covers_the_cost():
    money = (Money(100_00, PURSE), Money(80_00, FUND))
    what = one(AspectCode.MONEY, ANCHORED, money=money, yearly_cost_cents=80_00)
    assert asked(what, Question(streams=only(PURSE))).fallen == ()
    dearer = replace(what, yearly_cost_cents=81_00)
    assert fallen(asked(dearer, Question(streams=only(PURSE)))) == (TALKING, [Cause.LESS_MONEY])
    assert fallen(asked(what, Question(streams=only({PURSE, FUND})))) == (OPEN, [Cause.NO_MONEY])


def test_when_nobody_said_what_it_costs_part_of_the_money_is_not_enough():
    what = one(AspectCode.MONEY, AGREED, money=(Money(1, PURSE), Money(2, FUND)))
    assert fallen(asked(what, Question(streams=only(PURSE)))) == (TALKING, [Cause.LESS_MONEY])


def test_money_that_was_never_granted_from_a_stream_does_not_fall():
    what = one(AspectCode.MONEY, AGREED)
    assert asked(what, Question(streams=only(PURSE))).fallen == ()


def test_money_ends_with_its_stream_and_with_its_own_last_day():
    streams = (Ends(PURSE, END),)
    what = one(AspectCode.MONEY, AGREED, money=(Money(1, PURSE),))
    assert fallen(asked(what, Question(by=END), streams=streams)) == (OPEN, [Cause.NO_MONEY])
    what = one(AspectCode.MONEY, AGREED, money=(Money(1, None, END),))
    assert fallen(asked(what, Question(by=END))) == (OPEN, [Cause.NO_MONEY])


def test_fewer_partners_is_one_state_lower_and_none_is_open():
    what = one(AspectCode.PARTNERS, ANCHORED, organisation_id=LIBRARY, partners=(CARE, SCHOOL))
    assert fallen(asked(what, Question(organisations=only(CARE)))) == (AGREED, [Cause.FEWER_PARTNERS])
    assert fallen(asked(what, Question(organisations=only({CARE, SCHOOL})))) == (OPEN, [Cause.NO_PARTNERS])


def test_a_pilot_ends_unless_an_organisation_carries_it_on():
    what = one(AspectCode.PEOPLE, AGREED, pilot_ends_on=END)
    assert fallen(asked(what, Question(by=END))) == (OPEN, [Cause.PILOT])
    carried = replace(what, carriers=(Carrier(CARE, END + timedelta(days=1)),))
    assert asked(carried, Question(by=END)).fallen == ()


def test_an_organisation_that_stops_before_the_end_goes_and_one_that_stays_until_it_does_not():
    what = one(AspectCode.PEOPLE, AGREED)
    early = (Ends(CARE, END - timedelta(days=1)),)
    assert fallen(asked(what, Question(by=END), partners=early)) == (OPEN, [Cause.ORGANISATION])
    assert asked(what, Question(by=END), partners=(Ends(CARE, END),)).fallen == ()


def everything(state: AspectState, **facts) -> Initiative:
    aspects = tuple(Aspect(code, state, date(2030, 1, 1), CARE) for code in AspectCode)
    return Initiative(id=1, aspects=aspects, **facts)


def test_a_handover_that_begins_by_then_makes_it_better():
    what = everything(ANCHORED, carriers=(Carrier(CARE, END + timedelta(days=1)),))
    outcome = asked(what, Question(by=END))
    assert (outcome.before, outcome.after) == (Level.AGREED, Level.ANCHORED)
    assert not outcome.is_touched and outcome.drop == -1


def test_without_who_carries_it_an_initiative_is_no_longer_anchored():
    what = everything(ANCHORED, carriers=(Carrier(SCHOOL),))
    outcome = asked(what, Question(organisations=only(SCHOOL)))
    assert (outcome.before, outcome.after, outcome.drop) == (Level.ANCHORED, Level.AGREED, 1)


def test_nobody_pulls_it_any_more_without_its_coordinator():
    what = Initiative(id=1, coordinator_id=ANNA, organisation_id=CARE)
    assert asked(what, Question(people=only(ANNA))).loses_puller
    assert asked(what, Question(team=True), team=(Role(ANNA),)).loses_puller
    assert not asked(what, Question(team=True), team=(Role(ANNA),), members=(Role(ANNA, CARE),)).loses_puller
    carried = replace(what, carriers=(Carrier(CARE),))
    assert not asked(carried, Question(people=only(ANNA))).loses_puller


def test_who_leads_a_board_then():
    facts = Facts(
        today=TODAY,
        ends_on=END,
        boards=(Board(1), Board(2), Board(3)),
        leads=(Role(ANNA, 1), Role(BEN, 1), Role(ANNA, 2), Role(CARLA, 3, END)),
        team=(Role(ANNA),),
    )
    leads = [board.leads_after for board in answer_to(Question(team=True), facts).boards]
    assert leads == [(BEN,), (), (CARLA,)]
    at_end = answer_to(Question(by=END), facts)
    assert [board.loses_lead for board in at_end.boards] == [False, True, True]
