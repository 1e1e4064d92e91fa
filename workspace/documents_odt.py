"""Writing a document as ODT: styles that office programs know by name, so that a template fits."""

from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

import odfdo
from odfdo import Cell, Element, Frame, Header, List, ListItem, Row, Span

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

COUNTRIES = {"nl": "NL", "en": "GB"}
TEXT, QUOTE, NOTE, CAPTION, NAMED = "Text_20_body", "Quotations", "Kader", "Caption", "Table"
CELL, HEAD = "Table_20_Contents", "Table_20_Heading"
BESIDE, WITHDRAWN, STRONG = "Kanttekening", "Ingetrokken", "Strong_20_Emphasis"
BULLETS = "List_20_1"
WIDTH, HEIGHT = 16.2, 11.0  # centimetres: of the text, and of the highest picture
DOTS_A_CM = 144 / 2.54
ROOM = 3  # letters more for each column: the letters of a template may be wider than ours

GRID, TABLES = "Tabelcel", "Tabel"
PARAGRAPH = (
    '<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
    "<style:paragraph-properties {look}/><style:text-properties {letters}/></style:style>"
)
LETTERS = (
    '<style:style style:name="{name}" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
)
CELLS = (
    '<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
    ' fo:border="0.5pt solid #6b675f" fo:padding="0.1cm"/></style:style>'
)
COLUMN = (
    '<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
    ' style:column-width="{space}"/></style:style>'
)
TABLE = (
    '<style:style style:name="{name}" style:family="table"><style:table-properties table:align="margins"'
    ' fo:margin-bottom="0.5cm"/></style:style>'
)
LIST = (
    '<text:list-style style:name="{name}" style:display-name="List 1"><text:list-level-style-bullet'
    ' text:level="1" text:style-name="Numbering_20_Symbols" text:bullet-char="•"><style:list-level-properties'
    ' text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment'
    ' text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm" fo:text-indent="-0.6cm"'
    ' fo:margin-left="0.6cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
)
A_COLUMN = '<table:table-column table:style-name="{name}"/>'
# Name, parent, what the paragraph looks like, what its letters look like.
STYLES = (
    ("Title", "Heading", 'fo:margin-bottom="0.4cm"', 'fo:font-size="24pt" fo:font-weight="bold"'),
    ("Subtitle", "Heading", 'fo:margin-bottom="0.1cm"', 'fo:font-size="12pt"'),
    (
        QUOTE,
        "Standard",
        'fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.3cm"',
        'fo:font-style="italic"',
    ),
    (NOTE, TEXT, 'fo:padding="0.2cm" fo:border-left="0.1cm solid #00626b" fo:background-color="#e2f0ef"', ""),
    (BESIDE, TEXT, 'fo:margin-left="1.2cm"', ""),
    (WITHDRAWN, TEXT, 'fo:padding="0.2cm" fo:background-color="#000000"', 'fo:color="#ffffff"'),
    (NAMED, CAPTION, 'fo:keep-with-next="always"', ""),  # what stands above a table or chart
    (CELL, "Standard", "", ""),
    (HEAD, CELL, "", 'fo:font-weight="bold"'),
)


def as_odt(document: Document, *, pictures: Folder | Path | None = None) -> bytes:
    """Return the document as an OpenDocument text with real headings, lists, quotes, captions and tables.

    `pictures` is the folder in which its pictures lie; of one that is not there its words are shown. What
    stands beside the story comes after it: a table to put them side by side reads badly aloud.
    """
    writer = _Writer(document, pictures)
    return writer.written()


class _Writer:
    def __init__(self, document: Document, pictures: Folder | Path | None) -> None:
        self._document, self._pictures = document, pictures
        self._file: Any = odfdo.Document("text")
        self._body: Any = self._file.body
        self._body.clear()
        self._tables = 0

    def written(self) -> bytes:
        self._set_up()
        self._add_text(self._document.title, "Title", one_line=True)
        self._add_text(self._document.subtitle, "Subtitle", one_line=True)
        for block in self._document.blocks:
            self._add(block, TEXT)
        out = BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        document, meta = self._document, self._file.meta
        meta.title, meta.subject = _line(document.title), _line(document.subtitle)
        meta.language = document.language
        meta.initial_creator = meta.creator = _line(document.author)
        meta.creation_date = meta.date = document.made_at.astimezone(UTC).replace(tzinfo=None)
        for name, parent, look, letters in STYLES:
            self._file.insert_style(_element(PARAGRAPH, name, parent=parent, look=look, letters=letters))
        self._file.insert_style(_element(LETTERS, STRONG))
        self._file.insert_style(_element(LIST, BULLETS))
        self._file.insert_style(_element(TABLE, TABLES), automatic=True)
        self._file.insert_style(_element(CELLS, GRID), automatic=True)
        styles: Any = self._file.get_part("styles.xml")
        for numbered in styles.get_elements("//text:outline-level-style"):
            numbered.set_attribute("style:num-format", "")  # headings have no numbers
            numbered.del_attribute("style:num-suffix")
            numbered.del_attribute("loext:num-list-format")
        for letters in styles.get_elements("//style:default-style/style:text-properties"):
            letters.set_attribute("fo:language", document.language)
            letters.set_attribute("fo:country", COUNTRIES.get(document.language, "none"))

    def _add(self, block: Any, style: str) -> None:
        match block:
            case Heading():
                level = block.level
                head: Any = Header(level, _line(block.text))
                head.set_attribute("text:style-name", f"Heading_20_{level}")
                self._body.append(head)
            case Paragraph():
                self._add_text(block.text, style)
            case Note():
                self._add_text(block.text, NOTE)
            case Bullets():
                self._add_bullets(block)
            case Facts():
                self._add_facts(block, style)
            case Table():
                self._add_table(block)
            case Quote() | Picture() if block.is_withdrawn:
                self._add_text(words_of_withdrawn(block), WITHDRAWN)
            case Quote():
                self._add_text(block.text, QUOTE)
                if block.said_by:
                    self._add_text(f"— {block.said_by}", QUOTE, one_line=True)
            case Picture():
                self._add_picture(block)
            case Chart():
                if can_be_drawn(block):
                    self._add_text(title_of(block), NAMED, one_line=True)
                    self._add_drawn(chart_of(block), describe(block))
                self._add_table(table_of(block))
            case Beside():
                for inner in block.story:
                    self._add(inner, style)
                for inner in block.margin:
                    self._add(inner, BESIDE)

    def _add_text(self, text: str, style: str, *, one_line: bool = False) -> None:
        for lines in [[_line(text)]] if one_line else paragraphs_of(text):
            self._body.append(odfdo.Paragraph("\n".join(lines), style=style))

    def _add_bullets(self, block: Bullets) -> None:
        bullets: Any = List(style=BULLETS)
        for item in block.items:
            entry: Any = ListItem()
            entry.append(odfdo.Paragraph(_lines(item), style=TEXT))
            bullets.append(entry)
        self._body.append(bullets)

    def _add_facts(self, block: Facts, style: str) -> None:
        for label, value in block.rows:
            paragraph: Any = odfdo.Paragraph("", style=style)
            paragraph.append(Span(f"{_line(label)}:", style=STRONG))
            paragraph.append(Span(f" {_lines(value)}"))
            self._body.append(paragraph)

    def _add_table(self, block: Table) -> None:
        self._tables += 1
        self._add_text(block.caption, NAMED, one_line=True)
        name = f"Tabel{self._tables}"
        table: Any = odfdo.Table(name, style=TABLES)
        widths = [width + ROOM for width in block.widths]
        for place, width in enumerate(widths):
            column = f"{name}.{place + 1}"
            space = WIDTH * width / sum(widths)
            self._file.insert_style(_element(COLUMN, column, space=f"{space:.2f}cm"), automatic=True)
            table.append(_element(A_COLUMN, column))
        head: Any = Element.from_tag("table:table-header-rows")
        head.append(_row(block.head, HEAD))
        table.append(head)
        for row in block.rows:
            table.append(_row(row, CELL))
        _describe(table, "table", block.caption)
        self._body.append(table)

    def _add_picture(self, block: Picture) -> None:
        drawn = picture_of(block, self._pictures)
        if drawn is None:
            self._add_text(words_of_missing(block), NOTE)
        else:
            self._add_drawn(drawn, block.alt)
        if block.caption:
            self._add_text(block.caption, CAPTION, one_line=True)

    def _add_drawn(self, drawn: Drawn, alt: str) -> None:
        wide = min(WIDTH, HEIGHT * drawn.width / drawn.height, drawn.width / DOTS_A_CM)
        size = f"{wide:.2f}cm", f"{wide * drawn.height / drawn.width:.2f}cm"
        address = self._file.add_file(BytesIO(drawn.content))
        frame: Any = Frame.image_frame(address, size=size, anchor_type="as-char")
        _describe(frame, "svg", alt)
        paragraph: Any = odfdo.Paragraph("", style=TEXT)
        paragraph.append(frame)
        self._body.append(paragraph)


def _row(cells: tuple[str, ...], style: str) -> Any:
    row: Any = Row()
    for text in cells:
        cell: Any = Cell(cell_type="string", style=GRID)
        cell.append(odfdo.Paragraph(_lines(text), style=style))
        row.append(cell)
    return row


def _describe(element: Any, names: str, words: str) -> None:
    """Give a table or picture the words that a screen reader tells."""
    described: Any = Element.from_tag(f"{names}:desc")
    described.text = _line(words)
    element.append(described)


def _element(pattern: str, name: str, **values: str) -> Element:
    return Element.from_tag(pattern.format(name=name, **values))


def _line(text: str) -> str:
    return " ".join(" ".join(lines) for lines in paragraphs_of(text))


def _lines(text: str) -> str:
    return "\n".join(line for lines in paragraphs_of(text) for line in lines)
