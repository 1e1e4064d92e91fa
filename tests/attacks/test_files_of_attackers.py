"""Files that are two things, unpack to gigabytes or bring programs: refused, or given out harmless."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from tests.attacks.tries import corpus
from tests.house.rights import PEOPLE
from tests.house.test_odd_input import rules
from tests.house.world import address_of
from workspace.db import db
from workspace.files import KINDS, NotAFile, receive, title_of
from workspace.headers import OF_NO_PAGE
from workspace.initiatives.models import Initiative, Visibility
from workspace.pictures import NotAPicture, encode

pytestmark = pytest.mark.once
SCRIPT = b"<script>kwaad()</script>"
PHP = b"<?php system($_GET['kwaad']); ?>"


def drawn(kind, **options):
    out = BytesIO()
    Image.new("RGB", (60, 60), "teal").save(out, kind, **options)
    return out.getvalue()


def packed(**parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def png_of(width, height):
    """A PNG that says to be so large, in a few hundred bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


TYPES = b"<Types/>"
WORD = {"[Content_Types].xml": TYPES, "word/document.xml": b"<a/>"}


def of_types(kind, *, code="utf-8", **parts):
    """A document of Word whose list of parts names this kind."""
    listed = f'<Types><Override PartName="/kwaad" ContentType="{kind}"/></Types>'.encode(code)
    return packed(**{**WORD, "[Content_Types].xml": listed, **parts})


# With script and code of others in them; what is kept of them is made anew.
PICTURES = {
    "JPEG with script behind it": drawn("JPEG") + SCRIPT,
    "JPEG with PHP as a comment": drawn("JPEG", comment=PHP),
    "JPEG that is a ZIP too": drawn("JPEG") + packed(**{"kwaad.class": b"kwaad"}),
    "PNG with PHP behind it": drawn("PNG") + PHP,
    "GIF that is script": drawn("GIF").replace(b"GIF89a", b"GIF89a", 1) + b"*/=1;kwaad()//",
    "WebP with script": drawn("WEBP") + SCRIPT,
}
REFUSED = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="kwaad()"/>',
    "SVG as XML": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>kwaad()</script></svg>',
    "SVG behind the first bytes of a PNG": b"\x89PNG\r\n\x1a\n<svg onload=kwaad()>",
    "HTML": b"<!doctype html>" + SCRIPT,
    "HTML with a GIF in front": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "PHP": PHP,
    "a shell script": b"#!/bin/sh\nkwaad\n",
    "a program of Windows": b"MZ\x90\x00" + b"\0" * 200,
    "a program of Linux": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "a plain ZIP": packed(**{"kwaad.txt": b"x"}),
    "a ZIP bomb": packed(**{"kwaad.txt": b"\0" * 20_000_000}),
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a picture of a million by a million": png_of(1_000_000, 1_000_000),
    "a picture of 40,000 by 40,000": png_of(40_000, 40_000),
    "half a picture": drawn("PNG")[:90],
    "Word with macros": packed(**WORD, **{"word/vbaProject.bin": b"kwaad"}),
    "Word with macros by another name": of_types(
        "application/vnd.ms-office.vbaProject", **{"word/kwaad.bin": b"x"}
    ),
    "Word with macros in UTF-16": of_types(
        "application/vnd.ms-word.document.macroEnabled.main+xml", code="utf-16"
    ),
    "Excel with ActiveX": of_types("application/vnd.ms-office.activeX", **{"xl/workbook.xml": b"<a/>"}),
    "Word whose list of parts is a bomb": packed(**{**WORD, "[Content_Types].xml": b" " * 30_000_000}),
    "OpenDocument with macros": packed(mimetype=KINDS["odt"].encode(), **{"Basic/Standard/kwaad.xml": b"x"}),
    "OpenDocument with scripts": packed(mimetype=KINDS["ods"].encode(), **{"Scripts/python/kwaad.py": b"x"}),
    "a document said to be a picture": packed(mimetype=b"image/svg+xml", **{"content.xml": SCRIPT}),
    "a document of an endless kind": packed(mimetype=b"a" * 30_000_000, **{"content.xml": SCRIPT}),
    "nothing": b"",
    "zeros": b"\0" * 1000,
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_keeps_nothing_but_what_is_seen(name, tries):
    for way in (encode, lambda file: receive(file, "x.php")):
        try:
            content = way(BytesIO(PICTURES[name])).content
        except NotAFile:
            assert name.startswith(("GIF", "WebP"))  # no evidence
            continue
        assert content[:4] == b"RIFF" and content[8:12] == b"WEBP"
        assert b"kwaad" not in content and b"<?php" not in content and b"<script" not in content
        tries.add()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_nor_a_document_is_refused(name, tries):
    with pytest.raises(NotAFile):
        receive(BytesIO(REFUSED[name]), "foto.jpg")
    with pytest.raises(NotAPicture):
        encode(BytesIO(REFUSED[name]))
    tries.add(2)


def test_a_pdf_that_is_a_page_too_is_given_out_as_a_file(tries):
    kept = receive(BytesIO(b"%PDF-1.7\n" + SCRIPT), "kwaad.html")
    assert (kept.ending, kept.title) == ("pdf", "kwaad.pdf") and KINDS["pdf"] == "application/pdf"
    tries.add()


@pytest.mark.slow
def test_whoever_fetches_a_file_gets_it_as_a_file_only(app, quick, world, tries):
    """Each address that gives out a file: as an attachment or a picture, in a box in which nothing runs."""
    files = 0
    for rule in rules(app, "GET"):
        answer = quick.as_person(world, "tess").get(address_of(rule, world))
        if answer.status_code != 200 or answer.mimetype == "text/html":
            continue
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == OF_NO_PAGE
        is_shown = answer.mimetype in {"image/webp", "text/plain", "application/json"}
        is_read_by_programs = answer.mimetype in {"application/atom+xml", "text/calendar"}
        saved = answer.headers.get("Content-Disposition", "").startswith("attachment")
        assert is_shown or is_read_by_programs or saved, f"{rule} {answer.mimetype}"
        files += 1
        tries.add()
    assert files > 8


@pytest.mark.slow
def test_a_file_follows_the_rights_of_what_it_belongs_to(app, quick, world, tries):
    """A picture and a letter of what becomes a draft are gone at once for whoever does not see it."""
    evidence = f"/initiatieven/{world.initiative.id}/borging/bewijs/{world.evidence.id}"
    picture = f"/beelden/{world.picture.file_name}"
    hides = {"partners": Visibility.PARTNERS, "draft": Visibility.DRAFT}
    page = f"/initiatieven/{world.initiative.id}/geschiedenis"
    for seen in hides.values():
        db.session.get(Initiative, world.initiative.id).visibility = seen
        db.session.commit()
        for person in PEOPLE:
            quick.as_person(world, person)
            sees = quick.get(page).status_code == 200
            for address in (evidence, picture):
                assert (quick.get(address).status_code == 200) is sees, (person, address, seen)
                tries.add()


def test_no_name_of_a_file_leads_elsewhere(app, quick, world, tries):
    for path in corpus("paths"):
        for place in ("/beelden/{}", "/static/{}", "/kijk/{}", "/{}", "/leermomenten/1/{}"):
            answer = quick.as_person(world, "marja").get(place.format(path))
            assert answer.status_code in {301, 302, 303, 308, 400, 404, 405}, (place, path)
            assert b"root:" not in answer.data and b"SECRET" not in answer.data
            tries.add()
        title = title_of(path, "pdf")
        assert "/" not in title and "\\" not in title and not title.startswith(".")
