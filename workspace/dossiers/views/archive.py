"""The ZIP: the document in three formats, the facts as JSON and CSV, and the files."""

from collections.abc import Iterable, Sequence
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workspace.documents import Document, as_markdown
from workspace.documents_pdf import as_pdf
from workspace.dossiers.queries.files import StoredFile
from workspace.dossiers.queries.rows import Dossier, Remark
from workspace.dossiers.words.read_me import read_me
from workspace.dossiers.words.tables import as_json, tables_of
from workspace.later import later
from workspace.stores import Folder
from workspace.times import HERE

if TYPE_CHECKING:
    from workspace import documents_docx
else:
    documents_docx = later("workspace.documents_docx")

LARGEST = 250 * 1024 * 1024  # bytes of files in one ZIP; what does not fit is named in LEESMIJ.txt
Moment = tuple[int, int, int, int, int, int]


def write_archive(
    out: IO[bytes],
    dossier: Dossier,
    document: Document,
    remarks: Sequence[Remark],
    files: Sequence[StoredFile],
    folder: Folder,
) -> None:
    """Write the whole handover file as a ZIP; files are copied piece by piece and never stand in memory."""
    moment = dossier.made_at.astimezone(HERE).timetuple()[:6]
    with ZipFile(out, "w") as archive:

        def add(name: str, content: str | bytes) -> None:
            archive.writestr(ZipInfo(name, moment), content, ZIP_DEFLATED)

        add("dossier.pdf", as_pdf(document))
        add("dossier.docx", documents_docx.as_docx(document))
        add("dossier.md", as_markdown(document))
        add("gegevens.json", as_json(dossier, remarks))
        for name, table in tables_of(dossier, remarks).items():
            add(f"tabellen/{name}.csv", table)
        present, absent = _copy(archive, files, folder, moment)
        add("LEESMIJ.txt", read_me(dossier, present, absent))


def _copy(
    archive: ZipFile, files: Iterable[StoredFile], folder: Folder, moment: Moment
) -> tuple[list[StoredFile], list[StoredFile]]:
    """Copy the files that are there and fit; return those, and those that are not in the ZIP."""
    present: list[StoredFile] = []
    absent: list[StoredFile] = []
    room = LARGEST
    for file in files:
        place = file.path.as_posix()
        size = folder.size(place)
        if size is None or size > room:
            absent.append(file)
            continue
        with (
            folder.open(place) as source,
            archive.open(ZipInfo(file.name, moment), "w") as copy,
        ):
            copyfileobj(source, copy)
        present.append(file)
        room -= size
    return present, absent
