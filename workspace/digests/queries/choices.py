"""Finding what somebody chose about mail."""

from collections.abc import Collection

from sqlalchemy import false, select

from workspace.access import Actor
from workspace.db import db
from workspace.digests.models import MailChoice


def find_choice(*, seen_by: Actor) -> MailChoice | None:
    """Return what this person chose, or None when there is no row: nobody sees another's."""
    return db.session.scalar(select(MailChoice).where(MailChoice.user_id == seen_by.id))


def get_choice_by_key(key: str) -> MailChoice:
    """Return the choice that the key of a message leads to; raise NoResultFound."""
    return db.session.scalars(select(MailChoice).where(MailChoice.unsubscribe_key == key)).one()


def choices_of(user_ids: Collection[int]) -> dict[int, MailChoice]:
    """Return what each of these people chose, for letters; who has no row is not in it."""
    found = db.session.scalars(select(MailChoice).where(MailChoice.user_id.in_(user_ids)))
    return {choice.user_id: choice for choice in found}


def who_want_none(user_ids: Collection[int]) -> frozenset[int]:
    """Return who of these people stopped all mail but that about their account."""
    none = (MailChoice.days == 0, MailChoice.at_once == false())
    stopped = select(MailChoice.user_id).where(MailChoice.user_id.in_(user_ids), *none)
    return frozenset(db.session.scalars(stopped))


def hold_choice(user_id: int) -> MailChoice:
    """Return somebody's choice, held until this transaction ends; raise NoResultFound. For actions."""
    held = select(MailChoice).where(MailChoice.user_id == user_id).with_for_update()
    return db.session.scalars(held, execution_options={"populate_existing": True}).one()
