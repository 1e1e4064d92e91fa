"""A digest comes once, on the days somebody chose; what is addressed to them comes at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests import cast
from tests.digests.making import key_of_mail, mail_to, notice_of
from workspace.db import db
from workspace.digests.actions import choose_mail
from workspace.digests.cli import keep_house
from workspace.digests.cli.making import make_mail

FRIDAY = datetime(2026, 11, 27, 6, 0, 5, tzinfo=UTC)  # five seconds past seven in the Netherlands
A_LITTLE, HOUR, DAY = timedelta(seconds=10), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock(app):
    with time_machine.travel(FRIDAY - 4 * DAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ticks(clock):
    """Let the worker look at these moments; return what it made at each."""

    def look(*moments):
        made = []
        for moment in moments:
            clock.move_to(moment)
            made.append(make_mail())
        return made

    return look


def chooses(user, *weekdays: int, at_once: bool = True) -> None:
    choose_mail(weekdays=weekdays, at_once=at_once, by=user.as_actor())
    db.session.commit()


def test_who_chose_nothing_gets_one_on_friday_from_seven(ticks, initiative, nico):
    notice_of(nico, initiative)
    assert ticks(FRIDAY - DAY, FRIDAY - A_LITTLE, FRIDAY, FRIDAY + HOUR, FRIDAY + DAY) == [0, 0, 1, 0, 0]


def test_who_is_blocked_gets_none_and_fails_for_nobody(ticks, initiative, nico, rachida):
    for person in (nico, rachida):
        notice_of(person, initiative)
    nico.blocked_at = FRIDAY - DAY
    db.session.commit()
    assert ticks(FRIDAY) == [1]
    assert (len(mail_to(nico)), len(mail_to(rachida))) == (0, 1)


def test_every_working_day_for_who_wants_that(ticks, initiative, nico):
    chooses(nico, 0, 1, 2, 3, 4)
    got = []
    for day in range(7):  # from Monday afternoon; something happens each noon
        got += ticks(FRIDAY + (day - 4) * DAY, FRIDAY + (day - 4) * DAY + 5 * HOUR)
        notice_of(nico, initiative)
    assert got == [0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0]
    assert ticks(FRIDAY + 3 * DAY) == [1]  # what happened from Friday on


def test_on_the_days_somebody_chose(ticks, initiative, nico):
    chooses(nico, 1, 6)  # Tuesday and Sunday
    notice_of(nico, initiative)
    assert ticks(FRIDAY - 3 * DAY) == [1]
    notice_of(nico, initiative)
    assert ticks(FRIDAY, FRIDAY + DAY, FRIDAY + 2 * DAY) == [0, 0, 1]


def test_when_nothing_ran_on_friday_it_comes_on_saturday(ticks, initiative, nico):
    notice_of(nico, initiative)
    assert ticks(FRIDAY + DAY + 9 * HOUR, FRIDAY + 2 * DAY) == [1, 0]
    notice_of(nico, initiative)
    assert ticks(FRIDAY + 6 * DAY, FRIDAY + 7 * DAY) == [0, 1]  # and the next on Friday again


def test_when_nothing_ran_for_months_it_comes_as_soon_as_something_does(ticks, initiative, nico):
    notice_of(nico, initiative)
    assert ticks(FRIDAY + 100 * DAY) == [1]


def test_what_comes_in_late_waits_for_the_next_and_is_not_lost(ticks, initiative, nico):
    notice_of(nico, initiative)
    assert ticks(FRIDAY) == [1]
    late = notice_of(nico, initiative, made_at=FRIDAY - A_LITTLE)  # written before seven, seen after it
    assert ticks(FRIDAY + HOUR, FRIDAY + 7 * DAY) == [0, 1]
    assert cast.reloaded(late).mailed_at == FRIDAY + 7 * DAY


def test_summer_time_changes_nothing(ticks, initiative, nico):
    friday_in_summer = datetime(2027, 4, 2, 5, 0, 5, tzinfo=UTC)
    notice_of(nico, initiative)
    assert ticks(friday_in_summer - 7 * DAY + 2 * HOUR) == [1]
    notice_of(nico, initiative)
    assert ticks(friday_in_summer - A_LITTLE, friday_in_summer) == [0, 1]


def test_what_is_addressed_comes_after_a_minute_as_one_message(clock, ticks, initiative, nico):
    start = FRIDAY - 2 * DAY
    clock.move_to(start)
    notice_of(nico, initiative, verb="comment_posted", at_once=True)
    clock.move_to(start + timedelta(seconds=50))
    notice_of(nico, initiative, verb="board_member.added", at_once=True)
    notice_of(nico, initiative)  # for the digest
    assert ticks(start + timedelta(seconds=59), start + timedelta(seconds=61), start + HOUR) == [0, 1, 0]
    assert ticks(FRIDAY) == [1]
    at_once, digest = mail_to(nico)
    assert "Dit is aan u gericht." in at_once.text and at_once.text.count("\n- ") == 2
    assert "Dit is er nieuw bij wat u volgt." in digest.text and digest.text.count("\n- ") == 1


def test_whoever_does_not_want_that_finds_it_in_the_digest(ticks, initiative, nico):
    chooses(nico, 4, at_once=False)
    notice_of(nico, initiative, at_once=True)
    assert ticks(FRIDAY - DAY, FRIDAY) == [0, 1]


def test_whoever_wants_no_digest_still_gets_what_is_addressed(ticks, initiative, nico):
    chooses(nico)
    notice_of(nico, initiative)
    notice_of(nico, initiative, at_once=True)
    assert ticks(FRIDAY - DAY, FRIDAY, FRIDAY + 7 * DAY) == [1, 0, 0]


def test_who_unsubscribed_gets_nothing(ticks, client, initiative, nico):
    client.post(f"/uitschrijven/{key_of_mail(nico)}", data={"List-Unsubscribe": "One-Click"})
    notice_of(nico, initiative)
    notice_of(nico, initiative, at_once=True)
    assert ticks(FRIDAY, FRIDAY + 30 * DAY) == [0, 0]


def test_nobody_is_written_to_who_does_not_read_there(ticks, initiative, nico):
    unconfirmed = cast.make_user("Later", confirmed_at=None)
    on_paper = cast.make_user("Papier", entered_by_id=nico.id)
    for user in (unconfirmed, on_paper):
        notice_of(user, initiative)
        notice_of(user, initiative, at_once=True)
    assert ticks(FRIDAY) == [0]


def test_what_was_seen_is_not_mailed(ticks, initiative, nico):
    notice_of(nico, initiative, seen_at=FRIDAY - 3 * DAY)
    notice_of(nico, initiative, seen_at=FRIDAY - 3 * DAY, at_once=True)
    assert ticks(FRIDAY) == [0]


def test_with_nothing_new_there_is_no_mail_and_nothing_is_written(ticks, initiative, nico, queries):
    queries.clear()
    assert ticks(FRIDAY) == [0]
    assert len(queries) == 1


def test_what_will_never_be_mailed_waits_no_longer(clock, initiative, nico, rachida):
    chooses(rachida)
    seen = notice_of(nico, initiative, seen_at=FRIDAY)
    unwanted, wanted = notice_of(rachida, initiative), notice_of(rachida, initiative, at_once=True)
    waiting = notice_of(nico, initiative)
    keep_house()
    assert [cast.reloaded(one).mailed_at is None for one in (seen, unwanted, wanted, waiting)] == [
        False,
        False,
        True,
        True,
    ]
