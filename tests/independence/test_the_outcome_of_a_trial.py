"""What a trial without its lead shows: to the team, on everybody's own place, and its outcome from counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.independence.conftest import MONTH, ONE
from tests.initiatives.actors import actor_of
from workspace.access import NotAllowed
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.independence import actions
from workspace.independence.models import Independence, Outcome, SoloTrial
from workspace.independence.models.rules import is_fitting, judged, last_day_from, outcome_of
from workspace.independence.queries import list_trials
from workspace.initiatives.queries import get_initiative_to_change
from workspace.overview.queries.trials import list_my_trials
from workspace.times import today


def test_the_shortest_and_the_longest_trial():
    day = date(2026, 8, 31)
    assert is_fitting(day, day + 13 * ONE, on=day)
    assert not is_fitting(day, day + 12 * ONE, on=day)
    assert last_day_from(day) == date(2027, 2, 27)
    assert last_day_from(date(2026, 1, 1)) == date(2026, 6, 30)
    assert is_fitting(day, last_day_from(day), on=day)
    assert not is_fitting(day, last_day_from(day) + ONE, on=day)
    assert not is_fitting(day, day + MONTH, on=day + ONE)


def test_during_a_trial_the_team_is_told_on_the_page_and_nobody_else(
    client, initiative, trial, karin, tess, marja, rachida, nico
):
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    note = "Laat het los: wat u doet, komt op de lijst van ingrepen."
    running = trial(today(), today() + MONTH, agreed_by=rachida)
    for person, told in ((tess, True), (marja, True), (karin, False), (rachida, False), (nico, False)):
        assert (note in client.sign_in(person).get(page).text) is told
    assert note not in client.sign_out().get(page).text
    by = actor_of(karin)
    held = get_initiative_to_change(initiative.id, seen_by=by)
    actions.call_off_trial(held, db.session.merge(running), reason="Ziek.", by=by)
    db.session.commit()
    assert note not in client.sign_in(tess).get(page).text, "a page that was drawn before is drawn anew"


def test_the_note_is_there_from_the_first_day_to_the_last(client, initiative, trial, tess, rachida):
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    one = trial(today() - MONTH, today(), agreed_by=rachida)
    client.sign_in(tess)
    assert "Proef zonder trekker tot en met" in client.get(page).text
    for first, last, told in ((ONE, MONTH, False), (-MONTH, -ONE, False), (ONE * 0, MONTH, True)):
        db.session.query(SoloTrial).filter_by(id=one.id).update(
            {"starts_on": today() + first, "ends_on": today() + last}
        )
        db.session.query(SoloTrial.id).one()
        db.session.commit()
        client.application.extensions.pop("fragments", None)  # as no action did this
        assert ("Proef zonder trekker tot en met" in client.get(page).text) is told


def test_nothing_is_blocked_and_what_the_team_does_is_listed(client, initiative, here, trial, tess, rachida):
    trial(agreed_by=rachida)
    said = client.sign_in(tess).post(f"/initiatieven/{initiative.id}/reacties", data={"body": "Kom ook!"})
    assert said.status_code == 303
    page = client.get(here).text
    assert "Schreef een reactie" in page
    assert "programmateam, Tess" in page.lower().replace("tess", "Tess")
    page = client.sign_in(rachida).get(here).text
    assert "Schreef een reactie" in page
    assert "Tess" not in page, "names of the team are for insiders"


def test_my_place_tells_of_what_ends_soon_or_ended(client, trial, rachida, karin, nico):
    def asked(who) -> list[str]:
        return [row.asks for row in list_my_trials(actor_of(who))]

    one = trial(today() - MONTH, today() + 14 * ONE, agreed_by=rachida)
    assert asked(rachida) == asked(karin) == ["end"]
    assert asked(nico) == []
    assert "loopt nog tot en met" in client.sign_in(karin).get("/mijn").text
    for first, last, expected in (
        (-MONTH, 15 * ONE, []),
        (-MONTH, ONE * 0, ["end"]),
        (-MONTH, -ONE, ["outcome"]),
        (-MONTH, -15 * ONE, []),
    ):
        db.session.query(SoloTrial).filter_by(id=one.id).update(
            {"starts_on": today() + first, "ends_on": today() + last}
        )
        db.session.commit()
        assert asked(rachida) == expected


# The outcome follows from days and counts alone.

EXPECTED = {
    # by the team, by others -> outcome; the table of the page that explains it
    (0, 0): "too_quiet",
    (0, 9): "too_quiet",
    (9, 0): "too_quiet",
    (0, 10): "went_alone",
    (1, 9): "with_help",
    (5, 15): "with_help",
    (5, 14): "leaned_on_team",
    (10, 0): "leaned_on_team",
}


@pytest.mark.parametrize(("counts", "expected"), EXPECTED.items())
def test_the_outcome_is_computed_from_the_counts(counts, expected):
    assert judged(Independence(*counts)) == expected


@given(st.integers(0, 60), st.integers(0, 60))
def test_every_count_has_the_outcome_that_the_words_promise(team, others):
    found = judged(Independence(team, others))
    assert (found == Outcome.TOO_QUIET) == (team + others < 10)
    if found == Outcome.WENT_ALONE:
        assert team == 0 and others >= 10
    if found == Outcome.WITH_HELP:
        assert team > 0 and 3 * team <= others
    if found == Outcome.LEANED_ON_TEAM:
        assert 3 * team > others


DAY = date(2026, 3, 1)
near = st.integers(-60, 60).map(lambda number: DAY + timedelta(days=number))


@given(near, st.integers(13, 180), st.booleans(), st.booleans(), near, st.integers(0, 20), st.integers(0, 20))
def test_on_every_day_a_trial_stands_where_its_days_say(first, length, agreed, stopped, on, team, others):
    last = first + timedelta(days=length)
    moment = now()
    trial = SoloTrial(
        starts_on=first,
        ends_on=last,
        agreed_at=moment if agreed else None,
        stopped_at=moment if stopped else None,
    )
    found = outcome_of(trial, Independence(team, others), on=on)
    if stopped:
        assert found == ("called_off" if agreed else "not_agreed")
    elif not agreed:
        left = (last - max(first, on)).days + 1
        assert found == ("proposed" if left >= 14 else "not_agreed")
    elif on < first:
        assert found == "planned"
    elif on <= last:
        assert found == "running"
    else:
        assert found == judged(Independence(team, others))
        assert not found.is_open


def test_on_a_refused_agreement_nothing_is_told(initiative, trial, nico):
    by = actor_of(nico)
    held = get_initiative_to_change(initiative.id, seen_by=by)
    with pytest.raises(NotAllowed):
        actions.agree_to_trial(held, trial(), by=by)
    assert db.session.query(Event).count() == 0


def test_a_page_with_many_trials_takes_as_many_queries(
    client, initiative, here, trial, did, tess, rachida, queries
):
    def count() -> int:
        client.get(here)
        queries.clear()
        client.get(here)
        return len(queries)

    client.sign_in(tess)
    trial(today() - MONTH, today() - ONE, agreed_by=rachida)
    did(tess, "team", on=today() - 5 * ONE)
    few = count()
    for years in range(1, 6):
        trial(today() - years * 365 * ONE, today() - years * 365 * ONE + MONTH, agreed_by=rachida)
        did(tess, "team", on=today() - years * 365 * ONE + 5 * ONE, times=5)
    assert count() == few <= 6
    by = actor_of(tess)
    held = get_initiative_to_change(initiative.id, seen_by=by)
    assert [len(shown.interventions) for shown in list_trials(held, seen_by=by, on=today())] == [5] * 5 + [1]
