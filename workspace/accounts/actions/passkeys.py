"""Passkeys: asking a browser to show one, adding, using and removing them."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.actions.second_steps import forget_when_last
from workspace.accounts.actions.sessions import confirm_self
from workspace.accounts.models import Passkey, PasskeyChallenge, User, hash_of
from workspace.audit.actions import note
from workspace.db import add_once, change_rows, db, now
from workspace.passkeys import NewKey, Refused

LASTS = timedelta(minutes=10)
LASTS_ON_SIGN_IN = timedelta(minutes=30)  # there the browser waits until somebody chooses a key
CHALLENGE_LENGTH = 32  # bytes


class KeyTaken(Exception):
    """This key is here already."""


def make_challenge(user: User | None, *, by: Actor) -> tuple[str, bytes]:
    """Return a question for a browser and the token that finds it; of this person, or of whoever signs in."""
    require(user is None or policy.may_sign_in(user))
    token, challenge = secrets.token_urlsafe(24), secrets.token_bytes(CHALLENGE_LENGTH)
    db.session.add(
        PasskeyChallenge(
            token_hash=hash_of(token),
            challenge=challenge,
            user_id=user.id if user else None,
            expires_at=now() + (LASTS if user else LASTS_ON_SIGN_IN),
        )
    )
    return token, challenge


def add_passkey(user: User, *, key: NewKey, label: str, answers: PasskeyChallenge, by: Actor) -> None:
    """Add a key that was made when asked this; raise KeyTaken, or Refused when that was answered before."""
    require(policy.may_change(by, user))
    _use_up(answers)
    passkey = Passkey(
        user_id=user.id,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        label=label,
    )
    if not add_once(passkey):
        raise KeyTaken
    note("second_step.added", by=by, subject_id=user.id, kind="passkey")
    confirm_self(second_step=True, by=by)


def use_passkey(passkey: Passkey, *, sign_count: int, answers: PasskeyChallenge, by: Actor) -> None:
    """Note that a key was shown; raise Refused when the question or this count was used a moment before."""
    require(answers.user_id in (None, passkey.user_id))
    _use_up(answers)
    use = (
        update(Passkey)
        .where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
        .values(sign_count=sign_count, last_used_at=now())
    )
    if not change_rows(use):
        raise Refused


def rename_passkey(passkey: Passkey, user: User, *, label: str, by: Actor) -> None:
    """Give a key another name."""
    require(policy.may_change(by, user) and passkey.user_id == user.id)
    passkey.label = label


def remove_passkey(passkey: Passkey, user: User, *, by: Actor) -> None:
    """Let a key open this account no longer."""
    require(policy.may_change(by, user) and passkey.user_id == user.id)
    db.session.delete(passkey)
    note("second_step.removed", by=by, subject_id=user.id, kind="passkey")
    forget_when_last(user)


def _use_up(challenge: PasskeyChallenge) -> None:
    if not change_rows(delete(PasskeyChallenge).where(PasskeyChallenge.id == challenge.id)):
        raise Refused
