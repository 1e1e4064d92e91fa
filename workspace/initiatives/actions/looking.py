"""Links of somebody who is new here wait until somebody who moderates has looked at them."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db, now
from workspace.initiatives.models import Case, LookedAt, ThingKind
from workspace.initiatives.policy import Place
from workspace.text import links_in

NEW_FOR = timedelta(days=14)  # after signing up
TRUSTED_AFTER = 3  # contributions that somebody looked at, with nothing wrong


def is_new_here(signed_up: datetime, looked_at: int, *, at: datetime) -> bool:
    """Tell whether somebody who signed up then, and with so many contributions looked at, is still new."""
    return at - signed_up < NEW_FOR and looked_at < TRUSTED_AFTER


def links_must_wait(body: str, place: Place, *, by: Actor) -> bool:
    """Tell whether this text holds a link, by somebody who is new and takes part through no organisation."""
    is_known = by.is_admin or place.programme_id in by.insider_in
    if is_known or by.id is None or not links_in(body):
        return False
    looked_at = select(func.count()).where(LookedAt.user_id == by.id).scalar_subquery()
    signed_up, number = db.session.execute(select(User.created_at, looked_at).where(User.id == by.id)).one()
    return is_new_here(signed_up, number, at=now())


def open_case(initiative_id: int, *, comment_id: int | None = None, update_id: int | None = None) -> Case:
    """Return what waits for a look about one thing, held until this request ends; made now if need be."""
    kind, number = ThingKind.INITIATIVE, initiative_id
    if comment_id is not None:
        kind, number = ThingKind.COMMENT, comment_id
    elif update_id is not None:
        kind, number = ThingKind.NEWS, update_id
    about = f"{kind.value}-{number}"
    held = select(Case).where(Case.about == about).with_for_update()
    found = db.session.scalar(held, execution_options={"populate_existing": True})
    if found is None:
        try:
            with db.session.begin_nested():
                found = Case(
                    about=about, initiative_id=initiative_id, comment_id=comment_id, update_id=update_id
                )
                db.session.add(found)
        except IntegrityError:  # somebody was first
            found = db.session.scalars(held).one()
    return found


def ask_for_look(initiative_id: int, *, comment_id: int | None = None, update_id: int | None = None) -> None:
    """Put something with links that wait in the queue of those who moderate."""
    db.session.flush()
    case = open_case(initiative_id, comment_id=comment_id, update_id=update_id)
    case.waits_since = case.waits_since or now()


def note_look(author_id: int | None) -> None:
    """Remember that a contribution of this person was looked at, with nothing wrong."""
    if author_id is not None:
        db.session.add(LookedAt(user_id=author_id))
