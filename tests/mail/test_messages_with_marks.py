"""News comes as plain text and with marks, and says how to stop it with one click (RFC 8058)."""

from flask import Flask

from tests.mail.servers import Takes, mail_server
from tests.mail.test_delivery import newest, write
from workspace.access import VISITOR
from workspace.db import db
from workspace.mail import cli
from workspace.mail.actions import enqueue_mail


def write_with_marks(html: str = "<p>Dag Nel,</p>", unsubscribe: str = "/uitschrijven/sleutel") -> None:
    enqueue_mail(
        "nel@example.nl",
        subject="Nieuws",
        text="Dag Nel,\n",
        html=html,
        unsubscribe=unsubscribe,
        locale="en",
        by=VISITOR,
    )
    db.session.commit()


def test_a_message_with_marks_is_there_as_plain_text_too(app: Flask):
    write_with_marks(html='<p lang="nl">Dag Nel, ✓</p>')
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1
    (message,) = takes.messages
    assert message.get_content_type() == "multipart/alternative"
    plain, marked = message.iter_parts()
    assert (plain.get_content_type(), plain.get_content().strip()) == ("text/plain", "Dag Nel,")
    assert (marked.get_content_type(), marked.get_content().strip()) == (
        "text/html",
        '<p lang="nl">Dag Nel, ✓</p>',
    )
    assert message["Content-Language"] == "en"
    assert (newest().text, newest().html, newest().unsubscribe) == ("", "", "")


def test_it_says_how_to_stop_with_one_click(app: Flask):
    write_with_marks()
    write()  # such as a link to sign in: of that there is no stopping
    takes = Takes()
    with mail_server(app, takes) as settings:
        cli.deliver_pending(settings)
        site = settings.site_url
    news, other = takes.messages
    assert news["List-Unsubscribe"] == f"<{site}/uitschrijven/sleutel>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert news["List-Id"] == "<berichten.example.nl>" and news["Auto-Submitted"] == "auto-generated"
    assert news["Date"] and news["Message-ID"]
    assert not [name for name in other if name.startswith("List-")]


def test_no_encoded_word_in_a_subject_becomes_a_header(app: Flask):
    write(subject="=?utf-8?q?Dag=0D=0ABcc=3A_iedereen=40example=2Enl?=")
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 1
    (message,) = takes.messages
    assert message["Bcc"] is None and takes.recipients == ["nel@example.nl"]
    assert message["Subject"] == "= ?utf-8?q?Dag=0D=0ABcc=3A_iedereen=40example=2Enl?="


def test_an_address_that_smuggles_a_line_is_given_up(app: Flask):
    write(recipient="=?utf-8?q?a=0D=0ABcc=3Ay=40example=2Enl?=@example.nl")
    takes = Takes()
    with mail_server(app, takes) as settings:
        assert cli.deliver_pending(settings) == 0
    assert takes.messages == [] and newest().was_given_up
