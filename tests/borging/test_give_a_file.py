"""Somebody gives a file as evidence, and others fetch it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image

from tests.client import HTMX
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect, Evidence
from workspace.borging.models.rules import year_from
from workspace.db import db, now
from workspace.files import KINDS, MAX_BYTES, title_of
from workspace.times import today

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word() -> bytes:
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, kind)
    return out.getvalue()


EXCEL = packed(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
ODT = packed(mimetype=KINDS["odt"].encode(), **{"content.xml": b"<a/>"})
ODS = packed(**{"content.xml": b"<a/>", "mimetype": KINDS["ods"].encode()})
MACROS = packed(
    **{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}
)


@pytest.fixture
def folder(app) -> Path:
    """The folder of the files, empty."""
    folder = app.extensions["settings"].files_dir / "evidence"
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    return folder


def the_evidence():
    """Return the one piece of evidence that there is, also after another request."""
    columns = (
        Evidence.id,
        Evidence.kind,
        Evidence.text,
        Evidence.file_name,
        Evidence.file_title,
        Evidence.file_size,
    )
    return db.session.query(*columns).one()


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/geld"


@pytest.fixture
def fields(welfare) -> dict[str, str]:
    return {
        "geld-state": "agreed",
        "geld-organisation": str(welfare.id),
        "geld-valid_until": year_from(today()).isoformat(),
        "geld-version": "0",
        "geld-kind": "file",
        "geld-why": "De brief is er.",
    }


def with_file(fields: dict[str, str], content: bytes, name: str = "brief.pdf") -> dict[str, object]:
    return {**fields, "geld-file": (BytesIO(content), name)}


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        (PDF, "Brief van het bestuur.pdf", "Brief van het bestuur.pdf"),
        (word(), "notulen.docx", "notulen.docx"),
        (EXCEL, "begroting.xlsx", "begroting.xlsx"),
        (ODT, "brief.odt", "brief.odt"),
        (ODS, "begroting.ods", "begroting.ods"),
        (picture("JPEG"), "foto.jpg", "foto.webp"),
        (picture("PNG"), "FOTO.PNG", "FOTO.webp"),
        (PDF, "besluit.html", "besluit.pdf"),
        (PDF, "besluit.pdf.exe", "besluit.pdf"),
        (PDF, "map/besluit 'a'; filename=b.html", "besluit 'a'; filename=b.pdf"),
        (PDF, "../../etc/passwd", "passwd.pdf"),
        (PDF, ".pdf", "bestand.pdf"),
    ],
    ids=lambda value: None if isinstance(value, str) else "",
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_is_kept_and_given_out_under_its_name(
    client, folder, initiative, address, fields, karin, content, name, title, headers
):
    answer = client.sign_in(karin).post(address, data=with_file(fields, content, name), headers=headers)
    assert answer.status_code == (200 if headers else 303)
    evidence = the_evidence()
    assert evidence.file_title == title
    assert evidence.text == title
    ending = title.rpartition(".")[2]
    assert evidence.file_name.endswith(f".{ending}")
    kept = (folder / evidence.file_name).read_bytes()
    assert len(kept) == evidence.file_size
    page = client.sign_out().get(address).text
    link = f"/initiatieven/{initiative.id}/borging/bewijs/{evidence.id}"
    assert f'href="{link}"' in page
    file = client.get(link)
    assert (file.status_code, file.data) == (200, kept)
    assert file.mimetype == KINDS[ending]
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "private, no-cache"


def test_a_document_stays_as_it_is_and_a_picture_is_made_anew(client, address, fields, karin):
    client.sign_in(karin).post(address, data=with_file(fields, word(), "brief.docx"))
    evidence = the_evidence()
    file = client.get(address.replace("geld", f"bewijs/{evidence.id}"))
    assert Document(BytesIO(file.data)).paragraphs == []


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (HTML, "besluit.pdf", "Kies een PDF, een bestand van Word"),
        (b"<svg onload=alert(1)>", "tekening.svg", "Kies een PDF, een bestand van Word"),
        (b"MZ" + b"\0" * 200, "besluit.pdf", "Kies een PDF, een bestand van Word"),
        (MACROS, "besluit.docm", "Kies een PDF, een bestand van Word"),
        (packed(**{"a.txt": b"x"}), "besluit.docx", "Kies een PDF, een bestand van Word"),
        (b"PK\x03\x04" + b"\0" * 50, "besluit.docx", "Kies een PDF, een bestand van Word"),
        (picture("JPEG")[:200], "foto.jpg", "Kies een PDF, een bestand van Word"),
        (picture("GIF"), "foto.gif", "Kies een PDF, een bestand van Word"),
        (b"", "leeg.pdf", "Kies een PDF, een bestand van Word"),
        (PDF + b"\0" * (MAX_BYTES + 1024 * 1024), "groot.pdf", "Kies een bestand van hoogstens 10 MB."),
        (PDF, "", "Kies een bestand."),
    ],
    ids=lambda value: None if isinstance(value, str) else "",
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_we_do_not_keep_is_told(client, folder, address, fields, karin, content, name, message, headers):
    answer = client.sign_in(karin).post(address, data=with_file(fields, content, name), headers=headers)
    assert answer.status_code == 422
    assert message in answer.text
    assert "De brief is er." in answer.text
    assert db.session.query(BorgingAspect).count() == 0
    assert list(folder.iterdir()) == []


def test_a_file_has_to_be_chosen_again_after_another_mistake(client, address, fields, karin):
    answer = client.sign_in(karin).post(address, data=with_file({**fields, "geld-organisation": ""}, PDF))
    assert answer.status_code == 422
    assert "Kies het bestand opnieuw. Wij bewaren het pas als alles klopt." in answer.text


def test_a_file_without_a_choice_of_kind_is_a_file(client, address, fields, karin):
    client.sign_in(karin).post(address, data=with_file({**fields, "geld-kind": "text"}, PDF))
    assert the_evidence().kind == "file"


def test_a_second_click_keeps_one_file(client, folder, address, fields, karin):
    client.sign_in(karin)
    for _ in range(2):
        assert client.post(address, data=with_file({**fields, "once": "een"}, PDF)).status_code == 303
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("who", ["nico", "paul", "coby", "rachida"])
def test_who_may_not_change_it_sends_no_file(client, request, address, fields, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.post(address, data=with_file(fields, PDF)).status_code == 403
    assert db.session.query(Evidence).count() == 0


def test_a_file_follows_the_rights_of_its_initiative(client, initiative, address, fields, karin, paul, nico):
    client.sign_in(karin).post(address, data=with_file(fields, PDF))
    evidence = the_evidence()
    link = address.replace("geld", f"bewijs/{evidence.id}")
    db.session.get(type(initiative), initiative.id).visibility = "partners"
    db.session.commit()
    assert client.sign_in(paul).get(link).status_code == 200
    assert client.sign_in(nico).get(link).status_code == 404
    assert client.sign_out().get(link).status_code == 404


def test_only_a_file_of_this_initiative_is_given_out(client, folder, initiative, address, fields, karin):
    client.sign_in(karin).post(address, data=with_file(fields, PDF))
    evidence = the_evidence()
    link = address.replace("geld", f"bewijs/{evidence.id}")
    assert client.get(link.replace(f"/{initiative.id}/", f"/{initiative.id + 1}/")).status_code == 404
    assert client.get(f"{link}9").status_code == 404
    assert client.get(f"/static/evidence/{evidence.file_name}").status_code == 404
    (folder / evidence.file_name).unlink()
    assert client.get(link).status_code == 404


def test_a_name_is_shown_without_folders_or_signs():
    assert title_of("a/b\\c\nd\u202e<x>.PDF", "pdf") == "c dx.pdf"
    assert title_of("C:\\map\\..\\besluit 'a' \"b\".pdf", "pdf") == "besluit 'a' b.pdf"
    assert title_of("notulen 1.5.docx", "docx") == "notulen 1.5.docx"
    assert len(title_of("x" * 500, "pdf")) < 200


def test_who_is_second_chooses_the_file_again(client, address, fields, say, karin):
    say(AspectCode.MONEY, AspectState.AGREED)
    answer = client.sign_in(karin).post(address, data=with_file(fields, PDF))
    assert answer.status_code == 409
    assert "Kies het bestand opnieuw. Wij bewaren het pas als alles klopt." in answer.text


def test_a_file_that_was_taken_back_is_given_out_to_nobody(client, address, initiative, fields, karin):
    client.sign_in(karin).post(address, data=with_file(fields, PDF, "adressen.pdf"))
    evidence = the_evidence()
    link = address.replace("geld", f"bewijs/{evidence.id}")
    db.session.query(Evidence).update({"withdrawn_at": now(), "added_at": now() - timedelta(days=9)})
    db.session.query(AspectChange).update({"changed_at": now() - timedelta(days=9)})
    db.session.commit()
    earlier = address.replace("/geld", f"?op={today() - timedelta(days=2)}")
    for sign_in in (lambda: client.sign_in(karin), client.sign_out):
        sign_in()
        assert client.get(link).status_code == 404
        page = client.get(earlier).text
        assert "adressen.pdf" in page
        assert f'href="{link}"' not in page
