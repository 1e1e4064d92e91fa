"""Finding what somebody chose about mail."""

from collections.abc import Collection

from sqlalchemy import select

from workspace.access import Actor
from workspace.db import db
from workspace.digests.models import MailChoice


def find_choice(*, seen_by: Actor) -> MailChoice | None:
    """Return what this person chose, or None when there is no row: nobody sees another's."""
    return db.session.scalar(select(MailChoice).where(MailChoice.user_id == seen_by.id))


def get_choice_by_key(key: str) -> MailChoice:
    """Return the choice that the key of a message leads to; raise NoResultFound."""
    return db.session.scalars(select(MailChoice).where(MailChoice.unsubscribe_key == key)).one()


def without_mail_at_once(user_ids: Collection[int]) -> frozenset[int]:
    """Return who of these people wants no mail at once, not even when it is addressed to them."""
    refused = select(MailChoice.user_id).where(MailChoice.user_id.in_(user_ids), ~MailChoice.at_once)
    return frozenset(db.session.scalars(refused))


def hold_choice(user_id: int) -> MailChoice:
    """Return somebody's choice, held until this transaction ends; raise NoResultFound. For actions."""
    held = select(MailChoice).where(MailChoice.user_id == user_id).with_for_update()
    return db.session.scalars(held, execution_options={"populate_existing": True}).one()
