"""Writing a document as DOCX: Word's own styles, so that an organisation can put its template on it."""

from datetime import UTC
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from workspace.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    paragraphs_of,
)

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
A4 = Mm(210), Mm(297)
MARGIN = Mm(24)


def as_docx(document: Document) -> bytes:
    """Return the document as a Word file with real headings, lists and tables."""
    file = docx.Document()
    _set_up(file, document)
    file.add_paragraph(_line(document.title), style="Title")
    file.add_paragraph(_line(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _add(file, block)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _set_up(file: Any, document: Document) -> None:
    about = file.core_properties
    about.title, about.subject = _line(document.title)[:255], _line(document.subtitle)[:255]
    about.author = about.last_modified_by = _line(document.author)[:255]
    about.comments = about.keywords = ""
    about.language = LOCALES.get(document.language, document.language)
    about.created = about.modified = document.made_at.astimezone(UTC).replace(tzinfo=None)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), about.language)
    section = file.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _add(file: Any, block: Any) -> None:
    match block:
        case Heading():
            file.add_heading(_line(block.text), level=block.level)
        case Paragraph():
            _add_text(file, block.text)
        case Note():
            _add_text(file, block.text, style="Intense Quote")
        case Bullets():
            for item in block.items:
                _write(file.add_paragraph(style="List Bullet"), item)
        case Facts():
            for label, value in block.rows:
                paragraph = file.add_paragraph()
                paragraph.add_run(f"{_line(label)}: ").bold = True
                _write(paragraph, value)
        case Table():
            _add_table(file, block)


def _add_text(file: Any, text: str, *, style: str | None = None) -> None:
    for lines in paragraphs_of(text):
        _write_lines(file.add_paragraph(style=style), lines)


def _write(paragraph: Any, text: str) -> None:
    """Write text into one paragraph; where it began a new one, a new line begins."""
    _write_lines(paragraph, [line for lines in paragraphs_of(text) for line in lines])


def _write_lines(paragraph: Any, lines: list[str]) -> None:
    for place, line in enumerate(lines):
        run = paragraph.add_run(line)
        if place < len(lines) - 1:
            run.add_break()


def _line(text: str) -> str:
    return " ".join(" ".join(lines) for lines in paragraphs_of(text))


def _add_table(file: Any, block: Table) -> None:
    caption = file.add_paragraph(_line(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=0, cols=len(block.head), style="Table Grid")
    _name(table, _line(block.caption))
    space, total = A4[0] - 2 * MARGIN, sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = space * width // total  # before there are rows, which take it over
    head = table.add_row()
    for cell, name in zip(head.cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_line(name)).bold = True
    _mark(head._tr.get_or_add_trPr(), "w:tblHeader")  # repeated on each page, and read with its column
    for row in block.rows:
        added = table.add_row()
        _mark(added._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text in zip(added.cells, row, strict=True):
            _write(cell.paragraphs[0], text)
    file.add_paragraph()


def _name(table: Any, caption: str) -> None:
    """Give the table the name that a screen reader tells."""
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    table._tbl.tblPr.append(name)


def _mark(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))
