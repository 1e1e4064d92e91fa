"""Delivering mail: once by command, or every second beside the server; and keeping house."""

import logging
import smtplib
import ssl
import threading
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from workspace import features
from workspace.access import OPERATOR
from workspace.accounts.actions.housekeeping import forget_expired
from workspace.activity.actions import forget_submissions
from workspace.config import Settings
from workspace.db import db, now
from workspace.hourly import clock_holds
from workspace.limits import forget_old_counts
from workspace.mail.actions import claim_mail, forget_mail, give_up, mark_sent, postpone
from workspace.mail.models import OutgoingMail
from workspace.mail.queries import get_mail, list_due_mail
from workspace.times import elsewhere
from workspace.workers import start_worker

TIMEOUT = 20  # seconds that a mail server may be silent
TOO_OLD = timedelta(days=3)  # what a message says is no longer true; its links ended long before
FRESH = timedelta(minutes=2)  # within which nobody's rights are asked again
POLL = 1.0  # seconds
A_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


def deliver_pending(settings: Settings) -> int:
    """Send what is due and return how many messages a server took. No transaction waits for the network.

    Each message is claimed, sent and marked in transactions of its own. It goes out a second time only when
    this process dies between the server's yes and the mark, and then under the same Message-ID.
    """
    return sum(_deliver(mail_id, settings) for mail_id in list_due_mail())


def _deliver(mail_id: int, settings: Settings) -> bool:
    if not claim_mail(mail_id, by=OPERATOR):
        db.session.rollback()
        return False
    mail = get_mail(mail_id)
    is_old = mail.written_at < now() - TOO_OLD
    if is_old or not _still_holds(mail):
        if is_old and not clock_holds():
            postpone(mail, by=OPERATOR)  # perhaps it is the clock that is wrong
        else:
            give_up(mail, by=OPERATOR)
        db.session.commit()
        return False
    db.session.commit()
    db.session.close()  # the network may take long: hold no connection to the database meanwhile
    refused: Exception | None = None
    try:
        _send(_message(mail, settings), settings)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        refused = error
    mail = get_mail(mail_id)
    if refused is None:
        mark_sent(mail, by=OPERATOR)
    else:
        _after_failure(mail, refused)
    db.session.commit()
    return refused is None


def _still_holds(mail: OutgoingMail) -> bool:
    """Tell whether what a message says may still be said, when it goes out later than it was written.

    A feature's `cli` may hold `before_sending`: it brings a message of its own up to date, or refuses it.
    """
    if not mail.kind or mail.written_at > now() - FRESH:
        return True
    checks = (getattr(commands, "before_sending", None) for commands in features.modules("cli"))
    return all(check(mail) for check in checks if check)


def _after_failure(mail: OutgoingMail, error: Exception) -> None:
    # Neither the address nor what the server said: both may hold personal data.
    log.warning("Mail %s was not taken: %s", mail.message_id, type(error).__name__)
    if _is_final(error):
        give_up(mail, by=OPERATOR)
    else:
        postpone(mail, by=OPERATOR)


def _is_final(error: Exception) -> bool:
    """Tell whether this message can never go: it cannot be written, or a server said 5xx about it."""
    if isinstance(error, ValueError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _message(mail: OutgoingMail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = _for_envelope(mail.recipient)
    # What looks like an encoded word would be decoded, line ends and all, and become headers.
    message["Subject"] = mail.subject.replace("=?", "= ?")
    message["Date"] = format_datetime(elsewhere(mail.written_at))
    message["Message-ID"] = f"<{mail.message_id}@{_domain(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        _say_how_to_stop(message, mail, settings)
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        _add_calendar(message, mail.calendar)
    message["Content-Language"] = mail.locale  # last: what describes content moves into the first part
    return message


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """Let the reader's mail program put it in their calendar (RFC 6047), or the reader do so by hand."""
    method = "CANCEL" if "\nMETHOD:CANCEL" in calendar else "REQUEST"
    said = {"method": method}
    message.add_alternative(calendar, subtype="calendar", params=said)
    message.add_attachment(calendar, subtype="calendar", params=said, filename="uitnodiging.ics")


def _say_how_to_stop(message: EmailMessage, mail: OutgoingMail, settings: Settings) -> None:
    """Let the reader's mail program offer a button that stops such mail at once (RFC 8058, RFC 2919)."""
    message["List-Id"] = f"<berichten.{_domain(settings)}>"
    message["List-Unsubscribe"] = f"<{settings.site_url.rstrip('/')}{mail.unsubscribe}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _domain(settings: Settings) -> str:
    return settings.mail_from.rpartition("@")[2].strip("<> ")


def _for_envelope(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def _send(message: EmailMessage, settings: Settings) -> None:
    server = _connection(settings)
    try:
        server.send_message(message)
    finally:
        # The message was taken or refused by now; a server that does not say goodbye changes nothing.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connection(settings: Settings) -> smtplib.SMTP:
    place = (settings.mail_server, settings.mail_port)
    if settings.mail_tls and settings.mail_port == 465:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(*place, timeout=TIMEOUT)
        if settings.mail_tls:
            server.starttls(context=ssl.create_default_context())
    if settings.mail_username:
        server.login(settings.mail_username, settings.mail_password)
    return server


def keep_house() -> None:
    """Remove what has had its day: links, sessions, kept forms, keys of forms sent, mail, counts."""
    forget_expired(at=now(), by=OPERATOR)
    forget_submissions(now() - A_DAY)
    forget_mail(at=now(), by=OPERATOR)
    db.session.commit()
    forget_old_counts()


def start_delivery(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Start the thread that delivers mail every second, until `stop` is set; return it.

    Where several processes serve, each may run one: a message is claimed by one of them.
    """
    return start_worker(_deliver_where_set, app, stop, what="mail", poll=POLL)


def _deliver_where_set() -> None:
    settings: Settings = current_app.extensions["settings"]
    if settings.has_mail:
        deliver_pending(settings)


@click.group()
def mail() -> None:
    """Deal with outgoing mail."""


@mail.command()
@with_appcontext
def deliver() -> None:
    """Send the mail that is due, once."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.has_mail:
        raise click.ClickException("No mail server is set (MAIL_SERVER), so mail stays in the outbox.")
    click.echo(f"Sent: {deliver_pending(settings)}.")


commands: tuple[click.Command, ...] = (mail,)
beside = (start_delivery,)  # the server starts it: see server.py
hourly_for_good = (keep_house,)
