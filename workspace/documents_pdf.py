"""Writing a document as PDF: tagged (PDF/UA-1), so that a screen reader reads it as it is meant.

The layout is `typst/document.typ`. The document goes in as data, never as Typst source, so nothing that
people typed can run; the compiler reads no file but that layout and the pictures, no package and no network.
"""

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from flask_babel import gettext as _

from workspace.charts import can_be_drawn, describe, svg_of, title_of
from workspace.documents import (
    LONGEST_WORD,
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
from workspace.documents_json import to_json
from workspace.documents_parts import picture_of, table_of, words_of_missing, words_of_withdrawn
from workspace.stores import Folder

LAYOUT = Path(__file__).with_name("typst") / "document.typ"
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
LONGEST_WHOLE = 500  # characters; a row with a longer cell may go on on the next page
LONGEST_BESIDE = (
    1400  # characters of a story, or of what stands beside it; longer ones go on on the next page
)
MAY_BREAK = "\u200b"
NAMELESS = "–"  # PDF/UA refuses a heading without words
# What the fonts show, ours and those inside typst: Latin, Greek, Cyrillic, Hebrew, Arabic and signs. PDF/UA
# refuses a document with a sign that no font has. Measured; a test compiles all of them.
SHOWN = (
    "20-7E A0-377 37A-37F 384-38A 38C 38E-3A1 3A3-4FF 510-513 51A-51D 591-5C7 5D0-5EA 5EF-5F4 606-60C"
    " 615 61B-61C 61F 621-63A 640-655 65A 660-66D 674 679-67B 67E-680 683-684 686-687 691 698 6A4 6A9"
    " 6AF 6BE 6CC 6F0-6F9 1D00-1EFF 2000-2027 202A-2040 2042 2044-2052 2054-2064 2066-2071 2074-208E"
    " 2090-209C 20A0-20C0 20D0-20F0 2100-211E 2120 2122 2124 2126-2151 2153-2184 2189 2190-2328"
    " 232B-23FF 2422-2423 2460-262F 2638-268B 2690-269C 26A0-26A7 26AA-26B2 2701-2704 2706-2709"
    " 270C-2727 2729-274B 274D 274F-2752 2756 2758-275E 2761-277F 2794 2798-27AF 27B1-2B73 2B76-2B95"
    " 2B97-2BFF FB00-FB06 FE0E-FE0F"
)
# Shown in any order, without marks that are put on another sign: when even the above was refused.
SAFE = "20-7E A0-AC AE-2FF 38E-3A1 3A3-3E1 400-45F 5D0-5EA 2010-2027 20AC 2190-2193 2212"


def as_pdf(document: Document, *, pictures: Folder | Path | None = None) -> bytes:
    """Return the document as PDF/UA-1; signs that no font has, such as emoji, are named and told of.

    `pictures` is the folder in which its pictures lie; of one that is not there its words are shown.
    """
    try:
        return _compile(document, SHOWN, pictures)
    except typst.TypstError as refusal:
        # Marks on letters for which no single font has both: rare, and no reason to give no document.
        if "could not be displayed" not in str(refusal):
            raise
        return _compile(document, SAFE, pictures)


def _compile(document: Document, shown: str, pictures: Folder | Path | None) -> bytes:
    with TemporaryDirectory(prefix="pdf-") as folder:
        return _compile_in(Path(folder), document, _Words(_others(shown)), pictures)


def _compile_in(folder: Path, document: Document, words: "_Words", pictures: Folder | Path | None) -> bytes:
    drawing = _Drawing(words, pictures, folder)
    contents: dict[str, Any] = {
        "title": words.line(document.title) or NAMELESS,
        "subtitle": words.line(document.subtitle),
        "author": words.line(document.author),
        "language": document.language,
        "page": _("Bladzijde"),
        "of": _("van"),
        "blocks": drawing.all(document.blocks),
    }
    if words.has_missed:
        note = _("Sommige tekens, zoals emoji, kan deze pdf niet tonen. In het Word-bestand staan ze wel.")
        contents["blocks"].append({"kind": "note", "text": words.text(note)})
    shutil.copy(LAYOUT, folder)
    made: Any = typst.compile(
        str(folder / LAYOUT.name),
        root=str(folder),
        font_paths=[str(LAYOUT.parent)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        package_path=str(folder),
        package_cache_path=str(folder),
        timestamp=int(document.made_at.timestamp()),
        sys_inputs={"data": json.dumps(contents)},
    )
    return bytes(made)


class _Drawing:
    """Turns blocks into the data of the layout, and lays their pictures beside it."""

    def __init__(self, words: "_Words", pictures: Folder | Path | None, folder: Path) -> None:
        self._words, self._pictures, self._folder = words, pictures, folder
        self._laid = 0

    def all(self, blocks: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [data for block in blocks for data in self._data(block)]

    def _data(self, block: Any) -> list[dict[str, Any]]:
        words = self._words
        match block:
            case Heading():
                text = words.line(block.text) or NAMELESS
                return [{"kind": "heading", "level": block.level, "text": text}]
            case Paragraph() | Note():
                return [{"kind": block.kind, "text": words.text(block.text)}]
            case Bullets():
                return [{"kind": "bullets", "items": [words.text(item) for item in block.items]}]
            case Facts():
                rows = [[words.line(label), words.text(value)] for label, value in block.rows]
                return [{"kind": "facts", "rows": rows}]
            case Table():
                return [self._table(block)]
            case Quote() | Picture() if block.is_withdrawn:
                return [{"kind": "withdrawn", "text": words.text(words_of_withdrawn(block))}]
            case Quote():
                whole = len(block.text) <= LONGEST_WHOLE
                said = {"text": words.text(block.text), "by": words.line(block.said_by), "whole": whole}
                return [{"kind": "quote", **said}]
            case Picture():
                return [self._picture(block)]
            case Chart():
                return [*self._chart(block), self._table(table_of(block))]
            case Beside():
                parts = {"story": self.all(block.story), "margin": self.all(block.margin)}
                return [{"kind": "beside", **parts, "whole": _is_short(block)}]
            case _:
                raise TypeError(block)

    def _table(self, block: Table) -> dict[str, Any]:
        words = self._words
        return {
            "kind": "table",
            "caption": words.line(block.caption),
            "head": [words.line(name) for name in block.head],
            "rows": [[words.text(cell) for cell in row] for row in block.rows],
            "whole": [max(map(len, row)) <= LONGEST_WHOLE for row in block.rows],
            "widths": block.widths,
            "tight": block.is_tight,
        }

    def _picture(self, block: Picture) -> dict[str, Any]:
        drawn = picture_of(block, self._pictures)
        if drawn is None:
            missing = f"{words_of_missing(block)}\n\n{block.caption}"
            return {"kind": "note", "text": self._words.text(missing)}
        self._laid += 1
        name = f"picture-{self._laid}.jpg"
        (self._folder / name).write_bytes(drawn.content)
        alt = self._words.line(block.alt) or NAMELESS
        return {"kind": "picture", "file": name, "alt": alt, "caption": self._words.line(block.caption)}

    def _chart(self, block: Chart) -> list[dict[str, Any]]:
        if not can_be_drawn(block):
            return []
        shown = replace(
            block,
            caption=self._words.line(block.caption),
            labels=tuple(map(self._words.line, block.labels)),
            series=tuple((self._words.line(name), numbers) for name, numbers in block.series),
        )
        name = self._words.line(title_of(block))
        return [
            {"kind": "chart", "svg": str(svg_of(shown, alone=True)), "alt": describe(shown), "caption": name}
        ]


def _is_short(block: Beside) -> bool:
    """Tell whether a story and what stands beside it fit on half a page, and so stay together."""
    columns = [len(to_json(part)) for part in (block.story, block.margin)]
    is_plain = not any(isinstance(each, Table | Chart | Beside) for each in (*block.story, *block.margin))
    pictures = sum(isinstance(each, Picture) for each in block.story)
    return is_plain and pictures <= 1 and all(size <= LONGEST_BESIDE for size in columns)


class _Words:
    """Turns text into paragraphs of lines that the fonts can show, and remembers whether it left out any."""

    def __init__(self, others: re.Pattern[str]) -> None:
        self._others = others
        self.has_missed = False

    def text(self, text: str) -> list[list[str]]:
        return [[self._shown(line) for line in lines] for lines in paragraphs_of(text)]

    def line(self, text: str) -> str:
        return self._shown(" ".join(" ".join(lines) for lines in paragraphs_of(text)))

    def _shown(self, text: str) -> str:
        shown, missed = self._others.subn(_("[teken]"), text.replace("\t", " "))
        self.has_missed = self.has_missed or bool(missed)
        return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", shown)


@cache
def _others(shown: str) -> re.Pattern[str]:
    ranges = (part.partition("-") for part in shown.split())
    listed = "".join(rf"\u{first:0>4}-\u{last or first:0>4}" for first, _, last in ranges)
    return re.compile(rf"[^{listed}\u200d\ufe0f]+\ufe0f?")
