"""Asking those who moderate for a look: called by other actions, which asked permission."""

from sqlalchemy import select

from workspace.db import add_once, db, now
from workspace.initiatives.models import Case, LookedAt, ThingKind


def open_case_about(about: str, **subject: int | None) -> Case:
    """Return what waits for a look about one thing, held until this request ends; made now if need be.

    `about` names the thing, such as reactie-12; `subject` are the columns that point at it.
    """
    held = select(Case).where(Case.about == about).with_for_update()
    found = db.session.scalar(held, execution_options={"populate_existing": True})
    if found is not None:
        return found
    case = Case(about=about, **subject)
    return case if add_once(case) else db.session.scalars(held).one()


def ask_for_look(initiative_id: int, *, comment_id: int | None = None, update_id: int | None = None) -> None:
    """Put something with links that wait in the queue of those who moderate."""
    db.session.flush()
    kind, number = ThingKind.INITIATIVE, initiative_id
    if comment_id is not None:
        kind, number = ThingKind.COMMENT, comment_id
    elif update_id is not None:
        kind, number = ThingKind.NEWS, update_id
    subject = {"initiative_id": initiative_id, "comment_id": comment_id, "update_id": update_id}
    case = open_case_about(f"{kind.value}-{number}", **subject)
    case.waits_since = case.waits_since or now()


def note_look(author_id: int | None) -> None:
    """Remember that a contribution of this person was looked at, with nothing wrong."""
    if author_id is not None:
        db.session.add(LookedAt(user_id=author_id))
