"""What a digest says: what its reader may see at that moment, in their language, grouped and not too long."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import html5lib
import pytest
import time_machine
from flask import Flask

from tests import cast
from tests.digests.making import mail_to, notice_of
from tests.mail.servers import Takes, mail_server
from workspace.db import db
from workspace.digests.cli import making
from workspace.digests.cli.making import make_mail
from workspace.digests.models import MailChoice, MailedNotice
from workspace.following.models import Notice, Why
from workspace.initiatives.models import Visibility
from workspace.mail.cli import deliver_pending

FRIDAY = datetime(2026, 11, 27, 6, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(app):
    with time_machine.travel(FRIDAY - timedelta(days=2), tick=False) as travelling:
        yield travelling


@pytest.fixture
def made(clock):
    """Make what is due on Friday; return the messages to somebody."""

    def make(user):
        clock.move_to(FRIDAY)
        make_mail()
        return mail_to(user)

    return make


def test_it_is_grouped_newest_first_with_one_line_for_each_thing(
    made, clock, board, initiative, nico, rachida
):
    other = cast.make_initiative("Moestuin", board, rachida)
    for place, verb in (
        (initiative, "initiative_posted"),
        (other, "initiative_news"),
        (initiative, "comment_posted"),
    ):
        clock.shift(60)
        notice_of(nico, place, by=rachida, verb=verb)
    (mail,) = made(nico)
    assert mail.subject == f"Nieuw bij {initiative.title} en nog 1 andere"
    lines = [
        line
        for line in mail.text.splitlines()
        if line.startswith("- ") or line in ("Moestuin", initiative.title)
    ]
    assert lines == [
        initiative.title,
        "- Rachida reageerde (25 november 2026)",
        "- Rachida plaatste dit initiatief (25 november 2026)",
        "Moestuin",
        "- Rachida plaatste nieuws (25 november 2026)",
    ]
    assert mail.text.count("U krijgt dit omdat u meedoet.") == 2


def test_each_reader_reads_their_own_language(made, initiative, rachida):
    english = cast.make_user("Amy", locale="en")
    dutch = cast.make_user("Nel")
    for reader in (english, dutch):
        notice_of(reader, initiative, by=rachida)
    ((to_amy,), (to_nel,)) = made(english), mail_to(dutch)
    assert to_amy.locale == "en" and '<html lang="en">' in to_amy.html and "?taal=en" in to_amy.text
    assert "25 November 2026" in to_amy.text
    assert to_nel.locale == "nl" and '<html lang="nl">' in to_nel.html and "Dag Nel," in to_nel.text


def test_what_went_out_of_sight_is_left_out_and_never_comes(made, board, initiative, nico, rachida):
    hidden = cast.make_initiative("Geheim plan", board, rachida)
    for place in (initiative, hidden):
        notice_of(nico, place, by=rachida)
    hidden.visibility = Visibility.PARTNERS
    db.session.commit()
    (mail,) = made(nico)
    assert "Geheim" not in mail.text + mail.html + mail.subject and initiative.title in mail.text
    assert db.session.query(Notice).filter(Notice.mailed_at.is_(None)).count() == 0


def test_when_nothing_is_in_sight_any_more_no_mail_goes(made, board, nico, rachida):
    hidden = cast.make_initiative("Geheim plan", board, rachida)
    notice_of(nico, hidden, by=rachida)
    hidden.visibility = Visibility.DRAFT
    db.session.commit()
    assert made(nico) == []
    assert db.session.query(Notice).filter(Notice.mailed_at.is_(None)).count() == 0
    assert db.session.get(MailChoice, nico.id).digested_at == FRIDAY


def test_a_role_that_ended_shows_no_more_of_what_is_for_partners(made, board, paul, rachida, welfare):
    for_partners = cast.make_initiative("Onder ons", board, rachida, visibility=Visibility.PARTNERS)
    public = cast.make_initiative("Voor allen", board, rachida)
    for place in (for_partners, public):
        notice_of(paul, place, by=rachida, is_public=place is public)
    db.session.execute(cast.Membership.__table__.update().values(ends_on=date(2026, 11, 26)))
    db.session.commit()
    (mail,) = made(paul)
    assert "Voor allen" in mail.text and "Onder ons" not in mail.text + mail.html


AWKWARD = [
    "Nel\r\nBcc: iedereen@example.nl",
    "Nel\u2028Bcc: iedereen@example.nl",
    '<script>alert("x")</script>',
    "=?utf-8?q?Nel=0D=0ABcc=3A_x?=",
    "Dr. 'Jän' <a@b>, \"q\"; 🦄 %(name)s {{ 7*7 }}",
    "n" * 80,
]


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_names_are_only_names(app: Flask, made, board, rachida, name):
    reader = cast.make_user(name, email="nel@example.nl")
    awkward = cast.make_initiative(name, board, rachida)
    notice_of(reader, awkward, by=reader)
    made(reader)
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert deliver_pending(settings) == 1
    (message,) = takes.messages
    assert message["To"] == "nel@example.nl" and takes.recipients == ["nel@example.nl"]
    assert message["Bcc"] is None and message["Subject"].startswith("Nieuw bij ")
    text, marked = (part.get_content() for part in message.iter_parts())
    assert "<script" not in marked and ("7*7" in text) is ("7*7" in name)
    assert "\nBcc" not in text
    html5lib.HTMLParser(strict=True).parse(marked)


def test_the_message_needs_nothing_from_elsewhere_and_says_how_to_stop(app: Flask, made, initiative, nico):
    notice_of(nico, initiative)
    address = nico.email
    made(nico)
    key = db.session.get(MailChoice, nico.id).unsubscribe_key
    db.session.commit()
    takes = Takes()
    with mail_server(app, takes) as settings:
        deliver_pending(settings)
    (message,) = takes.messages
    for part in message.iter_parts():
        body = part.get_content()
        assert f"/uitschrijven/{key}" in body and "/mijn/post" in body and "U krijgt dit omdat" in body
        assert address not in body
    marked = list(message.iter_parts())[1].get_content()
    assert not [word for word in ("<img", "<table", "<style", "url(", "<script", "<link") if word in marked]
    assert message["List-Unsubscribe"] == f"<{settings.site_url}/uitschrijven/{key}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    again = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert again["Message-ID"] == message["Message-ID"] and again["Date"]


def test_a_busy_week_is_not_a_long_message(made, board, nico, rachida):
    for number in range(15):
        place = cast.make_initiative(f"Initiatief {number}", board, rachida)
        for verb in (
            "initiative_posted",
            "initiative_news",
            "initiative_moved",
            "scan_opened",
            "scan_closed",
        ):
            for _ in range(2):
                notice_of(nico, place, by=rachida, verb=verb)
    (mail,) = made(nico)
    assert len(mail.text.splitlines()) < 160
    assert "en nog 4 dingen" in mail.text and "Ook bij nog 3 andere is er nieuws" in mail.text
    assert mail.subject == "Nieuw bij Initiatief 14 en nog 14 andere"
    assert db.session.query(MailedNotice).count() == 150


def test_the_strongest_reason_is_the_one_that_is_told(made, initiative, nico):
    notice_of(nico, initiative, why=Why.PROGRAMME)
    notice_of(nico, initiative, why=Why.SUPPORTED)
    (mail,) = made(nico)
    assert "U krijgt dit omdat u dit initiatief steunt." in mail.text


def test_a_thousand_people_cost_few_questions_each(clock, board, rachida, queries):
    places = [cast.make_initiative(f"Initiatief {number}", board, rachida) for number in range(3)]
    people = [
        cast.User(name=f"Mens {n}", email=f"mens{n}@example.nl", confirmed_at=FRIDAY) for n in range(1000)
    ]
    db.session.add_all(people)
    db.session.flush()
    events = [notice_of(rachida, place).event_id for place in places]
    db.session.add_all(
        Notice(user_id=one.id, event_id=event, why=Why.JOINED) for one in people for event in events
    )
    db.session.commit()
    clock.move_to(FRIDAY)
    queries.clear()
    assert make_mail() == 1001
    batches = 1001 // making.AT_A_TIME + 1
    assert len(queries) <= 12 * batches + 2 * 1001 + 2
    queries.clear()
    assert make_mail() == 0 and len(queries) == 1


def test_one_message_that_cannot_be_made_holds_up_nobody(app, made, initiative, nico, rachida, caplog):
    odd = cast.make_user("Mis", locale="xx")  # no such language
    for reader in (nico, odd, rachida):
        notice_of(reader, initiative)
    assert len(made(nico)) == 1 and len(mail_to(rachida)) == 1
    assert mail_to(odd) == []
    assert db.session.query(Notice).filter(Notice.mailed_at.is_(None)).count() == 1
    assert "A digest was not made" in caplog.text and odd.email not in caplog.text
