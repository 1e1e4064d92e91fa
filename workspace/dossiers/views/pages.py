"""The handover file to read, and to take along."""

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.audit.actions import note_reading
from workspace.borging.policy import may_have_dossier
from workspace.borging.queries import list_handovers
from workspace.documents import Document
from workspace.documents_pdf import as_pdf
from workspace.dossiers.queries import list_files, list_remarks, organisations_asked, read_dossier
from workspace.dossiers.queries.rows import Dossier
from workspace.dossiers.views.archive import write_archive
from workspace.dossiers.views.blueprint import bp
from workspace.dossiers.words.chapters import document_of
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative
from workspace.later import later
from workspace.limits import count_one
from workspace.stores import files_of
from workspace.text import slugify
from workspace.web import actor_here, locale, settings

if TYPE_CHECKING:
    from workspace import documents_docx
else:
    documents_docx = later("workspace.documents_docx")

MADE_AT_MOST = "60 per 10 minutes"  # by one person; each takes up to a second of work
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
PIECE = 256 * 1024  # bytes sent at a time


@bp.get("/overdrachtsdossier")
def show(initiative_id: int) -> ResponseReturnValue:
    """Show the handover file as a page, with the files to take along."""
    initiative, dossier = _read(initiative_id)
    return render_template(
        "dossiers/show.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        document=_document(dossier),
    )


@bp.get("/overdrachtsdossier.pdf")
def pdf(initiative_id: int) -> ResponseReturnValue:
    _, dossier = _read(initiative_id, to_take_along=True)
    return _attachment(as_pdf(_document(dossier)), PDF, dossier, "pdf")


@bp.get("/overdrachtsdossier.docx")
def docx(initiative_id: int) -> ResponseReturnValue:
    _, dossier = _read(initiative_id, to_take_along=True)
    return _attachment(documents_docx.as_docx(_document(dossier)), DOCX, dossier, "docx")


@bp.get("/overdrachtsdossier.zip")
def archive(initiative_id: int) -> ResponseReturnValue:
    """Send everything in open formats; it is put together on disk, so that large files take no memory."""
    initiative, dossier = _read(initiative_id, to_take_along=True)
    remarks = list_remarks(initiative, seen_by=actor_here())
    files = list_files(initiative.id)
    folder = settings().files_dir
    folder.mkdir(parents=True, exist_ok=True)
    # Beside the files, as /tmp may be memory. It has no name, and is gone when it is closed.
    with ExitStack() as when_it_fails:
        made = when_it_fails.enter_context(TemporaryFile(dir=folder))
        write_archive(made, dossier, _document(dossier), remarks, files, files_of(settings()))
        size = made.tell()
        made.seek(0)
        when_it_fails.pop_all()  # it is closed when the answer was sent
    answer = _attachment(b"", ZIP, dossier, "zip")
    answer.response = _pieces(made)
    answer.content_length = size
    answer.call_on_close(made.close)
    return answer


def _read(initiative_id: int, *, to_take_along: bool = False) -> tuple[Initiative, Dossier]:
    actor = actor_here()
    initiative = get_initiative(initiative_id, seen_by=actor)
    offers = list_handovers(initiative)
    require(may_have_dossier(actor, initiative, asked=organisations_asked(offers)))
    if to_take_along:
        count_one(MADE_AT_MOST, "dossiers", key=str(actor.id))
        if request.method == "GET":
            note_reading("dossier_taken_along", by=actor, initiative_id=initiative_id)
    return initiative, read_dossier(initiative, offers, seen_by=actor)


def _document(dossier: Dossier) -> Document:
    return document_of(dossier, reader=actor_here().name, site=settings().site_name, language=locale())


def _attachment(content: bytes, kind: str, dossier: Dossier, ending: str) -> Response:
    name = f"overdrachtsdossier-{slugify(dossier.what.title)}-{dossier.made_on.isoformat()}.{ending}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    return Response(content, mimetype=kind, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
