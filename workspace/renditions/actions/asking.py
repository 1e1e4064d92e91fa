"""Asking for a file, once more too, fetching it and throwing it away."""

from functools import partial

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.db import add_once, db, now, when_committed
from workspace.histories.models import LearningHistory
from workspace.renditions import policy
from workspace.renditions.models import Rendition, RenditionFormat, RenditionState
from workspace.renditions.queries import Thing
from workspace.reporting.models import ProgrammeReport
from workspace.stores import Folder

UNDER_WAY = (RenditionState.WAITING, RenditionState.MAKING)
LONGEST_TITLE = 200


def ask_file(thing: Thing, kind: RenditionFormat, *, language: str, by: Actor) -> Rendition:
    """Ask for a file of what was read with this person's eyes; return it.

    While the same file waits or is being made, that one is returned.
    """
    require(policy.may_ask_file(by))
    rendition = Rendition(
        user_id=by.signed_in_id(),
        history_id=thing.id if isinstance(thing, LearningHistory) else None,
        report_id=thing.id if isinstance(thing, ProgrammeReport) else None,
        format=kind,
        language=language,
        title=thing.title[:LONGEST_TITLE],
    )
    found = _find_same(rendition)
    if found is not None:
        return found
    return rendition if add_once(rendition) else _find_same(rendition) or _refuse()


def ask_file_again(rendition: Rendition, thing: Thing, *, by: Actor) -> Rendition:
    """Ask anew for a file that failed or is out of date; return the one that waits now."""
    require(policy.may_have_file(by, rendition))
    return ask_file(thing, rendition.format, language=rendition.language, by=by)


def note_fetched(rendition: Rendition, *, by: Actor) -> None:
    """Note that somebody fetched their file, so that it no longer waits for them."""
    require(policy.may_have_file(by, rendition))
    rendition.fetched_at = rendition.fetched_at or now()


def throw_away(rendition: Rendition, *, folder: Folder, by: Actor) -> None:
    """Remove a file, in this folder after the commit."""
    require(policy.may_have_file(by, rendition))
    db.session.delete(rendition)
    if rendition.file_name:
        when_committed(partial(folder.drop, rendition.file_name))


def _find_same(rendition: Rendition) -> Rendition | None:
    query = select(Rendition).where(
        Rendition.user_id == rendition.user_id,
        Rendition.history_id == rendition.history_id,
        Rendition.report_id == rendition.report_id,
        Rendition.format == rendition.format,
        Rendition.language == rendition.language,
        Rendition.state.in_(UNDER_WAY),
    )
    with db.session.no_autoflush:
        return db.session.scalars(query).first()


def _refuse() -> Rendition:
    raise RuntimeError("A file was refused by the database, but there is none like it.")
