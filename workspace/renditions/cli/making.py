"""Making the files that people asked for, with the eyes that they have when it is made."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy.exc import NoResultFound

from workspace.access import OPERATOR, Actor
from workspace.boards.queries.actors import get_actors
from workspace.db import db, may_write, now, read_only
from workspace.documents import Document
from workspace.documents_csv import as_csv
from workspace.documents_pdf import as_pdf
from workspace.histories.queries import WholeHistory, read_whole_history
from workspace.languages import in_language
from workspace.later import later
from workspace.renditions.actions import (
    claim_rendition,
    empty_renditions,
    fail_rendition,
    finish_rendition,
    forget_renditions,
    tell_step,
)
from workspace.renditions.models import FOLDER, Rendition, RenditionFormat
from workspace.renditions.queries import Thing, get_thing, list_due, list_names, list_outdated
from workspace.renditions.words import document_of
from workspace.reporting.models import ProgrammeReport
from workspace.reporting.queries.whole import WholeReport, read_whole_report
from workspace.stores import Folder, StoreAway, files_of

if TYPE_CHECKING:
    from workspace import documents_docx, documents_odt
else:
    documents_docx = later("workspace.documents_docx")
    documents_odt = later("workspace.documents_odt")

ENDINGS = {RenditionFormat.CSV: "zip"}
STRAY = timedelta(days=1)  # a file without a row is being made, or left by a process that was killed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A file that is ours to make."""

    id: int
    attempt: int
    user_id: int
    format: RenditionFormat
    language: str


def make_all() -> int:
    """Make what was asked for, one file after the other; return how many are ready."""
    return sum(_make(rendition_id) for rendition_id in list_due())


def keep_house() -> None:
    """Remove files that have had their day, that hold words taken back since, or that are for nobody."""
    may_write()
    forget_renditions(at=now(), by=OPERATOR)
    outdated, folder = list_outdated(), files_folder()
    empty_renditions(outdated, by=OPERATOR)
    db.session.commit()
    for name in outdated.values():
        folder.remove(name)
    known = list_names()
    for kept in folder.walk():
        if kept.name not in known and kept.written_at < time() - STRAY.total_seconds():
            folder.remove(kept.name)
    db.session.rollback()


def files_folder() -> Folder:
    """Return the folder in which files wait."""
    return files_of(current_app.extensions["settings"]).folder(FOLDER)


def _make(rendition_id: int) -> bool:
    job = _claim(rendition_id)
    if job is None:
        return False
    try:
        return _make_claimed(job)
    except StoreAway as away:
        log.warning("File %s waits: %s", rendition_id, away)
        db.session.rollback()
        return False  # it is claimed again when this claim is over
    except NoResultFound:
        log.info("File %s: what it is made of is out of sight", rendition_id)
    except Exception:
        # No words of people in the log: where it went wrong is enough.
        log.exception("File %s could not be made", rendition_id)
    db.session.rollback()
    may_write()
    fail_rendition(job.id, job.attempt, by=OPERATOR)
    db.session.commit()
    return False


def _claim(rendition_id: int) -> Job | None:
    db.session.rollback()
    may_write()
    attempt = claim_rendition(rendition_id, by=OPERATOR)
    db.session.commit()
    row = db.session.get(Rendition, rendition_id, populate_existing=True) if attempt else None
    job = Job(row.id, attempt or 0, row.user_id, row.format, row.language) if row else None
    db.session.rollback()
    return job


def _make_claimed(job: Job) -> bool:
    with in_language(job.language):
        document = _read(job)
        if not _tell(job, 2):
            return False
        content = _writers()[job.format](document)
    name = _keep(content, ENDINGS.get(job.format, job.format.value))
    may_write()
    title = document.title[:200]
    is_ready = finish_rendition(job.id, job.attempt, file_name=name, title=title, by=OPERATOR)
    db.session.commit()
    if not is_ready:  # thrown away meanwhile, or somebody else made it
        files_folder().remove(name)
    return is_ready


def _read(job: Job) -> Document:
    """Return the document as who asked for it sees it now; hold no connection when it is read."""
    with read_only():
        rendition = db.session.get_one(Rendition, job.id)
        actor = get_actors([job.user_id]).get(job.user_id)
        if actor is None:
            raise NoResultFound
        thing = get_thing(rendition, actor)
        document = document_of(_whole(thing, actor))
        is_for_insiders = thing.programme_id in actor.insider_in
        db.session.rollback()
    _tell(job, 1, is_for_insiders=is_for_insiders)
    return document


def _whole(thing: Thing, actor: Actor) -> WholeHistory | WholeReport:
    if isinstance(thing, ProgrammeReport):
        return read_whole_report(thing, actor)
    return read_whole_history(thing, actor)


def _tell(job: Job, done: int, *, is_for_insiders: bool | None = None) -> bool:
    may_write()
    is_ours = tell_step(job.id, job.attempt, done, is_for_insiders=is_for_insiders, by=OPERATOR)
    db.session.commit()
    return is_ours


def _writers() -> dict[RenditionFormat, Callable[[Document], bytes]]:
    pictures = files_of(current_app.extensions["settings"]).folder("moments")
    return {
        RenditionFormat.PDF: lambda document: as_pdf(document, pictures=pictures),
        RenditionFormat.DOCX: lambda document: documents_docx.as_docx(document, pictures=pictures),
        RenditionFormat.ODT: lambda document: documents_odt.as_odt(document, pictures=pictures),
        RenditionFormat.CSV: as_csv,
    }


def _keep(content: bytes, ending: str) -> str:
    """Write a file under a name that nobody can guess; it lies there safely when this returns the name."""
    name = f"{secrets.token_urlsafe(18)}.{ending}"
    files_folder().write(name, content)
    return name
