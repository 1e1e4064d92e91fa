"""Making files in turns: one process claims a file, and what a slower one says later is not heard."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select, update

from workspace.access import Actor, require
from workspace.db import change_rows, db, now
from workspace.renditions import policy
from workspace.renditions.models import ATTEMPTS_AT_MOST, KEPT, Rendition, RenditionState
from workspace.renditions.queries import is_free

STEPS = 3  # it is read, it is drawn, it is written


def claim_rendition(rendition_id: int, *, by: Actor) -> int | None:
    """Take one file to make; return the number of this attempt, or None when another process was first.

    Commit before making it. One that was begun too often, and never ended, fails here.
    """
    require(policy.may_make_files(by))
    free = and_(Rendition.id == rendition_id, is_free(now()))
    if _change(and_(free, Rendition.attempts >= ATTEMPTS_AT_MOST), state="failed", ended_at=now()):
        return None
    made = {"state": "making", "began_at": now(), "attempts": Rendition.attempts + 1}
    if not _change(free, **made, steps=STEPS, steps_done=0):
        return None
    return db.session.scalar(select(Rendition.attempts).where(Rendition.id == rendition_id))


def tell_step(
    rendition_id: int, attempt: int, done: int, *, is_for_insiders: bool | None = None, by: Actor
) -> bool:
    """Say how far the making is, and with whose eyes; return False when it is no longer ours to make."""
    require(policy.may_make_files(by))
    told: dict[str, Any] = {"steps_done": done}
    if is_for_insiders is not None:
        told["is_for_insiders"] = is_for_insiders
    return _change(_ours(rendition_id, attempt), **told)


def finish_rendition(rendition_id: int, attempt: int, *, file_name: str, title: str, by: Actor) -> bool:
    """Say that a file is ready; return False when it is no longer ours, and the file is for nobody."""
    require(policy.may_make_files(by))
    ready = {"state": "ready", "ended_at": now(), "file_name": file_name, "title": title, "steps_done": STEPS}
    return _change(_ours(rendition_id, attempt), **ready)


def fail_rendition(rendition_id: int, attempt: int, *, by: Actor) -> None:
    """Say that a file could not be made."""
    require(policy.may_make_files(by))
    _change(_ours(rendition_id, attempt), state="failed", ended_at=now())


def forget_renditions(*, at: datetime, by: Actor) -> None:
    """Remove files that were asked for more than thirty days before this moment; the disk follows."""
    require(policy.may_make_files(by))
    db.session.execute(delete(Rendition).where(Rendition.asked_at < at - KEPT))


def empty_renditions(ids: Iterable[int], *, by: Actor) -> None:
    """Say that the disk no longer has these files: words in them were taken back. They can be made anew."""
    require(policy.may_make_files(by))
    _change(Rendition.id.in_(list(ids)), file_name=None)


def _ours(rendition_id: int, attempt: int) -> Any:
    return and_(
        Rendition.id == rendition_id,
        Rendition.state == RenditionState.MAKING,
        Rendition.attempts == attempt,
    )


def _change(which: Any, **values: Any) -> bool:
    return bool(change_rows(update(Rendition).where(which).values(**values)))
