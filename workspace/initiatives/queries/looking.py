"""Links of somebody who is new here wait until somebody who moderates has looked at them."""

from sqlalchemy import func, select

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db, now
from workspace.initiatives.models import LookedAt
from workspace.initiatives.policy import Place, is_new_here
from workspace.text import links_in


def links_must_wait(body: str, place: Place, *, by: Actor) -> bool:
    """Tell whether this text holds a link, by somebody who is new and takes part through no organisation."""
    is_known = by.is_admin or place.programme_id in by.insider_in
    if is_known or by.id is None or not links_in(body):
        return False
    looked_at = select(func.count()).where(LookedAt.user_id == by.id).scalar_subquery()
    signed_up, number = db.session.execute(select(User.created_at, looked_at).where(User.id == by.id)).one()
    return is_new_here(signed_up, number, at=now())
