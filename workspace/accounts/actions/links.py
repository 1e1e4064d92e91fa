"""Secret links that work once."""

import secrets
from datetime import timedelta

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import AccountLink, LinkPurpose, User, hash_of
from workspace.db import change_rows, db, now


class LinkUsed(Exception):
    """Somebody used this link a moment before."""


def make_link(
    user: User,
    purpose: LinkPurpose,
    *,
    lasts: timedelta,
    next_path: str = "/",
    new_email: str | None = None,
    by: Actor,
) -> str:
    """Make a link and return its secret, of which only the hash is kept."""
    require(policy.may_send_link(by, user, purpose))
    token = secrets.token_urlsafe(32)
    db.session.add(
        AccountLink(
            token_hash=hash_of(token),
            purpose=purpose,
            user_id=user.id,
            new_email=new_email,
            next_path=next_path,
            expires_at=now() + lasts,
        )
    )
    return token


def use_link(link: AccountLink, *, by: Actor) -> Actor:
    """Use up a link; return its person, whom `by` showed to be. Raise LinkUsed when it was used just now."""
    require(policy.may_use_link(link, now()))
    use = (
        update(AccountLink)
        .where(AccountLink.id == link.id, AccountLink.used_at.is_(None))
        .values(used_at=now())
    )
    if not change_rows(use):
        raise LinkUsed
    return link.user.as_actor()
