"""Files that people upload to show something: known by what they hold, kept under a name of ours.

Pictures are made anew (workspace.pictures). Documents stay as they are: a view gives them out as an
attachment to whoever may see them, never as a page, and nothing here runs what is in them.
"""

import re
import secrets
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as BadCompression

import filetype

from workspace import scanning
from workspace.pictures import NotAPicture, Refusal, encode
from workspace.stores import Folder, as_folder
from workspace.text import clean

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
LONGEST_STEM = 120  # characters
# By the ending that we give a file: as what it is given out.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "webp": "image/webp",
}
PICTURES = frozenset({"image/jpeg", "image/png"})
PACKED = b"PK\x03\x04"
# With what the name of its first part begins, in a packed document of each kind.
PARTS = {"word/document": "docx", "xl/workbook": "xlsx"}
PROGRAM_KINDS = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)
LONGEST_LIST = 1024 * 1024  # bytes of the list of parts
ENDINGS = re.compile(r"(\.[A-Za-z]{2,5}\d?)+$")
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


class NotAFile(ValueError):
    """What was uploaded is not of a kind that we keep."""


class TooLarge(NotAFile):
    """What was uploaded is larger than we keep."""


class Infected(NotAFile):
    """The virus scanner found something in what was uploaded."""


class NotScanned(NotAFile):
    """The virus scanner did not look at what was uploaded."""


REFUSED = {Refusal.INFECTED: Infected, Refusal.NOT_SCANNED: NotScanned}


@dataclass(frozen=True)
class Received:
    """A file as we keep it, with the name under which it is shown."""

    content: bytes
    title: str
    ending: str
    lies_as: str = ""  # its name, once it lies in a store across a network


def receive(stream: IO[bytes], name: str) -> Received:
    """Return the file in this stream, a picture made anew; raise NotAFile or TooLarge.

    Takes its time: call it while nobody waits.
    """
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise TooLarge
    if filetype.guess_mime(content) in PICTURES:
        content, ending = _picture(content), "webp"
    else:
        ending = _ending_of(content)
        _scan(content)
    return Received(content, title_of(name, ending), ending)


def title_of(name: str, ending: str) -> str:
    """Return what somebody called a file, as it can be shown and saved: no folders, one ending."""
    last = " ".join(clean(name.replace("\\", "/").rpartition("/")[2]).split())
    stem = NOT_IN_NAMES.sub("", ENDINGS.sub("", last)).strip(" .")[:LONGEST_STEM].strip(" .")
    return f"{stem or 'bestand'}.{ending}"


def keep(file: Received, folder: Folder | Path) -> str:
    """Write a file into this folder and return the name nobody can guess under which it lies there.

    It lies there safely when this returns, so that a row can point to it.
    """
    if file.lies_as:
        return file.lies_as
    name = f"{secrets.token_urlsafe(18)}.{file.ending}"
    as_folder(folder).write(name, file.content)
    return name


def brought(file: Received, folder: Folder) -> Received:
    """Return a file that waits for no network any more: before a transaction that writes begins."""
    return replace(file, lies_as=keep(file, folder)) if folder.is_far else file


def kind_of(name: str) -> str:
    """Return as what a file that we kept under this name is given out."""
    return KINDS[name.rpartition(".")[2]]


def _picture(content: bytes) -> bytes:
    try:
        return encode(BytesIO(content)).content
    except NotAPicture as error:
        raise REFUSED.get(error.why, NotAFile) from error


def _scan(content: bytes) -> None:
    try:
        scanning.look_at(content)
    except scanning.Infected as refused:
        raise Infected from refused
    except scanning.NotScanned as refused:
        raise NotScanned from refused


def _ending_of(content: bytes) -> str:
    """Return the ending of a document by what it holds; raise NotAFile."""
    if filetype.guess_mime(content) == KINDS["pdf"]:
        return "pdf"
    # The order of the parts differs from program to program, so the library is not enough here.
    ending = _packed_kind(content) if content.startswith(PACKED) else None
    if ending is None:
        raise NotAFile
    return ending


def _packed_kind(content: bytes) -> str | None:
    """Return the ending of a document of an office program, or None: also when it brings programs along."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
            if any(_is_program(name.lower()) for name in names):
                return None
            if "mimetype" in names:
                said = _start_of(packed, "mimetype", 100).strip()
                return next((ending for ending in ("odt", "ods") if KINDS[ending] == said), None)
            if "[Content_Types].xml" not in names:
                return None
            kinds = _start_of(packed, "[Content_Types].xml", LONGEST_LIST)
    except (BadZipFile, BadCompression, OSError, RuntimeError, ValueError, EOFError):
        return None
    # A part may have any name: what it is, this list says.
    if len(kinds) == LONGEST_LIST or PROGRAM_KINDS.search(kinds):
        return None
    found = (ending for part, ending in PARTS.items() if any(name.startswith(part) for name in names))
    return next(found, None)


def _is_program(name: str) -> bool:
    return name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/"))


def _start_of(packed: ZipFile, name: str, length: int) -> str:
    """Return how a part begins; of a part that unpacks to gigabytes the rest stays packed."""
    with packed.open(name) as part:
        return part.read(length).replace(b"\0", b"").decode("ascii", "replace")
