"""A digest also says what asks something: questions somebody is late with, and tasks for this week."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests import cast
from tests.answers.conftest import ask as ask
from tests.digests.making import mail_to, notice_of
from workspace.clocks.models import ResponseClock
from workspace.db import db, now
from workspace.digests.actions import choose_mail
from workspace.digests.cli.making import make_mail
from workspace.privacy.models import RetentionRun
from workspace.tasks.models import Task

FRIDAY = datetime(2026, 11, 27, 6, 0, 5, tzinfo=UTC)
DAY = timedelta(days=1)
LATE = date(2026, 11, 24)


@pytest.fixture
def clock(app):
    with time_machine.travel(FRIDAY - 4 * DAY, tick=False) as travelling:
        for days in range(30):  # the server was on all the time
            moment = now() + (days - 1) * DAY
            cast.save(RetentionRun(began_at=moment, ended_at=moment, done={}, failed=[]))
        yield travelling


@pytest.fixture
def late(clock, ask, nico, municipality) -> ResponseClock:
    """Nico asked the municipality something, to be answered by Tuesday."""
    return ask(nico, municipality, due_on=LATE, first_due_on=LATE, asked_at=FRIDAY - 20 * DAY)


def test_an_official_reads_it_in_their_digest_without_other_news(clock, late, olaf, nico):
    made = []
    for day in (-2, -1, 0, 1, 7, 14):
        clock.move_to(FRIDAY + day * DAY)
        made.append(make_mail())
    assert made == [0, 0, 1, 0, 0, 0]  # and not again, as long as nothing else is new
    (mail,) = mail_to(olaf)
    assert mail.subject == "Er wacht iets op u"
    assert "Vragen die te lang wachten op antwoord" in mail.text and f"/vragen/{late.id}" in mail.html
    assert "Soep op dinsdag: wacht 15 werkdagen op gemeente Linde" in mail.text
    assert "U krijgt dit omdat de vraag aan u of aan uw organisatie is gesteld." in mail.text
    assert mail_to(nico) == []


def test_it_comes_again_beside_something_new(clock, late, olaf, initiative):
    for day in (0, 7):
        clock.move_to(FRIDAY + day * DAY)
        make_mail()
        notice_of(olaf, initiative)
    mails = mail_to(olaf)
    assert len(mails) == 2
    assert "te lang wachten" in mails[1].text and "Dit is er nieuw bij wat u volgt." in mails[1].text


def test_another_that_became_late_is_a_reason_of_its_own(clock, late, ask, olaf, nico, municipality):
    clock.move_to(FRIDAY)
    assert make_mail() == 1
    ask(nico, municipality, due_on=date(2026, 11, 30), first_due_on=date(2026, 11, 30), asked_at=FRIDAY)
    clock.move_to(FRIDAY + 7 * DAY)
    assert make_mail() == 1


def test_when_nothing_ran_on_friday_it_comes_on_saturday(clock, late, olaf):
    clock.move_to(FRIDAY + DAY)
    assert make_mail() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"answered_at": FRIDAY - 5 * DAY},
        {"withdrawn_at": FRIDAY - 5 * DAY},
        {"due_on": date(2026, 11, 27)},
    ],
)
def test_what_is_not_late_asks_nothing(clock, late, olaf, change):
    for name, value in change.items():
        setattr(late, name, value)
    db.session.commit()
    clock.move_to(FRIDAY)
    assert make_mail() == 0


def test_who_wants_no_digest_gets_none_of_it(clock, late, olaf):
    choose_mail(weekdays=(), at_once=True, by=olaf.as_actor())
    db.session.commit()
    clock.move_to(FRIDAY)
    assert make_mail() == 0


def test_what_an_official_no_longer_sees_is_not_mailed(clock, late, olaf, initiative):
    initiative.visibility = "draft"
    db.session.commit()
    clock.move_to(FRIDAY)
    assert make_mail() == 0 and mail_to(olaf) == []


def test_tasks_for_this_week_stand_in_it(clock, initiative, karin):
    for title, due_on in (("Zaal bespreken", date(2026, 12, 1)), ("Ooit", None), ("Later", date(2027, 1, 1))):
        cast.save(
            Task(
                title=title,
                due_on=due_on,
                person_id=karin.id,
                made_by_id=karin.id,
                initiative_id=initiative.id,
                board_id=initiative.board_id,
            )
        )
    clock.move_to(FRIDAY)
    assert make_mail() == 0  # alone they are no reason for a message
    notice_of(karin, initiative, made_at=FRIDAY - DAY)
    assert make_mail() == 1
    (mail,) = mail_to(karin)
    assert "- Zaal bespreken (uiterlijk 1 december 2026)" in mail.text
    assert "Ooit" not in mail.text and "Later" not in mail.text
