"""What has had its day goes, every hour."""

from datetime import timedelta

import time_machine
from flask import Flask

from tests.cast import save
from workspace.access import VISITOR
from workspace.accounts.models import AccountLink, KeptForm, LinkPurpose, User, UserSession
from workspace.activity.models import Submission
from workspace.db import db, now
from workspace.mail.actions import enqueue_mail
from workspace.mail.cli import keep_house
from workspace.mail.models import OutgoingMail

KINDS = (AccountLink, UserSession, KeptForm, Submission, OutgoingMail)


def left() -> list[int]:
    return [db.session.query(kind).count() for kind in KINDS]


def test_each_thing_goes_when_its_time_is_over(app: Flask, rachida: User):
    soon = now() + timedelta(hours=1)
    save(AccountLink(token_hash="a", purpose=LinkPurpose.RESET, user_id=rachida.id, expires_at=soon))
    save(UserSession(key_hash="b", user_id=rachida.id, ends_at=now() + timedelta(days=30)))
    save(KeptForm(token_hash="c", path="/", fields={}))
    save(Submission(key="0:d"))
    enqueue_mail("nel@example.nl", subject="e", text="e", locale="nl", by=VISITOR)
    db.session.commit()
    after = {
        timedelta(0): [1, 1, 1, 1, 1],
        timedelta(hours=2): [0, 1, 1, 1, 1],
        timedelta(days=2): [0, 1, 1, 0, 1],
        timedelta(days=8): [0, 1, 0, 0, 1],
        timedelta(days=31): [0, 0, 0, 0, 0],
    }
    for later, expected in after.items():
        with time_machine.travel(now() + later):
            keep_house()
        assert left() == expected, later
