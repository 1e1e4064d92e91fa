"""What waits for people who are due, and who they are, held while their message is made."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, union

from workspace.accounts.models import User
from workspace.db import db
from workspace.digests.models import MailChoice, MailedNotice
from workspace.digests.queries.due import gets_mail, is_urgent, late_questions, waits
from workspace.following.models import Notice
from workspace.tasks.models import Task


class Reader(NamedTuple):
    """Somebody who gets a message, and what they chose."""

    choice: MailChoice
    name: str
    email: str
    locale: str


def hold_readers(user_ids: Collection[int]) -> list[Reader]:
    """Return these people, held until this transaction ends; who another worker holds is left out."""
    query = (
        select(MailChoice, User.name, User.email, User.locale)
        .join(User, User.id == MailChoice.user_id)
        .where(MailChoice.user_id.in_(user_ids), gets_mail())
        .order_by(MailChoice.user_id)
        .with_for_update(of=MailChoice, skip_locked=True)
    )
    rows = db.session.execute(query, execution_options={"populate_existing": True})
    return [Reader(*row) for row in rows]


def find_reader(key: str) -> Reader | None:
    """Return whose messages carry this key, or None when they get none any more."""
    query = (
        select(MailChoice, User.name, User.email, User.locale)
        .join(User, User.id == MailChoice.user_id)
        .where(MailChoice.unsubscribe_key == key, gets_mail())
    )
    row = db.session.execute(query).one_or_none()
    return Reader(*row) if row else None


def list_told_in(mail_id: int) -> Sequence[int]:
    """Return the numbers of the notices that a message tells of."""
    return db.session.scalars(select(MailedNotice.notice_id).where(MailedNotice.mail_id == mail_id)).all()


def list_waiting(user_ids: Collection[int]) -> Mapping[int, dict[int, bool]]:
    """Return, of each of these people, the numbers of all that waits for them, and whether it is for at once.

    Exactly these are marked afterwards: what comes in meanwhile waits for the next message.
    """
    query = select(Notice.user_id, Notice.id, Notice.at_once)
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for user_id, number, at_once in db.session.execute(query.where(*waits(), Notice.user_id.in_(user_ids))):
        found[user_id][number] = at_once
    return found


def find_asked(user_ids: Collection[int], day: date) -> frozenset[int]:
    """Return which of these people a late question waits for."""
    found = union(*late_questions(day)).subquery("found")
    person = next(iter(found.c))
    return frozenset(db.session.scalars(select(person).where(person.in_(user_ids))))


def find_busy(user_ids: Collection[int], day: date) -> frozenset[int]:
    """Return which of these people have a task to finish within a week of this day."""
    query = select(Task.person_id).where(Task.person_id.in_(user_ids), is_urgent(day))
    return frozenset(number for number in db.session.scalars(query) if number is not None)
