"""Documents: the same words in PDF, DOCX and Markdown, whatever the words are."""

import re
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from workspace.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    as_markdown,
    printable,
)
from workspace.documents_docx import as_docx
from workspace.documents_odt import as_odt
from workspace.documents_pdf import SHOWN, as_pdf

MOMENT = datetime(2020, 11, 24, 9, 30, tzinfo=UTC)
HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "*vet* _schuin_ $x^2$ @ref <label> `code` = kop",
    r"\ ] } { [ \u{41} #",
    "<script>alert(1)</script> & <b>",
    "| een | twee |",
    "1. lijst\n- punt\n+ plus\n# kop\n> citaat\n---",
    "{{ 7 * 7 }} {% raw %} %(naam)s %s",
    "ñ ş ł é ö ÿ Ĳ ǆ „aanhaling” – —",
    "Ελληνικά Кириллица עברית العربية",
    "=HYPERLINK(1) +1 -1 @x",
    "a" * 400,
    "https://example.nl/" + "pad/" * 60,
    "één\n\ntwee\n\n\n\ndrie\tvier",
)
UNSEEN = re.compile(r"[\s\u200b\u00ad\u2010-]+")


def make(*blocks: Any, title: str = "Soep op dinsdag") -> Document:
    return Document(title, "Overdrachtsdossier", "nl", "Samenbord", MOMENT, blocks)


def everywhere(text: str) -> Document:
    return make(
        Heading(text),
        Heading(text, 2),
        Paragraph(text),
        Bullets((text, text)),
        Facts((("Waarom", text),)),
        Table(text, (text, "Wie"), ((text, text), ("kort", text))),
        Note(text),
        title=text,
    )


def reader(document: Document) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(document)))


def words_of_pdf(document: Document) -> str:
    return squeezed("".join(page.extract_text() for page in reader(document).pages))


def words_of_docx(document: Document) -> str:
    file = docx.Document(BytesIO(as_docx(document)))
    return squeezed("".join(each.text or "" for each in file.element.body.iter(qn("w:t"))))


def words_of_odt(document: Document) -> str:
    file = odfdo.Document(BytesIO(as_odt(document)))
    return squeezed("".join(part.inner_text for part in file.body.get_elements("//text:p|//text:h")))


def words_of_markdown(document: Document) -> str:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(as_markdown(document))
    assert not re.search(r"<(script|b|code|blockquote><blockquote|h[4-6])\b", html)
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        html = (
            re.sub(r"<[^>]*>", "", html).replace(sign, letter)
            if sign == "&lt;"
            else html.replace(sign, letter)
        )
    return squeezed(html)


def squeezed(text: str) -> str:
    """Return the text without what breaks its lines: spaces, hyphens at line ends, places to break."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def structure(pdf: PdfReader) -> list[str]:
    """Return the tags of a PDF in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            walk(node.get("/K"))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.once
def test_a_pdf_is_tagged_and_says_that_it_is_accessible(app):
    table = Table("Partners", ("Naam", "Aandeel"), (("ONS Welzijn", "koffie"),))
    pdf = reader(make(Heading("Eén"), Paragraph("tekst"), Heading("Deel", 2), Bullets(("punt",)), table))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert pdf.metadata.title == "Soep op dinsdag"
    assert pdf.metadata.author == "Samenbord"
    assert pdf.metadata.creation_date == MOMENT
    tags = structure(pdf)
    assert [tag for tag in tags if re.match(r"/H\d", tag)] == ["/H1", "/H2", "/H3"]
    assert tags.count("/TH") == 2 and tags.count("/TD") == 2
    assert {"/L", "/LI", "/P", "/Table", "/Caption", "/THead"} <= set(tags)
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)] == ["Soep op dinsdag"]


@pytest.mark.once
def test_a_word_file_has_real_headings_lists_and_table_heads(app):
    table = Table("Partners", ("Naam", "Aandeel"), (("ONS Welzijn", "koffie"),))
    file = docx.Document(
        BytesIO(as_docx(make(Heading("Eén"), Heading("Deel", 2), Bullets(("punt",)), Note("Let op"), table)))
    )
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs if paragraph.text}
    assert styles == {
        "Overdrachtsdossier": "Subtitle",
        "Soep op dinsdag": "Title",
        "Eén": "Heading 1",
        "Deel": "Heading 2",
        "punt": "List Bullet",
        "Let op": "Intense Quote",
        "Partners": "Caption",
    }
    head, *rows = file.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in head.cells] == ["Naam", "Aandeel"]
    assert head.cells[0].width > head.cells[1].width  # as wide as its words ask
    assert [[cell.text for cell in row.cells] for row in rows] == [["ONS Welzijn", "koffie"]]
    assert file.core_properties.title == "Soep op dinsdag"
    assert file.core_properties.language == "nl-NL"
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"nl-NL"}


@pytest.mark.once
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_comes_out_as_they_typed_it(app, text):
    document = everywhere(text)
    typed = squeezed(text)
    assert words_of_docx(document).count(typed) >= 9
    assert words_of_odt(document).count(typed) >= 9
    assert words_of_markdown(document).count(typed) >= 9
    if not re.search("[\u0590-\u06ff]", text):  # what reads from right to left is taken out in another order
        assert words_of_pdf(document).count(typed) >= 9


@pytest.mark.once
@pytest.mark.parametrize(
    "text",
    [
        "feest 🎉 hoera",
        "👨‍👩‍👧 gezin",
        "中文 naam",
        "x\u0489\u05b0 y",
        "सहयोग",
        "vlag 🇳🇱",
        "א\u0308\u0301",
    ],
)
def test_a_sign_that_no_font_has_is_told_of_and_stays_in_word(app, text):
    document = make(Paragraph(f"voor {text} na"))
    words = words_of_pdf(document)
    assert "voor" in words and "na" in words
    assert squeezed(text) in words_of_docx(document)
    assert squeezed(text) in words_of_markdown(document)
    if "🎉" in text:
        assert squeezed("feest [teken] hoera") in words
        assert squeezed("Sommige tekens, zoals emoji") in words


@pytest.mark.once
def test_the_fonts_show_every_sign_that_we_say_they_show(app):
    ranges = (part.partition("-") for part in SHOWN.split())
    signs = [
        chr(code)
        for first, _, last in ranges
        for code in range(int(first, 16), int(last or first, 16) + 1)
        if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Zl", "Zp"}
    ]
    shown = " ".join(f"a{sign}" if unicodedata.category(sign)[0] == "M" else sign for sign in signs)
    words = words_of_pdf(make(Paragraph(shown)))
    assert "[teken]" not in words and "Sommigetekens" not in words


@pytest.mark.once
def test_control_characters_and_half_signs_break_nothing(app):
    text = "a\x00b\x1bc\x85d\ufffee\ud800f\u202eg\uffff h\x0bi"
    document = everywhere(text)
    for words in (
        words_of_docx(document),
        words_of_odt(document),
        words_of_pdf(document),
        words_of_markdown(document),
    ):
        assert squeezed(printable(text)) in words


@pytest.mark.once
def test_a_very_long_text_is_written_whole(app):
    text = "\n\n".join(f"Alinea {number}: " + "woorden en nog meer woorden " * 30 for number in range(240))
    assert len(text) > 200_000
    document = make(Paragraph(text), Table("Lang", ("Wat",), ((text[:20_000],),)))
    pages = reader(document).pages
    assert any("Alinea 239:" in page.extract_text() for page in pages[-10:])
    assert "Alinea239:" in words_of_docx(document)
    assert "Alinea 239:" in as_markdown(document)


@pytest.mark.once
def test_an_empty_document_is_a_document(app):
    document = make(Paragraph(""), Bullets(()), Facts(()), Table("Leeg", ("Wat",), ()), title="Leeg")
    assert "Leeg" in words_of_pdf(document)
    assert "Leeg" in words_of_docx(document)
    assert "Leeg" in as_markdown(document)


def test_a_table_with_ragged_rows_is_a_mistake_of_ours():
    with pytest.raises(ValueError):
        Table("Scheef", ("Wat", "Wie"), (("een",),))


@pytest.mark.once
@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_becomes_a_document(whole_app, text):
    document = everywhere(text)
    with whole_app.app_context():
        assert as_pdf(document).startswith(b"%PDF-")
    assert squeezed(printable(text)) in words_of_docx(document)
    assert squeezed(printable(text)) in words_of_odt(document)
