"""Writing down that somebody agreed, or no longer does. Called by other actions, which asked permission."""

from datetime import date, time

from workspace.access import Actor
from workspace.consents.models import ConsentEntry, ConsentFor, ConsentHow
from workspace.db import db, now
from workspace.times import from_here

NOON = time(12)


def note_consent(
    consent_for: ConsentFor,
    subject_kind: str,
    subject_id: int,
    *,
    given: bool,
    how: ConsentHow,
    person_id: int | None = None,
    said_on: date | None = None,
    by: Actor,
) -> None:
    """Add the line that somebody said yes, or took it back: the last line about a thing counts.

    `subject_kind` and `subject_id`: the table and the number of what it is about. `person_id`: whose consent
    it is, None for somebody without an account. `said_on`: the day, when that was before today.
    """
    db.session.add(
        ConsentEntry(
            consent_for=consent_for,
            subject_kind=subject_kind,
            subject_id=subject_id,
            is_given=given,
            how=how,
            person_id=person_id,
            said_at=from_here(said_on, NOON) if said_on else now(),
            noted_by_id=by.id,
        )
    )
