"""The clock is a year ahead for an hour: nobody reads that they are late, and no question stays late."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from tests import cast
from tests.faults.test_the_clock_jumps import A_DAY, _notice, _server_is_away, ahead
from tests.mail.servers import Takes, mail_server
from workspace import hourly
from workspace.accounts.models import User
from workspace.clocks.models import ResponseClock, due_after
from workspace.db import db, now
from workspace.digests.cli.making import make_mail
from workspace.digests.models import MailChoice
from workspace.initiatives.models import Initiative
from workspace.mail import cli as mail_cli
from workspace.mail.models import OutgoingMail
from workspace.times import today


@pytest.fixture
def asked(app: Flask, nico: User, olaf: User, initiative: Initiative, municipality) -> ResponseClock:
    """Nico asked the municipality something yesterday; its official has a digest every day."""
    cast.let_clock_hold()
    cast.save(MailChoice(user_id=olaf.id, days=127, at_once=True, unsubscribe_key="k"))
    comment = cast.make_comment(initiative, nico, "Mag de tafel op de stoep?")
    due_on = due_after(today() - A_DAY, 10)
    return cast.save(
        ResponseClock(
            board_id=initiative.board_id,
            initiative_id=initiative.id,
            comment_id=comment.id,
            organisation_id=municipality.id,
            asked_by_id=nico.id,
            asked_at=now() - A_DAY,
            first_due_on=due_on,
            due_on=due_on,
        )
    )


def mails_to(user: User) -> list[str]:
    found = list(db.session.scalars(select(OutgoingMail.text).where(OutgoingMail.recipient == user.email)))
    db.session.rollback()
    return found


def test_nobody_reads_in_a_mail_of_that_hour_that_they_are_late(app, asked, olaf, initiative):
    cast.save(_notice(olaf, initiative))  # that there is news would be reason enough for a digest
    with ahead():
        hourly.do_it(app)
        assert make_mail() == 0
    assert make_mail() == 0  # nothing is late, and the digest of today waits for its hour
    with time_machine.travel(now() + A_DAY, tick=False) as clock:
        cast.let_clock_hold()
        assert make_mail() == 1
        assert not any("te lang wachten" in text for text in mails_to(olaf))
        clock.shift(timedelta(days=20))
        cast.let_clock_hold()
        assert make_mail() == 1  # and who is late when the clock is right reads it
        assert "te lang wachten" in mails_to(olaf)[-1]


def test_a_digest_that_goes_out_in_that_hour_says_nothing_of_lateness(app, asked, olaf, initiative):
    cast.save(_notice(olaf, initiative))
    asked.due_on = today() + 2 * A_DAY
    cast.save(asked)
    takes = Takes()
    with time_machine.travel(now() + A_DAY):
        cast.let_clock_hold()
        assert make_mail() == 1
        with mail_server(app, takes) as settings:
            _server_is_away(settings)
            with time_machine.travel(now() + timedelta(days=2, hours=1)):  # any later it is held back
                assert mail_cli.deliver_pending(settings) == 1
    (message,) = takes.messages
    assert "te lang wachten" not in message.as_string() and message["Subject"] != "Er wacht iets op u"


def test_what_is_asked_in_that_hour_has_its_term_and_what_is_answered_was_in_time(
    app, client, asked, nico, olaf, municipality, initiative
):
    with ahead():
        client.sign_in(nico).post(
            f"/initiatieven/{initiative.id}/reacties",
            data={"body": "Wanneer komt de bank?", "asks": str(municipality.id)},
        )
        answer = client.sign_in(olaf).post(f"/vragen/{asked.id}/antwoord", data={"antwoord-body": "Dat mag."})
        assert answer.status_code == 303
    cast.let_clock_hold()
    hourly.do_it(app)
    answered, other = db.session.scalars(select(ResponseClock).order_by(ResponseClock.id))
    assert answered.answered_at <= now() and answered.waited_days <= 1
    assert other.asked_at <= now() and other.first_due_on == other.due_on == due_after(today(), 10)
    db.session.rollback()
    page = client.get(f"/vragen/{asked.id}").text
    assert "te laat" not in page
    before = counted_anew()
    hourly.do_it(app)
    assert counted_anew() == before  # once


def counted_anew() -> list[tuple[object, ...]]:
    columns = ResponseClock.asked_at, ResponseClock.answered_at, ResponseClock.version
    found = [tuple(row) for row in db.session.execute(select(*columns).order_by(ResponseClock.id))]
    db.session.rollback()
    return found


@pytest.mark.parametrize("days", [1, 20, 35, 50, 366])
def test_a_clock_that_is_behind_changes_no_question(app, asked, days):
    before = counted_anew()
    with time_machine.travel(now() - timedelta(days=days)):
        hourly.do_it(app)
        assert make_mail() == 0
    assert counted_anew() == before
