"""Several workers make one message for each person; a thread beside the server is one of them."""

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests import cast
from tests.digests.making import mail_to, notice_of
from workspace import workers
from workspace.db import db, now
from workspace.digests import cli
from workspace.digests.cli.making import make_mail
from workspace.mail.models import OutgoingMail

LONG_AGO = timedelta(days=8)  # longer than a week, so that a digest is due whatever day it is


def recipients() -> Counter[str]:
    found = Counter(db.session.scalars(select(OutgoingMail.recipient)))
    db.session.rollback()
    return found


def test_each_person_gets_one_message(app: Flask, initiative):
    addresses = set()
    for number in range(30):
        reader = cast.make_user(f"Mens {number}")
        addresses.add(reader.email)
        notice_of(reader, initiative, made_at=now() - LONG_AGO)
    made: list[int] = []

    def work() -> None:
        with app.app_context():
            made.append(make_mail())

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(made) == 30
    assert recipients() == dict.fromkeys(addresses, 1)


def test_the_thread_beside_the_server_makes_it_and_goes_on(
    app: Flask, initiative, nico, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(cli, "POLL", 0.05)
    monkeypatch.setattr(workers, "PAUSE", 0.05)
    real, tries, stop = cli.make_mail, [], threading.Event()

    def fails_at_first() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("the disk is full")
        return real()

    monkeypatch.setattr(cli, "make_mail", fails_at_first)
    notice_of(nico, initiative, made_at=now() - LONG_AGO)
    thread = cli.start_making(app, stop)
    try:
        for _ in range(200):
            time.sleep(0.05)
            if recipients():
                break
    finally:
        stop.set()
        thread.join(timeout=10)
    assert len(mail_to(nico)) == 1
    assert "digests: waits after OSError" in caplog.text and not thread.is_alive()


def test_the_command_makes_what_is_due(app: Flask, initiative, nico):
    notice_of(nico, initiative, made_at=now() - LONG_AGO)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["digests", "make"]).output == "Made: 1.\n"
    assert runner.invoke(args=["digests", "make"]).output == "Made: 0.\n"
