"""Which initiatives are most at risk, and the reasons given."""

from datetime import date

from workspace.borging.models import AspectCode, Level
from workspace.dashboards.models import Reason, Situation, most_at_risk
from workspace.dashboards.models.risk import risk_of
from workspace.independence.models import Independence

NOW = date(2020, 11, 22)
END = date(2021, 12, 31)
SAFE = Situation(
    id=1, title="Zomerkalender", board_id=1, level=Level.ANCHORED, marks="gggggggg", marks_at_end="gggggggg",
    is_carried=True, team_leads_it=False, work=Independence(2, 18), money="", money_until=None,
)  # fmt: skip


def reasons(on=NOW, ends_on=END, **facts):
    return risk_of(SAFE._replace(**facts), on=on, ends_on=ends_on).reasons


def test_what_is_anchored_and_carried_by_others_has_no_reason():
    assert reasons() == ()
    assert most_at_risk([SAFE], on=NOW, ends_on=END) == []


def test_each_reason_has_its_own_fact():
    assert reasons(marks="oaaaaaaa") == (Reason.OWNER_OPEN,)
    assert reasons(marks="") == (Reason.OWNER_OPEN,)
    assert reasons(marks="gGgggggg", marks_at_end="gGgggggg") == (Reason.STALE,)
    assert reasons(marks_at_end="gggGgggg") == (Reason.GROWS_STALE,)
    assert reasons(money="Pilotgeld", money_until=date(2021, 6, 1)) == (Reason.MONEY_ENDS,)
    assert reasons(money="Pilotgeld", money_until=date(2025, 6, 1)) == ()
    assert reasons(work=Independence(6, 5)) == (Reason.TEAM_DOES_IT,)
    assert reasons(work=Independence(9, 0)) == ()  # too little to say anything
    assert reasons(team_leads_it=True, is_carried=False) == (Reason.TEAM_LEADS_IT,)
    assert reasons(team_leads_it=True) == ()


def test_a_low_level_is_a_reason_from_a_year_before_the_end():
    assert reasons(level=Level.BUILDING) == ()
    assert reasons(level=Level.BUILDING, on=date(2020, 12, 31)) == (Reason.BUILDING,)
    assert reasons(level=Level.NOT_STARTED, on=date(2023, 1, 1)) == (Reason.NOT_STARTED,)


def test_which_claims_are_stale_or_grow_stale_is_said():
    risk = risk_of(SAFE._replace(marks="gggGgggg", marks_at_end="GggGgggg"), on=NOW, ends_on=END)
    assert risk.stale == (AspectCode.DECISION,)
    assert risk.grow_stale == (AspectCode.OWNER,)


def test_the_ten_with_the_heaviest_reasons_come_first():
    many = [
        SAFE._replace(id=n, title=f"Idee {n:02}", marks="oaaaaaaa", level=Level.AGREED) for n in range(12)
    ]
    worst = SAFE._replace(id=99, title="Zwak", marks="oooooooo", level=Level.BUILDING, team_leads_it=True)
    worst = worst._replace(is_carried=False)
    found = most_at_risk([*many, SAFE, worst], on=NOW, ends_on=END)
    assert [risk.situation.id for risk in found] == [99, *range(9)]
