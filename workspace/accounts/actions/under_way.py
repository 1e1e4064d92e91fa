"""Signing in in two steps: what is kept between them."""

import secrets
from datetime import timedelta

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.actions.sessions import end_session
from workspace.accounts.models import SignInUnderWay, User, Way, hash_of
from workspace.accounts.models.sessions import PATH_LENGTH
from workspace.db import change_rows, db, now

LASTS = timedelta(minutes=10)


class StepTaken(Exception):
    """Somebody took this second step a moment before."""


def begin_sign_in(user: User, *, way: Way, next_path: str, by: Actor) -> str:
    """Keep that this person showed who they are in one way; return the token, for the cookie.

    Nobody is signed in yet, and whoever sat there before no longer.
    """
    require(policy.may_sign_in(user))
    if by.session_key:
        end_session(by=by)
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignInUnderWay(
            token_hash=hash_of(token),
            user_id=user.id,
            way=way,
            next_path=next_path[:PATH_LENGTH],
            expires_at=now() + LASTS,
        )
    )
    return token


def finish_sign_in(under_way: SignInUnderWay, *, by: Actor) -> None:
    """Use up a sign-in that was under way; raise StepTaken when it was used just now."""
    require(policy.may_finish_sign_in(under_way, now()))
    if not change_rows(delete(SignInUnderWay).where(SignInUnderWay.id == under_way.id)):
        raise StepTaken
