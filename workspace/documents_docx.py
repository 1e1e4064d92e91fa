"""Writing a document as DOCX: Word's own styles, so that an organisation can put its template on it."""

from datetime import UTC
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from workspace.charts import can_be_drawn, describe, title_of
from workspace.documents import (
    Beside,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
    paragraphs_of,
)
from workspace.documents_parts import (
    Drawn,
    chart_of,
    picture_of,
    table_of,
    words_of_missing,
    words_of_withdrawn,
)
from workspace.stores import Folder

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
A4 = Mm(210), Mm(297)
MARGIN = Mm(24)
LARGEST = Mm(160), Mm(110)  # of a picture
DOTS_A_MM = 144 / 25.4
ROOM = 3  # letters more for each column: the letters of a template may be wider than ours
BESIDE = "Kanttekening"  # a style of ours: what stands beside the story
WITHDRAWN = "Ingetrokken"  # and white words on black
WHITE = RGBColor(255, 255, 255)


def as_docx(document: Document, *, pictures: Folder | Path | None = None) -> bytes:
    """Return the document as a Word file with real headings, lists, quotes, captions and tables.

    `pictures` is the folder in which its pictures lie; of one that is not there its words are shown. What
    stands beside the story comes after it: a table to put them side by side reads badly aloud.
    """
    file = docx.Document()
    _set_up(file, document)
    file.add_paragraph(_line(document.title), style="Title")
    file.add_paragraph(_line(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _add(file, block, pictures)
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
    _add_styles(file)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _add_styles(file: Any) -> None:
    beside = file.styles.add_style(BESIDE, WD_STYLE_TYPE.PARAGRAPH)
    beside.base_style = file.styles["Normal"]
    beside.paragraph_format.left_indent = Mm(12)
    withdrawn = file.styles.add_style(WITHDRAWN, WD_STYLE_TYPE.PARAGRAPH)
    withdrawn.base_style = file.styles["Normal"]
    withdrawn.font.color.rgb = WHITE
    black = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "000000")):
        black.set(qn(name), value)
    withdrawn.element.get_or_add_pPr().append(black)


def _add(file: Any, block: Any, pictures: Folder | Path | None, *, style: str | None = None) -> None:
    add_text = partial(_add_text, file)
    match block:
        case Heading():
            file.add_heading(_line(block.text), level=block.level)
        case Paragraph():
            add_text(block.text, style=style)
        case Note():
            add_text(block.text, style="Intense Quote")
        case Bullets():
            for item in block.items:
                _write(file.add_paragraph(style="List Bullet"), item)
        case Facts():
            for label, value in block.rows:
                paragraph = file.add_paragraph(style=style)
                paragraph.add_run(f"{_line(label)}: ").bold = True
                _write(paragraph, value)
        case Table():
            _add_table(file, block)
        case Quote() | Picture() if block.is_withdrawn:
            add_text(words_of_withdrawn(block), style=WITHDRAWN)
        case Quote():
            _add_quote(file, block, is_beside=style == BESIDE)
        case Picture():
            _add_picture(file, block, pictures)
        case Chart():
            if can_be_drawn(block):
                _caption(file, title_of(block))
                _add_drawn(file, chart_of(block), describe(block))
            _add_table(file, table_of(block))
        case Beside():
            for inner in block.story:
                _add(file, inner, pictures, style=style)
            for inner in block.margin:
                _add(file, inner, pictures, style=BESIDE)


def _add_quote(file: Any, block: Quote, *, is_beside: bool) -> None:
    """Add what was said, kept on one page with who said it; further in when it stands beside the story."""
    added = _add_text(file, block.text, style="Quote")
    for paragraph in added if block.said_by else ():
        paragraph.paragraph_format.keep_with_next = True
    if block.said_by:
        added += _add_text(file, f"— {_line(block.said_by)}", style="Quote")
    for paragraph in added if is_beside else ():
        paragraph.paragraph_format.left_indent = Mm(12)


def _add_picture(file: Any, block: Picture, pictures: Folder | Path | None) -> None:
    drawn = picture_of(block, pictures)
    if drawn is None:
        _add_text(file, words_of_missing(block), style="Intense Quote")
    else:
        _add_drawn(file, drawn, block.alt, has_caption=bool(block.caption))
    if block.caption:
        file.add_paragraph(_line(block.caption), style="Caption")


def _add_drawn(file: Any, drawn: Drawn, alt: str, *, has_caption: bool = False) -> None:
    room, high = LARGEST
    wide = min(room, int(high * drawn.width / drawn.height), Mm(drawn.width / DOTS_A_MM))
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.keep_with_next = has_caption
    shape = paragraph.add_run().add_picture(BytesIO(drawn.content), width=wide)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    shape._inline.docPr.set("descr", _line(alt))  # what a screen reader tells


def _caption(file: Any, text: str) -> None:
    file.add_paragraph(_line(text), style="Caption").paragraph_format.keep_with_next = True


def _add_text(file: Any, text: str, *, style: str | None = None) -> list[Any]:
    added = []
    for lines in paragraphs_of(text):
        added.append(file.add_paragraph(style=style))
        _write_lines(added[-1], lines)
    return added


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
    _caption(file, block.caption)
    table = file.add_table(rows=0, cols=len(block.head), style="Table Grid")
    _name(table, _line(block.caption))
    widths = [width + ROOM for width in block.widths]
    space, total = A4[0] - 2 * MARGIN, sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
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
