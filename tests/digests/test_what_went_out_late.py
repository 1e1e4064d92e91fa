"""A message that could not go out at once says what its reader may see when it does."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from tests import cast
from tests.digests.making import key_of_mail, notice_of
from tests.mail.servers import RefusesData, Takes, mail_server
from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.db import db, now
from workspace.digests.cli.making import make_mail
from workspace.initiatives.models import Initiative, Visibility
from workspace.mail.actions import enqueue_mail
from workspace.mail.cli import deliver_pending
from workspace.mail.models import OutgoingMail

FRIDAY = datetime(2026, 11, 27, 6, 0, 5, tzinfo=UTC)


@pytest.fixture
def clock(app):
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False) as travelling:
        yield travelling


@pytest.fixture
def waits(app: Flask, clock, board, initiative, nico, rachida) -> SimpleNamespace:
    """Nico's digest of two initiatives, which a server would not take yet."""
    second = cast.make_initiative("Geheim plan", board, rachida)
    known = SimpleNamespace(
        nico=nico.id, key=key_of_mail(nico), title=initiative.title, first=initiative.id, second=second.id
    )
    for place in (initiative, second):
        notice_of(nico, place, by=rachida)
    clock.move_to(FRIDAY)
    make_mail()
    known.mail = db.session.scalars(select(OutgoingMail.message_id)).one()
    with mail_server(app, RefusesData("452 no room")) as settings:
        assert deliver_pending(settings) == 0
    return known


def hide(*numbers: int) -> None:
    hidden = update(Initiative).where(Initiative.id.in_(numbers)).values(visibility=Visibility.DRAFT)
    db.session.execute(hidden)
    db.session.commit()


def sent_later(app: Flask, clock) -> list[EmailMessage]:
    """Let a server take what waits, an hour later."""
    clock.shift(timedelta(hours=1))
    takes = Takes()
    with mail_server(app, takes) as settings:
        deliver_pending(settings)
    return takes.messages


def test_what_went_out_of_sight_meanwhile_is_left_out(app, clock, waits):
    hide(waits.second)
    (message,) = sent_later(app, clock)
    text, marked = (part.get_content() for part in message.iter_parts())
    assert "Geheim" not in text + marked + message["Subject"] and waits.title in text
    assert message["Message-ID"] == f"<{waits.mail}@example.nl>"


def test_what_stayed_in_sight_is_said_as_before(app, clock, waits):
    (message,) = sent_later(app, clock)
    text, _marked = (part.get_content() for part in message.iter_parts())
    assert "Geheim plan" in text and waits.title in text


def test_with_nothing_left_in_sight_it_is_not_sent(app, clock, waits):
    hide(waits.first, waits.second)
    assert sent_later(app, clock) == []
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert mail.was_given_up and mail.text == mail.html == ""


def test_who_stopped_mail_meanwhile_gets_none(app, client, clock, waits):
    client.post(f"/uitschrijven/{waits.key}", data={"List-Unsubscribe": "One-Click"})
    assert sent_later(app, clock) == []


def test_who_was_blocked_meanwhile_gets_none(app, clock, waits):
    db.session.execute(update(User).where(User.id == waits.nico).values(blocked_at=now()))
    db.session.commit()
    assert sent_later(app, clock) == []


def test_a_letter_of_another_feature_goes_out_as_it_was(app, clock, waits):
    enqueue_mail(
        "aaf@example.nl",
        subject="Uitnodiging",
        text="Komt u ook?",
        unsubscribe=f"/uitschrijven/{waits.key}",
        locale="nl",
        by=OPERATOR,
    )
    db.session.commit()
    invitation, _digest = sorted(sent_later(app, clock), key=lambda message: str(message["To"]))
    assert invitation["Subject"] == "Uitnodiging" and "Komt u ook?" in invitation.get_content()


def test_it_goes_to_the_address_that_somebody_has_now(app, clock, waits):
    db.session.execute(update(User).where(User.id == waits.nico).values(email="nieuw@example.nl"))
    db.session.commit()
    (message,) = sent_later(app, clock)
    assert message["To"] == "nieuw@example.nl"
