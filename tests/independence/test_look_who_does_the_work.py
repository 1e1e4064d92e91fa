"""The page of independence: the share with the counts behind it, and the days of a trial at their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests import cast
from tests.initiatives.actors import actor_of
from workspace.db import db
from workspace.independence.models import Independence, Outcome, SoloTrial
from workspace.independence.queries import find_running_trial, list_trials
from workspace.independence.queries.activity import days
from workspace.independence.queries.months import by_month
from workspace.initiatives.queries import get_initiative
from workspace.times import today

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    "who", ["rachida", "paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"]
)
def test_insiders_its_maker_and_its_owner_see_it(client, request, here, who):
    assert client.sign_in(request.getfixturevalue(who)).get(here).status_code == 200


@pytest.mark.parametrize("who", ["nico", "ada", "otto"])
def test_others_do_not_and_find_no_way_there(client, request, initiative, here, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(here).status_code == 403
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "zelfstandigheid" not in page


def test_an_owner_from_outside_sees_it_and_finds_the_way(client, initiative, here, nico):
    abroad = cast.make_organisation("Elders")
    cast.make_member(nico, abroad, represents=True)
    initiative.organisation_id = abroad.id
    db.session.commit()
    page = client.sign_in(nico).get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert f'href="{here}"' in page
    assert client.get(here).status_code == 200


def test_a_visitor_signs_in_and_what_is_hidden_is_not_there(client, board, here, paul, nico):
    assert client.get(here).headers["Location"].startswith("/inloggen")
    hidden = cast.make_initiative("Onder ons", board, paul, visibility="partners")
    assert client.sign_in(nico).get(f"/initiatieven/{hidden.id}/zelfstandigheid").status_code == 404


def test_under_ten_it_says_that_there_is_too_little(client, here, did, nico, rachida):
    did(nico, "resident", on=today(), times=9)
    page = client.sign_in(rachida).get(here).text
    assert "Te weinig activiteit om te zeggen." in page
    assert "%" not in page.split('id="meting"')[1].split("</section>")[0]


def test_the_share_stands_with_the_counts_behind_it_by_month(
    client, initiative, here, did, nico, tess, rachida
):
    did(nico, "resident", on=date(2026, 5, 10), times=6)
    did(nico, "resident", on=date(2026, 4, 2), times=2)
    did(tess, "team", on=date(2026, 6, 30), times=3)
    months = by_month(initiative.id, on=DAY)
    assert [(month.first, month.last, month.counts) for month in months] == [
        (date(2026, 4, 2), date(2026, 4, 30), Independence(0, 2)),
        (date(2026, 5, 1), date(2026, 5, 31), Independence(0, 6)),
        (date(2026, 6, 1), date(2026, 6, 30), Independence(3, 0)),
    ]
    page = client.sign_in(rachida).get(f"{here}?op=2026-06-30").text
    assert "deden 72% van het werk: 8 van de 11 activiteiten" in page
    assert "2 tot en met 30 april 2026" in page
    assert "mei 2026" in page
    assert page.count('class="work-bar"') == 3


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "9999-12-31", "", "2026-W10"])
def test_a_strange_day_shows_a_page(client, here, rachida, day):
    assert client.sign_in(rachida).get(f"{here}?op={day}").status_code == 200


def test_an_earlier_day_shows_that_day_and_no_forms(client, here, did, nico, rachida):
    did(nico, "resident", on=date(2026, 2, 1), times=10)
    client.sign_in(rachida)
    page = client.get(f"{here}?op=2026-02-10").text
    assert "Zo stond het op 10 februari 2026." in page
    assert "10 van de 10" in page
    assert "Een proef voorstellen" not in page
    assert "Te weinig activiteit" in client.get(f"{here}?op=2026-01-31").text
    assert client.get(f"{here}?op=0001-01-01").status_code == 200


def test_talk_among_partners_is_told_to_nobody_by_a_count(client, initiative, here, did, paul, rachida):
    before = client.sign_in(rachida).get(f"{here}?op={today()}").text
    client.sign_in(paul).post(
        f"/initiatieven/{initiative.id}/reacties", data={"body": "Onder ons.", "audience": "partners"}
    )
    assert "Onder ons." in client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    client.sign_in(rachida)
    assert _numbers(client.get(f"{here}?op={today()}").text) == _numbers(before)


def _numbers(page: str) -> list[str]:
    return [part.split("</td>")[0] for part in page.split("<td")[1:]]


# The days of a trial begin and end at midnight in the Netherlands, in summer as in winter.

FIRST, LAST = date(2026, 3, 20), date(2026, 4, 10)  # summer time begins on the 29th of March


@pytest.fixture
def trial(initiative, karin, rachida) -> SoloTrial:
    return cast.save(
        SoloTrial(
            initiative_id=initiative.id,
            starts_on=FIRST,
            ends_on=LAST,
            proposed_by_id=karin.id,
            agreed_by_id=rachida.id,
            agreed_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        )
    )


def shown(initiative, who, on=date(2026, 5, 1)):
    by = actor_of(who)
    (picture,) = list_trials(get_initiative(initiative.id, seen_by=by), seen_by=by, on=on)
    return picture


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (datetime(2026, 3, 19, 22, 59, tzinfo=UTC), "before"),  # 23.59, winter time
        (datetime(2026, 3, 19, 23, 0, tzinfo=UTC), "during"),  # 0.00 on the first day
        (datetime(2026, 4, 10, 21, 59, tzinfo=UTC), "during"),  # 23.59 on the last day, summer time
        (datetime(2026, 4, 10, 22, 0, tzinfo=UTC), "after"),  # 0.00 on the day after
    ],
)
def test_the_first_and_the_last_day_count_whole(initiative, trial, did, tess, moment, counts):
    did(tess, "team", at=moment)
    found = shown(initiative, tess)
    assert {name: getattr(found, name).by_team for name in ("before", "during", "after")} == {
        "before": 0,
        "during": 0,
        "after": 0,
        counts: 1,
    }
    assert len(found.interventions) == (counts == "during")


def test_before_and_after_are_as_long_as_the_trial(initiative, trial, did, nico, tess):
    length = (LAST - FIRST).days + 1
    for day, _ in (
        (FIRST - timedelta(days=length), "before"),
        (FIRST - timedelta(days=length + 1), "nowhere"),
        (LAST + timedelta(days=length), "after"),
        (LAST + timedelta(days=length + 1), "nowhere"),
    ):
        did(nico, "resident", on=day)
    found = shown(initiative, tess)
    assert (found.before, found.during, found.after) == (
        Independence(0, 1),
        Independence(0, 0),
        Independence(0, 1),
    )
    assert shown(initiative, tess, on=LAST).after is None


def test_what_the_team_did_before_the_agreement_was_no_intervention(initiative, trial, did, tess):
    trial.agreed_at = datetime(2026, 3, 20, 10, tzinfo=UTC)
    db.session.commit()
    did(tess, "team", at=datetime(2026, 3, 20, 9, tzinfo=UTC))
    did(tess, "manager", at=datetime(2026, 3, 20, 11, tzinfo=UTC))
    assert [act.role for act in shown(initiative, tess).interventions] == ["manager"]


def test_what_happened_after_it_was_called_off_does_not_count(initiative, trial, did, tess, karin):
    trial.stopped_at, trial.stopped_by_id = datetime(2026, 3, 25, 10, tzinfo=UTC), karin.id
    db.session.commit()
    did(tess, "team", on=date(2026, 3, 24))
    did(tess, "team", on=date(2026, 3, 26))
    found = shown(initiative, tess)
    assert (found.outcome, found.during.by_team) == (Outcome.CALLED_OFF, 1)


def test_the_outcome_follows_and_earlier_trials_stay(client, initiative, here, trial, did, nico, tess, karin):
    did(nico, "resident", on=FIRST, times=10)
    assert shown(initiative, tess, on=LAST).outcome == Outcome.RUNNING
    assert shown(initiative, tess).outcome == Outcome.WENT_ALONE
    cast.save(
        SoloTrial(
            initiative_id=initiative.id,
            starts_on=today(),
            ends_on=today() + timedelta(days=20),
            proposed_by_id=karin.id,
        )
    )
    page = client.sign_in(nico).get(here)
    assert page.status_code == 403
    page = client.sign_in(tess).get(here).text
    assert page.index("Voorgesteld.") < page.index("Ging zonder het programmateam.")
    assert "Van 20 maart 2026 tot en met 10 april 2026" in page


@pytest.mark.parametrize(
    ("moment", "runs"),
    [
        (datetime(2026, 3, 19, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 19, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 4, 10, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 4, 10, 22, 0, tzinfo=UTC), False),
    ],
)
def test_it_runs_on_the_days_of_the_netherlands(initiative, trial, tess, moment, runs):
    by = actor_of(tess)
    loaded = get_initiative(initiative.id, seen_by=by)
    with time_machine.travel(moment, tick=False):
        assert (find_running_trial(loaded, seen_by=by, on=today()) is not None) is runs


def test_a_day_of_summer_time_has_23_hours():
    span = days(date(2026, 3, 29), date(2026, 3, 29))
    assert span.end.astimezone(UTC) - span.start.astimezone(UTC) == timedelta(hours=23)
