"""Quotes, pictures, charts and what stands beside a story: in PDF, Word, OpenDocument and on a page."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import html5lib
import odfdo
import pikepdf
import pytest
from docx.oxml.ns import qn
from flask import get_template_attribute
from pypdf import PdfReader

from tests.papers import CHART, EVERY_BLOCK, MOMENT, come_in_order, folder_of_pictures
from tests.pdf_ua import nodes_of, problems_of
from workspace.charts import describe, svg_of
from workspace.documents import Chart, Document, Heading, Paragraph, Picture, Quote
from workspace.documents_docx import as_docx
from workspace.documents_odt import as_odt
from workspace.documents_pdf import as_pdf

pytestmark = pytest.mark.once


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return folder_of_pictures(tmp_path)


def of(*blocks: Any) -> Document:
    return Document("Proef", "Verslag", "nl", "Samenbord", MOMENT, blocks)


def test_a_pdf_with_every_block_is_accessible(app, pictures):
    content = as_pdf(EVERY_BLOCK, pictures=pictures)
    assert problems_of(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        nodes = list(nodes_of(pdf))
        said = [str(node.Alt) for tag, node in nodes if tag == "/Figure"]
    assert said == ["Zes mensen aan een lange tafel", describe(CHART)]
    assert [tag for tag, _node in nodes].count("/BlockQuote") == 2
    come_in_order(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def test_the_check_sees_what_is_wrong(app, pictures):
    with pikepdf.open(BytesIO(as_pdf(EVERY_BLOCK, pictures=pictures))) as pdf:
        for tag, node in nodes_of(pdf):
            if tag == "/Figure":
                del node["/Alt"]
            if tag == "/H2":
                node["/S"] = pikepdf.Name.H4
            if tag == "/TH":
                node["/S"] = pikepdf.Name.TD
        del pdf.Root["/Lang"]
        page = pdf.pages[0]
        page.contents_add(b"0 0 9 9 re f")
        out = BytesIO()
        pdf.save(out)
    found = " ".join(problems_of(out.getvalue()))
    for each in ("no language", "Heading 4 after 1", "no words", "no heads", "not in its tags"):
        assert each in found


def test_a_word_file_has_real_styles_and_words_for_pictures(app, pictures):
    file = docx.Document(BytesIO(as_docx(EVERY_BLOCK, pictures=pictures)))
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs if paragraph.text}
    assert styles["Het begin"] == "Heading 1" and styles["De sleutel"] == "Heading 2"
    assert styles["Ik kom voor de soep & blijf voor de <mensen>."] == "Quote"
    assert styles["Dinsdag in de Hoeksteen"] == styles["Activiteiten"] == "Caption"
    assert styles["Wie bewaart hem?"] == "List Bullet"
    assert styles["Dat zagen wij ook."] == "Kanttekening"
    assert styles["[citaat ingetrokken]"] == styles["Deze foto is ingetrokken."] == "Ingetrokken"
    told = [each.get("descr") for each in file.element.body.iter(qn("wp:docPr"))]
    assert told == ["Zes mensen aan een lange tafel", describe(CHART)]
    kinds = {part.content_type for part in file.part.package.iter_parts() if "image" in part.content_type}
    assert kinds == {"image/jpeg", "image/png"}
    come_in_order(" ".join(each.text or "" for each in file.element.body.iter(qn("w:t"))))


def test_an_opendocument_file_has_real_styles_and_words_for_pictures(app, pictures):
    content = as_odt(EVERY_BLOCK, pictures=pictures)
    file = odfdo.Document(BytesIO(content))
    assert file.meta.title == "Leergeschiedenis 2019" and file.meta.language == "nl"
    heads = [
        (head.level, head.get_attribute("text:style-name"), str(head).strip()) for head in file.body.headers
    ]
    assert heads == [
        ("1", "Heading_20_1", "Het begin"),
        ("2", "Heading_20_2", "De sleutel"),
        ("1", "Heading_20_1", "Het eind"),
    ]
    styles = {str(each).strip(): each.style for each in file.body.paragraphs}
    assert styles["Leergeschiedenis 2019"] == "Title"
    assert styles["Ik kom voor de soep & blijf voor de <mensen>."] == "Quotations"
    assert styles["Activiteiten"] == "Table" and styles["Thema"] == "Table_20_Heading"
    assert styles["Dinsdag in de Hoeksteen"] == "Caption"
    assert styles["Dat zagen wij ook."] == "Kanttekening"
    assert styles["[citaat ingetrokken]"] == "Ingetrokken"
    assert {each.style for each in file.body.lists} == {"List_20_1"}
    told = [each.text for each in file.body.get_elements("//svg:desc")]
    assert told == ["Zes mensen aan een lange tafel", describe(CHART)]
    assert len(file.body.get_elements("//table:table-header-rows")) == 2
    with ZipFile(BytesIO(content)) as packed:
        letters = packed.read("styles.xml").decode()
        assert packed.namelist()[0] == "mimetype"
    assert set(re.findall(r'fo:language="(\w+)"', letters)) <= {"nl", "zxx", "none"}
    come_in_order(" ".join(each.text_recursive for each in file.body.get_elements("//text:p|//text:h")))


def page_of(document: Document) -> str:
    blocks = get_template_attribute("components/document.html", "blocks")
    return str(blocks(document, lambda picture: "/foto" if picture.file_name == "soep.webp" else None))


def test_a_page_tells_it_in_the_same_order(app):
    with app.test_request_context():
        html = page_of(EVERY_BLOCK)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert 'alt="Zes mensen aan een lange tafel"' in html
    assert html.count('class="withdrawn"') == 2 and "[citaat ingetrokken]" in html
    assert html.count('role="img"') == 2 and "style=" not in html and "<style" not in html
    assert '<th scope="row">Nog niet begonnen</th>' in html
    text = re.sub(r"<svg.*?</svg>", " ", html, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", text)
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(sign, letter)
    come_in_order(text)


def test_what_was_withdrawn_never_shows_who_said_it(app, pictures):
    withdrawn = of(
        Quote("", "Mieke Jansen", is_withdrawn=True),
        Picture("soep.webp", "Mieke bij de soep", "Mieke", is_withdrawn=True),
    )
    made = as_docx(withdrawn, pictures=pictures), as_odt(withdrawn, pictures=pictures)
    parts = [
        zipped.read(name)
        for file in made
        for zipped in [ZipFile(BytesIO(file))]
        for name in zipped.namelist()
    ]
    pdf = PdfReader(BytesIO(as_pdf(withdrawn, pictures=pictures)))
    words = pdf.pages[0].extract_text()
    assert "Dit citaat is ingetrokken." in words and "Deze foto is ingetrokken." in words
    with app.test_request_context():
        words += page_of(withdrawn)
    assert "Mieke" not in words and not pdf.pages[0].images
    assert not any(b"Mieke" in part for part in parts)


@pytest.mark.parametrize("name", ["../geheim.webp", "/etc/passwd", "geen.webp", "kapot.webp", "", "a\x00b"])
def test_a_picture_that_is_not_there_becomes_its_words(app, pictures, name):
    (pictures / "kapot.webp").write_bytes(b"RIFF....WEBPonzin")
    document = of(Heading("Kop"), Picture(name, "Een volle zaal", "In Reek"))
    content = as_pdf(document, pictures=pictures)
    assert problems_of(content) == []
    words = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Foto: Een volle zaal" in words and "In Reek" in words
    file = docx.Document(BytesIO(as_docx(document, pictures=pictures)))
    assert "Foto: Een volle zaal" in [each.text for each in file.paragraphs]
    assert b"Foto: Een volle zaal" in ZipFile(BytesIO(as_odt(document, pictures=pictures))).read(
        "content.xml"
    )


def test_a_chart_says_its_numbers_without_being_seen():
    assert describe(CHART) == (
        "Borging toen en nu (initiatieven). 1 januari: Nog niet begonnen: 8, In opbouw: 3, Verankerd: 0;"
        " 31 december: Nog niet begonnen: 2, In opbouw: –, Verankerd: 4."
    )
    svg = str(svg_of(CHART))
    assert f"<title>{describe(CHART)}</title>" in svg
    for number in (8, 3, 0, 2, "–", 4):
        assert f">{number}</text>" in svg


def test_what_people_typed_stays_text_in_a_chart(app):
    chart = Chart("<b>x", ("<script>alert(1)</script>",), (("", (1,)),), "")
    svg = str(svg_of(chart, alone=True))
    assert "<script" not in svg and "<b>" not in svg
    assert problems_of(as_pdf(of(Heading("Kop"), chart))) == []


@pytest.mark.parametrize(
    "chart",
    [
        Chart("Leeg", (), (), ""),
        Chart("Niets", ("a", "b"), (("", (0, None)),), "stuks"),
        Chart("Veel", tuple(f"wijk {n}" for n in range(60)), (("", tuple(range(60))),), "stuks"),
        Chart("Emoji 🎉", ("feest 🎉", "x" * 300), (("🎉", (1, 10**9)),), "🎉"),
    ],
    ids=["empty", "nothing", "many", "signs"],
)
def test_odd_charts_are_told_all_the_same(app, chart):
    document = of(Heading("Kop"), chart, Paragraph("na"))
    assert problems_of(as_pdf(document)) == []
    assert as_docx(document) and as_odt(document)
    with app.test_request_context():
        html5lib.HTMLParser(strict=True).parseFragment(page_of(document))
