"""Putting in a message what waits for somebody: the message, the marks and the date in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, false, func, or_, select, update

from workspace.access import Actor, require
from workspace.db import Base, change_rows, db, now
from workspace.digests import policy
from workspace.digests.actions.rows import add_missing_choices
from workspace.digests.models import FRIDAY, MailChoice, as_bits
from workspace.digests.queries.waiting import Reader, hold_readers
from workspace.following.models import Notice
from workspace.letters import Letter
from workspace.mail.actions import enqueue_mail
from workspace.mail.models import OutgoingMail

DIGEST = "digest"  # the kind of message
A_STATEMENT = 1000  # numbers in one


@dataclass(frozen=True)
class Message:
    """What was made for one person; without a letter when nothing of it is in sight any more."""

    reader: Reader
    for_digest: bool
    notices: Collection[int]  # all that it deals with, in sight or not
    letter: Letter | None
    unsubscribe: str


def claim_readers(user_ids: Collection[int], *, by: Actor) -> list[Reader]:
    """Return who of these nobody else is making a message for, held until this transaction ends."""
    require(policy.may_make_mail(by))
    add_missing_choices(user_ids)
    return hold_readers(user_ids)


def put_in_mail(messages: Sequence[Message], *, at: datetime, by: Actor) -> int:
    """Write these messages and mark what they deal with; return how many there are to send.

    The caller commits, so that nothing is lost and nothing comes twice when this stops half-way.
    """
    require(policy.may_make_mail(by))
    mails = [(_written(message.letter, message, by=by), message) for message in messages if message.letter]
    db.session.flush()  # what was told in which message needs their numbers
    told = [{"notice_id": number, "mail_id": mail.id} for mail, each in mails for number in each.notices]
    if told:
        db.session.connection().execute(Base.metadata.tables["mailed_notice"].insert(), told)
    _mark([number for message in messages for number in message.notices], at)
    digested = [message.reader.choice.user_id for message in messages if message.for_digest]
    done = update(MailChoice).where(MailChoice.user_id.in_(digested)).values(digested_at=at)
    change_rows(done)
    return len(mails)


def _written(letter: Letter, message: Message, *, by: Actor) -> OutgoingMail:
    return enqueue_mail(
        message.reader.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        unsubscribe=message.unsubscribe,
        kind=DIGEST,
        locale=message.reader.locale,
        by=by,
    )


def _mark(numbers: Sequence[int], at: datetime) -> None:
    for start in range(0, len(numbers), A_STATEMENT):
        these = Notice.id.in_(numbers[start : start + A_STATEMENT])
        marking = update(Notice).where(these, Notice.mailed_at.is_(None)).values(mailed_at=at)
        change_rows(marking)


def settle_notices(*, by: Actor) -> None:
    """Mark what will never be put in a message: it was seen, or its reader wants no such mail.

    Nobody is waiting for it; it only keeps the list of what waits short.
    """
    require(policy.may_make_mail(by))
    chosen = select(MailChoice.user_id).where(MailChoice.user_id == Notice.user_id)
    no_digest = chosen.where(func.coalesce(MailChoice.days, as_bits(FRIDAY)) == 0)
    unwanted: Any = or_(
        and_(Notice.at_once.is_(False), no_digest.exists()),
        no_digest.where(MailChoice.at_once == false()).exists(),
    )
    settled = update(Notice).where(Notice.mailed_at.is_(None), or_(Notice.seen_at.is_not(None), unwanted))
    change_rows(settled.values(mailed_at=now()))
