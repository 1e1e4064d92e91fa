"""The plan for next year is due before 1 October: managers are reminded in time, and once when it is late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import time_machine

from tests import cast
from workspace.db import db
from workspace.digests.actions import choose_mail
from workspace.mail.models import OutgoingMail
from workspace.reporting.cli.reminders import remind_of_plans
from workspace.reporting.models import PlanReminder, ProgrammeReport, ReportKind, ReportState
from workspace.reporting.models.due import due_day, step_on


def letters() -> list[tuple[str, str]]:
    rows = db.session.query(OutgoingMail).order_by(OutgoingMail.id)
    return [(row.recipient, row.subject) for row in rows]


def on(day: str) -> None:
    """Let the clock strike its hours on a day."""
    with time_machine.travel(f"{day}T09:00:00+00:00", tick=False):
        remind_of_plans()
        remind_of_plans()


def make_plan(programme, marja, state: ReportState, year: int = 2027) -> ProgrammeReport:
    return cast.save(
        ProgrammeReport(
            programme_id=programme.id, kind=ReportKind.PLAN, title=f"Plan {year}", made_by_id=marja.id,
            starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), state=state,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), 30),
        (date(2026, 9, 23), 30),
        (date(2026, 9, 24), 7),
        (date(2026, 9, 30), 7),
        (date(2026, 10, 1), 0),
        (date(2026, 12, 31), 0),
        (date(2027, 1, 1), None),
    ],
)
def test_each_step_has_its_days(day, step):
    assert step_on(day) == step
    assert due_day(day) == date(day.year, 10, 1)


def test_managers_hear_it_at_thirty_days_at_seven_and_once_when_it_is_late(programme, marja, tess):
    subjects = []
    for day in (
        "2026-08-31",
        "2026-09-01",
        "2026-09-12",
        "2026-09-24",
        "2026-09-30",
        "2026-10-01",
        "2026-11-05",
    ):
        before = len(letters())
        on(day)
        subjects += [(day, *letter) for letter in letters()[before:]]
    assert subjects == [
        ("2026-09-01", marja.email, "Nog 30 dagen voor het plan van 2027"),
        ("2026-09-24", marja.email, "Nog 7 dagen voor het plan van 2027"),
        ("2026-10-01", marja.email, "Het plan van 2027 is nog niet vastgesteld"),
    ]


def test_what_was_missed_is_not_made_up_for(programme, marja):
    on("2026-09-28")  # the server stood still in September
    assert letters() == [(marja.email, "Nog 3 dagen voor het plan van 2027")]


def test_the_next_year_it_begins_again(programme, marja):
    on("2026-10-02")
    on("2027-09-01")
    assert [subject for _, subject in letters()][-1] == "Nog 30 dagen voor het plan van 2028"


def test_nobody_is_reminded_of_a_plan_that_was_adopted(programme, marja):
    make_plan(programme, marja, ReportState.ADOPTED)
    on("2026-09-01")
    assert letters() == []


def test_a_draft_and_a_plan_for_this_year_do_not_count(programme, marja):
    draft = make_plan(programme, marja, ReportState.DRAFT)
    make_plan(programme, marja, ReportState.ADOPTED, 2026)
    on("2026-09-01")
    [letter] = db.session.query(OutgoingMail)
    assert f"/verslagen/{draft.id}" in letter.text, "the letter leads to the plan that is being made"


def test_a_programme_that_is_over_next_year_needs_no_plan(programme, marja):
    programme.ends_on = date(2026, 12, 31)
    cast.save(programme)
    on("2026-09-01")
    assert letters() == []


def test_who_wants_no_mail_gets_none_and_sees_it_at_mijn_werkplek(client, programme, marja):
    choose_mail(weekdays=(), at_once=False, by=marja.as_actor())
    db.session.commit()
    on("2026-09-01")
    assert letters() == []
    with time_machine.travel("2026-09-02T09:00:00+00:00", tick=False):
        page = client.sign_in(marja).get("/mijn").text
    assert "Plan en begroting maken" in page
    assert "moet klaar zijn vóór 1 oktober 2026" in page


def test_mijn_werkplek_asks_it_of_managers_in_autumn_only(client, programme, marja, tess):
    for day, user, asks in (
        ("2026-08-31", marja, False),
        ("2026-10-01", marja, True),
        ("2026-10-01", tess, False),
    ):
        with time_machine.travel(f"{day}T09:00:00+00:00", tick=False):
            page = client.sign_in(user).get("/mijn").text
        assert ("Plan en begroting maken" in page) is asks, day
    with time_machine.travel("2026-10-01T09:00:00+00:00", tick=False):
        assert "moest klaar zijn vóór 1 oktober 2026" in client.sign_in(marja).get("/mijn").text


def test_two_processes_at_the_same_hour_remind_once(app, programme, marja):
    start = Barrier(2)

    def strike(_: int) -> None:
        with app.app_context():
            start.wait()
            remind_of_plans()
            db.session.remove()

    db.session.rollback()
    with time_machine.travel("2026-09-01T09:00:00+00:00", tick=False), ThreadPoolExecutor(2) as pool:
        list(pool.map(strike, range(2)))
    assert len(letters()) == 1
    assert db.session.query(PlanReminder).count() == 1
