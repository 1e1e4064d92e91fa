"""Signing in and out."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import User, UserSession, Way, hash_of
from workspace.activity.actions import record
from workspace.db import change_rows, db, now
from workspace.times import AHEAD, day_of


def start_session(
    user: User,
    *,
    lasts: timedelta,
    way: Way = Way.LINK,
    device: str = "",
    second_step: bool = False,
    by: Actor,
) -> str:
    """Sign one browser in and return its key, for the cookie; `by` is who sat there before, often a visitor.

    The session there was ends: nobody goes on under a key that was known before they signed in. `device` as
    `workspace.devices.device_of` gives it.
    """
    require(policy.may_sign_in(user))
    if by.session_key:
        _end(by.session_key)
    key = secrets.token_urlsafe(32)
    moment = now()
    db.session.add(
        UserSession(
            user_id=user.id,
            key_hash=hash_of(key),
            way=way,
            device=device,
            created_at=moment,
            last_seen_at=moment,
            proved_at=moment,
            second_step_at=moment if second_step else None,
            ends_at=moment + lasts,
        )
    )
    _note_day(user, moment)
    return key


def _note_day(user: User, moment: datetime) -> None:
    """Note that somebody was here today, however short they stay; no version of them changes by it."""
    day, noted = day_of(moment), User.last_seen_on
    is_another = or_(noted.is_(None), noted < day, noted > day + AHEAD)
    change_rows(update(User).where(User.id == user.id, is_another).values(last_seen_on=day))


def confirm_self(*, second_step: bool = False, by: Actor) -> None:
    """Note that the person at this browser showed again that it is them, perhaps with what they have."""
    require(by.is_authenticated)
    shown = {"proved_at": now()} | ({"second_step_at": now()} if second_step else {})
    change_rows(update(UserSession).where(UserSession.key_hash == hash_of(by.session_key)).values(shown))


def end_session(*, by: Actor) -> None:
    """Sign this browser out."""
    require(by.is_authenticated)
    _end(by.session_key)


def end_device(session: UserSession, *, by: Actor) -> None:
    """Sign the person out on one device of theirs, perhaps this one."""
    require(policy.may_end(by, session))
    db.session.delete(session)
    record("ended_sessions", by=by, subject_id=session.user_id)


def end_sessions(user: User, *, keep: str = "", by: Actor) -> None:
    """Sign this person out in every browser, but for the one with the key to keep."""
    require(policy.may_change(by, user))
    change_rows(
        delete(UserSession).where(UserSession.user_id == user.id, UserSession.key_hash != hash_of(keep))
    )
    record("ended_sessions", by=by, subject_id=user.id)


def _end(key: str) -> None:
    change_rows(delete(UserSession).where(UserSession.key_hash == hash_of(key)))
