"""What waits for people who are due, and who they are, held while their message is made."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.db import db
from workspace.digests.models import MailChoice
from workspace.digests.queries.due import gets_mail, waits
from workspace.following.models import Notice


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


def list_waiting(user_ids: Collection[int]) -> Mapping[int, dict[int, bool]]:
    """Return, of each of these people, the numbers of all that waits for them, and whether it is for at once.

    Exactly these are marked afterwards: what comes in meanwhile waits for the next message.
    """
    query = select(Notice.user_id, Notice.id, Notice.at_once)
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for user_id, number, at_once in db.session.execute(query.where(*waits(), Notice.user_id.in_(user_ids))):
        found[user_id][number] = at_once
    return found
