"""People who show who they are to their own organisation: the first time, each time, and no longer."""

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.actions.people import AddressTaken, sign_up
from workspace.accounts.models import OutsideIdentity, User
from workspace.activity.actions import record
from workspace.db import add_once, db, now


class LinkedElsewhere(Exception):
    """Another account here belongs to this person of the organisation."""


def sign_up_from_outside(*, issuer: str, subject: str, email: str, name: str, locale: str, by: Actor) -> User:
    """Return a new account of somebody whose organisation confirmed the address; raise AddressTaken.

    An account that was there is nobody's to give away: its person links it (`link_outside`).
    """
    require(policy.may_sign_up(by))
    user = sign_up(email=email, name=name, locale=locale, by=by)
    if user.is_confirmed:
        raise AddressTaken
    user.confirmed_at = now()
    record("confirmed_address", by=user.as_actor(), subject_id=user.id)
    link_outside(user, issuer=issuer, subject=subject, by=user.as_actor())
    return user


def link_outside(user: User, *, issuer: str, subject: str, by: Actor) -> None:
    """Let this person come in through their organisation from now on; raise LinkedElsewhere."""
    require(policy.may_change(by, user))
    if not add_once(OutsideIdentity(user_id=user.id, issuer=issuer, subject=subject, last_used_at=now())):
        raise LinkedElsewhere
    record("linked_outside", by=by, subject_id=user.id)


def come_from_outside(identity: OutsideIdentity, *, by: Actor) -> None:
    """Note that somebody came in this way."""
    require(policy.may_use_identity(by, identity))
    identity.last_used_at = now()


def unlink_outside(identity: OutsideIdentity, *, by: Actor) -> None:
    """Let nobody come in this way any more."""
    require(policy.may_use_identity(by, identity))
    db.session.delete(identity)
    record("unlinked_outside", by=by, subject_id=identity.user_id)
