"""Making the secret address of one's calendar, and ending it."""

from secrets import token_urlsafe

from workspace.access import Actor, require
from workspace.accounts.models import hash_of
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.meetings import policy
from workspace.meetings.models import CalendarKey
from workspace.meetings.queries.keys import find_key

BYTES = 32  # of a random key that cannot be guessed and says nothing of the person


def make_key(*, by: Actor) -> str:
    """Return a new secret for the address of one's calendar; the one before ends at once."""
    require(policy.may_have_calendar(by))
    secret = token_urlsafe(BYTES)
    found = find_key(by)
    if found is None:
        found = CalendarKey(user_id=by.signed_in_id(), key_hash=hash_of(secret))
        db.session.add(found)
    found.key_hash, found.made_at = hash_of(secret), now()
    record("calendar_key_made", by=by, subject_id=by.id)
    return secret


def revoke_key(*, by: Actor) -> None:
    """Let no address lead to one's calendar any more."""
    require(policy.may_have_calendar(by))
    found = find_key(by)
    if found is None:
        return
    db.session.delete(found)
    record("calendar_key_revoked", by=by, subject_id=by.id)
