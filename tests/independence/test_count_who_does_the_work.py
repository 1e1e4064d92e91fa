"""Independence is counted from events: who did the work, in which role, in the last ninety days."""

import ast
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from tests.house.test_house_rules import PACKAGE
from workspace.db import db
from workspace.independence.models import Independence
from workspace.independence.models.rules import MINIMUM, WORK
from workspace.independence.queries import independence_in, independence_of, shares_by_person
from workspace.independence.views.wording import SENTENCES
from workspace.times import today

DAY = date(2026, 6, 30)
FIRST = date(2026, 4, 2)  # the first of the ninety days


def counted(initiative, on: date = DAY) -> tuple[int, int]:
    found = independence_of([initiative.id], on=on)[initiative.id]
    return found.by_team, found.by_others


def test_the_team_and_the_manager_are_inside_and_all_others_are_not(initiative, did, tess, nico):
    for role in ("team", "manager"):
        did(tess, role, on=DAY)
    outside = ("resident", "partner", "representative", "municipality", "province", "council", "theme_lead")
    for role in (*outside, "administrator"):
        did(nico, role, on=DAY)
    assert counted(initiative) == (2, 8)
    assert independence_of([initiative.id], on=DAY)[initiative.id].share == 0.8


def test_the_role_counts_that_somebody_had_when_they_did_it(initiative, did, tess):
    did(tess, "resident", on=DAY)
    assert counted(initiative) == (0, 1)


def test_the_ninety_days_begin_and_end_at_midnight_here(initiative, did, nico):
    did(nico, "resident", at=datetime(2026, 4, 1, 21, 59, tzinfo=UTC))  # 23.59 the day before, summer time
    did(nico, "resident", at=datetime(2026, 6, 30, 22, 0, tzinfo=UTC))  # 0.00 the day after
    assert counted(initiative) == (0, 0)
    did(nico, "resident", at=datetime(2026, 4, 1, 22, 0, tzinfo=UTC))
    did(nico, "resident", at=datetime(2026, 6, 30, 21, 59, tzinfo=UTC))
    assert counted(initiative) == (0, 2)
    assert (DAY - FIRST).days == 89
    winter = date(2026, 1, 31)
    did(nico, "resident", at=datetime(2026, 1, 31, 22, 59, tzinfo=UTC))
    did(nico, "resident", at=datetime(2026, 1, 31, 23, 0, tzinfo=UTC))
    assert counted(initiative, winter) == (0, 1)


@pytest.mark.parametrize(
    "verb", ["initiative_supported", "initiative_joined", "comment_removed", "initiative_drafted"]
)
def test_a_wish_is_not_work(initiative, did, nico, verb):
    did(nico, "resident", on=DAY, verb=verb, times=20)
    assert counted(initiative) == (0, 0)


def test_what_nobody_did_does_not_count(initiative, did):
    did(None, None, on=DAY, times=20)
    assert counted(initiative) == (0, 0)


def test_under_ten_there_is_no_share(initiative, did, nico):
    did(nico, "resident", on=DAY, times=MINIMUM - 1)
    assert independence_of([initiative.id], on=DAY)[initiative.id].share is None
    did(nico, "resident", on=DAY)
    assert independence_of([initiative.id], on=DAY)[initiative.id].share == 1


def test_each_initiative_is_counted_by_itself_in_one_query(
    initiative, board, programme, did, nico, tess, elsewhere_area, queries
):
    other = cast.make_initiative("Wandelclub", board)
    quiet = cast.make_initiative("Stil", board)
    abroad = cast.make_board("Elders", cast.make_programme("Samen in Wilg", elsewhere_area))
    far = cast.make_initiative("Ver weg", abroad)
    did(nico, "resident", on=DAY, times=3)
    did(tess, "team", on=DAY, times=2, of=other)
    did(nico, "resident", on=DAY, of=far)
    queries.clear()
    found = independence_of([initiative.id, other.id, quiet.id], on=DAY)
    assert found == {
        initiative.id: Independence(0, 3),
        other.id: Independence(2, 0),
        quiet.id: Independence(0, 0),
    }
    assert len(queries) == 1
    assert independence_in(programme.id, on=DAY) == {
        initiative.id: Independence(0, 3),
        other.id: Independence(2, 0),
    }
    assert set(independence_in(programme.id, abroad.programme_id, on=DAY)) == {
        initiative.id,
        other.id,
        far.id,
    }
    assert len(queries) == 3


def test_who_did_how_much_is_counted_by_person(initiative, board, did, nico, tess):
    other = cast.make_initiative("Wandelclub", board)
    did(nico, "resident", on=DAY, times=3)
    did(tess, "team", on=DAY)
    assert shares_by_person([initiative.id, other.id], on=DAY) == {
        initiative.id: {nico.id: 3, tess.id: 1},
        other.id: {},
    }


def test_work_through_the_pages_is_counted_too(client, initiative, nico, tess):
    address = f"/initiatieven/{initiative.id}/reacties"
    client.sign_in(nico).post(address, data={"body": "Ik kook mee."})
    client.sign_in(tess).post(address, data={"body": "Goed zo."})
    client.post(f"/initiatieven/{initiative.id}/steun")
    assert counted(initiative, today()) == (1, 1)
    assert counted(initiative, today() - timedelta(days=1)) == (0, 0)


def test_counting_reads_the_index_alone(initiative, queries):
    independence_of([initiative.id], on=DAY)
    if db.engine.dialect.name == "sqlite":
        asked = queries[-1].replace("?", "1")
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all()
        assert "USING COVERING INDEX ix_event_activity" in plan[0][3]


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_share_is_the_part_of_others_or_nothing(team, others):
    found = Independence(team, others)
    assert found.total == team + others
    if found.total < 10:
        assert found.share is None
    else:
        assert found.share is not None
        assert 0 <= found.share <= 1
        assert round(found.share * found.total) == others


# What is told of an initiative and is no work; the reasons stand with WORK.
NO_WORK = {
    "carry_confirmed",
    "advice_answered",
    "advice_edited",
    "advice_given",
    "comment_edited",
    "comment_removed",
    "comment_restored",
    "input_said",
    "result_corrected",
    "result_withdrawn",
    "contribution_claimed",
    "initiative_draft_edited",
    "initiative_drafted",
    "initiative_joined",
    "initiative_left",
    "initiative_support_withdrawn",
    "initiative_put_back",
    "initiative_supported",
    "initiative_taken_down",
    "links_shown",
    "moment_hidden",
    "moment_shown",
    "news_hidden",
    "news_shown",
    "partner_comment_posted",
    "partner_question_answered",
    # Seeing to a question is not yet an answer.
    "question_given",
    "question_sent_on",
    "question_taken_up",
    "question_takes_longer",
    "scan_answer_changed",
    "scan_answered",
    "meeting_decided",
    # What people learned is told of the work; it is not the work.
    "moment_caught",
    "moment_edited",
    "moment_withdrawn",
    "partner_moment_caught",
    "quote_caught",
    "consent_taken_back",
    "quote_unpublished",
    "obstacle_shared",
    "obstacle_share_changed",
    "obstacle_unshared",
    "obstacle_name_answered",
    "reflection_edited",
    "reflection_withdrawn",
    "reflection_written",
    "partner_reflection_written",
    "news_reaction",
    "news_reaction_withdrawn",
    "stance_marked",
    "task_added",
    "task_changed",
    "task_removed",
    "task_reopened",
    "start_check_answered",
    "started_anyway",
    # That something changes hands says who carries it, not who worked on it.
    "aspect_passed",
    "handover_followed",
    "meeting_passed",
    "scan_step_passed",
    "team_rights_ended",
    "team_rights_given",
    "trial_agreed",
    "trial_called_off",
    "trial_proposed",
}


def told_of_initiatives() -> set[str]:
    """Return every verb with which an action tells something of an initiative."""
    trees = [ast.parse(path.read_text()) for path in PACKAGE.glob("*/actions*/**/*.py")]
    trees += [ast.parse(path.read_text()) for path in PACKAGE.glob("*/actions.py")]
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    tells = (
        call
        for call in calls
        if getattr(call.func, "id", "") in {"tell", "_tell", "tell_moment", "tell_question"}
    )
    words = (node for call in tells for node in ast.walk(call.args[0]))
    return {word.value for word in words if isinstance(word, ast.Constant)}


def test_of_every_verb_it_was_decided_whether_it_is_work():
    assert told_of_initiatives() - {"handover_"} <= WORK | NO_WORK
    assert not WORK & NO_WORK


def test_all_work_has_words():
    assert set(SENTENCES) == WORK
