"""Mail goes out once, survives servers that refuse, hang or die, and never holds up a page."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask_migrate import upgrade

from tests import cast
from tests.cast import save
from tests.client import StrictClient
from tests.mail.servers import (
    Dies,
    Hangs,
    HangsUpAfterwards,
    RefusesData,
    RefusesRecipient,
    Takes,
    free_port,
    mail_server,
    settings_for,
)
from workspace import create_app, workers
from workspace.access import OPERATOR, VISITOR, NotAllowed
from workspace.accounts.models import KeptForm, User
from workspace.config import Settings
from workspace.db import db, now
from workspace.mail import cli
from workspace.mail.actions import claim_mail, enqueue_mail
from workspace.mail.models import ATTEMPTS_AT_MOST, OutgoingMail
from workspace.mail.queries import count_stuck_mail


def write(
    recipient: str = "nel@example.nl", subject: str = "Onderwerp", text: str = "Dag Nel,\n\nTot ziens.\n"
) -> int:
    """Write a message; return its id."""
    enqueue_mail(recipient, subject=subject, text=text, locale="nl", by=VISITOR)
    db.session.commit()
    written = newest().id
    db.session.commit()  # lets go of the database, for the threads and servers of these tests
    return written


def newest() -> OutgoingMail:
    """Return the message that was written last, as the database holds it now."""
    db.session.expire_all()
    return db.session.query(OutgoingMail).order_by(OutgoingMail.id.desc()).first()


def test_a_message_arrives_as_it_was_written(app: Flask):
    write(
        subject="Uw idee: 'café' ✓",
        text="Dag Nel,\n\nhttps://samen.example.nl/x\n.\nMet een punt ervoor 🦄\n",
    )
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1
    (message,) = takes.messages
    assert message["To"] == "nel@example.nl"
    assert message["From"] == "Samenbord <bord@example.nl>"
    assert message["Subject"] == "Uw idee: 'café' ✓"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{newest().message_id}@example.nl>"
    assert "Met een punt ervoor 🦄" in message.get_content()


def test_what_was_sent_is_wiped_and_not_sent_again(app: Flask):
    write(text="geheime link")
    takes = Takes()
    with mail_server(app, takes) as settings:
        cli.deliver_pending(settings)
        assert cli.deliver_pending(settings) == 0
    assert len(takes.messages) == 1
    assert newest().sent_at is not None and newest().text == ""


def test_a_domain_with_other_letters_is_written_as_servers_want(app: Flask):
    write(recipient="nel@bücher.example.nl")
    takes = Takes()
    with mail_server(app, takes) as settings:
        cli.deliver_pending(settings)
    assert takes.recipients == ["nel@xn--bcher-kva.example.nl"]


def test_no_line_of_a_subject_becomes_a_header(app: Flask):
    write(subject="Dag\nBcc: iedereen@example.nl")
    write(recipient="piet@example.nl")
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1  # the odd one is given up, and holds up nobody else
    assert takes.recipients == ["piet@example.nl"]
    assert count_stuck_mail() == 1


def test_nothing_is_sent_that_was_rolled_back(app: Flask):
    enqueue_mail("nel@example.nl", subject="x", text="x", locale="nl", by=VISITOR)
    db.session.rollback()
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 0


@pytest.mark.parametrize(
    "server", [RefusesRecipient("451 later please"), RefusesData("452 disk full"), Dies(), None]
)
def test_a_server_that_fails_for_now_is_tried_again(app: Flask, server: Takes | None):
    write()
    if server is None:
        assert cli.deliver_pending(settings_for(app, free_port())) == 0
    else:
        with mail_server(app, server) as settings:
            assert cli.deliver_pending(settings) == 0
    assert newest().text and not newest().was_given_up
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 0  # not at once
        with time_machine.travel(now() + timedelta(seconds=61)):
            assert cli.deliver_pending(settings) == 1
    assert takes.messages[0]["Message-ID"] == f"<{newest().message_id}@example.nl>"


@pytest.mark.parametrize("server", [RefusesRecipient("550 no such person"), RefusesData("554 spam")])
def test_a_server_that_refuses_for_good_is_not_asked_again(app: Flask, server: Takes):
    write(text="geheime link")
    with mail_server(app, server) as settings:
        cli.deliver_pending(settings)
    assert newest().was_given_up and newest().text == "" and newest().sent_at is None
    assert count_stuck_mail() == 1
    with mail_server(app, Takes()) as settings, time_machine.travel(now() + timedelta(hours=9)):
        assert cli.deliver_pending(settings) == 0


def test_a_server_that_says_nothing_does_not_hold_us_for_ever(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cli, "TIMEOUT", 0.3)
    write()
    with mail_server(app, Hangs()) as settings:
        assert cli.deliver_pending(settings) == 0
    assert newest().sent_at is None and newest().text


def test_a_server_that_does_not_say_goodbye_has_the_message(app: Flask):
    write()
    takes = HangsUpAfterwards()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1
        with time_machine.travel(now() + timedelta(hours=9)):
            assert cli.deliver_pending(settings) == 0
    assert len(takes.messages) == 1


def test_one_refusal_does_not_hold_up_the_others(app: Flask):
    write(recipient="weg@example.nl")
    write(recipient="nel@example.nl")

    class RefusesOne(Takes):
        async def handle_RCPT(self, server, session, envelope, address, options):
            if address.startswith("weg"):
                return "550 gone"
            envelope.rcpt_tos.append(address)
            return "250 OK"

    takes = RefusesOne()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1
    assert takes.recipients == ["nel@example.nl"]


def test_waits_grow_and_end(app: Flask):
    write()
    settings, moment = settings_for(app, free_port()), now()
    waits = []
    with time_machine.travel(moment) as clock:
        for _ in range(ATTEMPTS_AT_MOST):
            cli.deliver_pending(settings)
            waits.append((newest().due_at - now()).total_seconds())
            clock.move_to(newest().due_at + timedelta(seconds=1))
            if newest().was_given_up or newest().written_at < now() - cli.TOO_OLD:
                break
    assert [round(wait / 60) for wait in waits[:5]] == [1, 2, 4, 8, 16]
    assert max(waits) <= 4 * 3600 + 1
    assert sum(waits) > 24 * 3600


def test_what_is_days_old_is_not_sent_any_more(app: Flask):
    write()
    takes = Takes()
    with mail_server(app, takes) as settings, time_machine.travel(now() + timedelta(days=4)):
        cast.let_clock_hold()
        assert cli.deliver_pending(settings) == 0
    assert takes.messages == [] and newest().was_given_up and newest().text == ""


def test_two_processes_never_send_the_same(app: Flask):
    mail_id = write()
    assert claim_mail(mail_id, by=OPERATOR)
    db.session.commit()
    assert not claim_mail(mail_id, by=OPERATOR)
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 0
        with time_machine.travel(now() + timedelta(minutes=11)):  # the first died on the way
            assert cli.deliver_pending(settings) == 1


def test_many_at_once_send_each_once(app: Flask):
    for number in range(12):
        write(recipient=f"nel{number}@example.nl")
    takes = Takes()

    def work(settings: Settings) -> None:
        with app.app_context():
            cli.deliver_pending(settings)

    with mail_server(app, takes) as settings:
        threads = [threading.Thread(target=work, args=(settings,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(takes.recipients) == sorted(f"nel{number}@example.nl" for number in range(12))


def test_no_transaction_waits_for_the_network(app: Flask):
    """While a server thinks, somebody else writes to the database."""
    write()

    class WritesMeanwhile(Takes):
        async def handle_DATA(self, server, session, envelope):
            with app.app_context():
                save(KeptForm(token_hash="x", path="/", fields={}))
            return await super().handle_DATA(server, session, envelope)

    with mail_server(app, WritesMeanwhile()) as settings:
        assert cli.deliver_pending(settings) == 1
    assert db.session.query(KeptForm).count() == 1


def test_nobody_delivers_from_a_browser(app: Flask, ada: User):
    mail_id = write()
    for actor in (VISITOR, ada.as_actor()):
        with pytest.raises(NotAllowed):
            claim_mail(mail_id, by=actor)


def test_the_command_sends_what_is_due(app: Flask, client: StrictClient):
    write()
    before = app.extensions["settings"]
    with mail_server(app, Takes()) as settings:
        app.extensions["settings"] = settings
        try:
            result = app.test_cli_runner().invoke(args=["mail", "deliver"])
        finally:
            app.extensions["settings"] = before
    assert (result.exit_code, result.output) == (0, "Sent: 1.\n")
    result = app.test_cli_runner().invoke(args=["mail", "deliver"])
    assert result.exit_code == 1 and "MAIL_SERVER" in result.output


def test_the_thread_delivers_and_goes_on_after_the_database_was_away(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workers, "PAUSE", 0.1)
    monkeypatch.setattr(cli, "POLL", 0.1)
    takes, stop, arrived = Takes(), threading.Event(), threading.Event()
    with mail_server(app, takes) as mail_settings:
        settings = Settings(
            environment="test",
            database_url=f"sqlite:///{tmp_path / 'other.sqlite'}",
            files_dir=tmp_path,
            mail_server=mail_settings.mail_server,
            mail_port=mail_settings.mail_port,
        )
        other = create_app(settings)
        thread = cli.start_delivery(other, stop)
        stop.wait(0.5)  # no table yet: it fails, says so, and goes on
        assert thread.is_alive()
        with other.app_context():
            upgrade()
            write()
            for _ in range(100):
                if takes.messages or arrived.wait(0.1):
                    break
            stop.set()
            thread.join(timeout=10)
    assert len(takes.messages) == 1 and not thread.is_alive()
