"""What somebody agreed to, and took back."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from workspace.access import Actor
from workspace.consents.models import ConsentEntry, ConsentFor, ConsentHow
from workspace.db import db

AT_MOST = 500  # lines on a page


class ConsentRow(NamedTuple):
    """One time that somebody said yes or no: when, for what, about which thing, and how."""

    said_at: datetime
    consent_for: ConsentFor
    subject_kind: str
    subject_id: int
    is_given: bool
    how: ConsentHow
    is_noted_by_other: bool


def list_consents_of(person_id: int, *, at_most: int | None = None) -> list[ConsentRow]:
    """Return every yes and no of this person, newest first; all of them unless said otherwise."""
    entry = ConsentEntry
    found = (
        select(
            entry.said_at,
            entry.consent_for,
            entry.subject_kind,
            entry.subject_id,
            entry.is_given,
            entry.how,
            entry.noted_by_id.is_not(None) & (entry.noted_by_id != person_id),
        )
        .where(entry.person_id == person_id)
        .order_by(entry.id.desc())
        .limit(at_most)
    )
    return [ConsentRow(*row) for row in db.session.execute(found)]


def list_consents(*, seen_by: Actor) -> list[ConsentRow]:
    """Return what the person at the keyboard said, newest first, as many as fit on a page."""
    return list_consents_of(seen_by.signed_in_id(), at_most=AT_MOST)
