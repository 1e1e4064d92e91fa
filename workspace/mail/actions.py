"""Writing mail, which goes out after the transaction, and taking it out one message at a time."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, update

from workspace.access import Actor, require
from workspace.db import change_rows, db, now
from workspace.mail import policy
from workspace.mail.models import ATTEMPTS_AT_MOST, FAREWELL, LONGEST_WAIT, OutgoingMail
from workspace.mail.queries import is_due

LEASE = timedelta(minutes=10)  # longer than one message can take: see TIMEOUT in cli.py
KEPT = timedelta(days=30)


def enqueue_mail(
    recipient: str,
    *,
    subject: str,
    text: str,
    locale: str,
    html: str = "",
    unsubscribe: str = "",
    calendar: str = "",
    kind: str = "",
    by: Actor,
) -> OutgoingMail:
    """Write a message, in the same transaction as what it tells, and return it. Others asked permission.

    `html` says the same with marks; `unsubscribe` is the path at which the reader stops such mail;
    `calendar` is a calendar file that goes with it; what has a `kind` is made anew when it goes out late.
    """
    mail = OutgoingMail(
        message_id=uuid4().hex,
        recipient=recipient,
        subject=subject[:200],
        text=text,
        html=html,
        unsubscribe=unsubscribe,
        calendar=calendar,
        kind=kind,
        locale=locale,
    )
    db.session.add(mail)
    return mail


def claim_mail(mail_id: int, *, by: Actor) -> bool:
    """Take one due message, so that no other process sends it; return False when another was first.

    Commit before sending. When this process dies on the way, the message is due again after the lease.
    """
    require(policy.may_deliver(by))
    claim = (
        update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.sent_at.is_(None), is_due(now()))
        .values(due_at=now() + LEASE, attempts=OutgoingMail.attempts + 1)
    )
    return bool(change_rows(claim))


def say_anew(mail: OutgoingMail, *, recipient: str, subject: str, text: str, html: str, by: Actor) -> None:
    """Let a message that was not sent yet say what holds now, under the same Message-ID."""
    require(policy.may_deliver(by))
    mail.recipient, mail.subject, mail.text, mail.html = recipient, subject[:200], text, html


def mark_sent(mail: OutgoingMail, *, by: Actor) -> None:
    """Note that a server took the message, and wipe its text: it may hold a secret link."""
    require(policy.may_deliver(by))
    mail.sent_at = now()
    _wipe(mail)


def postpone(mail: OutgoingMail, *, by: Actor) -> None:
    """Try again later: after one minute, two, four, up to four hours; give up after two days or so."""
    require(policy.may_deliver(by))
    mail.due_at = now() + min(timedelta(minutes=2 ** (mail.attempts - 1)), LONGEST_WAIT)
    if mail.attempts >= ATTEMPTS_AT_MOST:
        _wipe(mail)


def give_up(mail: OutgoingMail, *, by: Actor) -> None:
    """Never try this message again: no server takes it, or what it says is too old."""
    require(policy.may_deliver(by))
    mail.attempts = ATTEMPTS_AT_MOST
    _wipe(mail)


def _wipe(mail: OutgoingMail) -> None:
    if mail.kind == FAREWELL:
        db.session.delete(mail)
        return
    mail.text = mail.html = mail.unsubscribe = mail.calendar = ""


def forget_mail(*, at: datetime, by: Actor) -> None:
    """Remove messages written more than thirty days before this moment."""
    require(policy.may_deliver(by))
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.written_at < at - KEPT))
