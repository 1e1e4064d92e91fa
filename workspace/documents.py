"""A document in plain blocks: what a page shows, and what is written as PDF, DOCX, ODT and Markdown.

The blocks hold text and nothing else. No writer reads it as a program or as markup: what people typed comes
out as they typed it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workspace.text import clean

# Code points that never stand for anything.
NO_CHARACTERS = re.compile(r"[\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")
MARKDOWN = re.compile(r"[\\`*_\[\]<>#|&~$!{}]")
LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


LINE = 96  # letters beside each other in a table of the whole width
ROOM = 3  # letters that would fit in the space around the text of a cell
WHOLE = 18  # letters of a cell that stay on one line, like a day
BLACK = "█████"  # of what was withdrawn, where there is no colour
LONGEST_WORD = 24  # letters; a longer run may be broken anywhere


@dataclass(frozen=True)
class Heading:
    """The name of what follows: level 1 for a chapter, 2 for a part of it."""

    text: str
    level: int = 1
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Text; an empty line in it begins a new paragraph."""

    text: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class Facts:
    """Labels, short ones of our own, with what holds for each."""

    rows: tuple[tuple[str, str], ...]
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True)
class Table:
    """A table with a name and a row of heads; every row has as many cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"Every row of {self.caption!r} has {len(self.head)} cells.")

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column should be, in letters: days and names stay whole, long text gets the rest."""
        columns = list(zip(self.head, *self.rows, strict=True))
        least = [_least_width(column) for column in columns]
        wished = [min(max(len(cell) for cell in column) + ROOM, LINE) for column in columns]
        wishes = [max(wish - need, 0) for wish, need in zip(wished, least, strict=True)]
        rest, asked = max(LINE - sum(least), 0), sum(wishes) or 1
        return tuple(need + rest * wish // asked for need, wish in zip(least, wishes, strict=True))

    @property
    def is_tight(self) -> bool:
        """Tell whether its words do not fit whole, so that they may be broken."""
        return sum(self.widths) > LINE


@dataclass(frozen=True)
class Note:
    """Something the reader should know about what stands around it."""

    text: str
    kind: ClassVar[str] = "note"


@dataclass(frozen=True)
class Quote:
    """What somebody said, and who: a name, a role, or nothing. `moment` is where it was caught.

    Of one that was withdrawn only that is shown: readable words on a black bar.
    """

    text: str
    said_by: str
    moment: int | None = None
    is_withdrawn: bool = False
    kind: ClassVar[str] = "quote"


@dataclass(frozen=True)
class Picture:
    """A picture that we keep under this file name, with what it shows for who cannot see it."""

    file_name: str
    alt: str
    caption: str = ""
    moment: int | None = None
    is_withdrawn: bool = False
    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Chart:
    """Numbers as bars; the same numbers stand in its table. A series is a name and a number per label."""

    caption: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]
    unit: str
    kind: ClassVar[str] = "chart"

    @property
    def table(self) -> Table:
        """Return its numbers as a table, for who cannot see the bars."""
        rows = zip(self.labels, *(numbers for _name, numbers in self.series), strict=True)
        return Table(
            self.caption,
            (self.unit, *(name for name, _numbers in self.series)),
            tuple(tuple("–" if cell is None else str(cell) for cell in row) for row in rows),
        )


@dataclass(frozen=True)
class Beside:
    """A story, and beside it, where there is room, what people make of it."""

    story: "tuple[Block, ...]"
    margin: "tuple[Block, ...]"
    kind: ClassVar[str] = "beside"


Block = Heading | Paragraph | Bullets | Facts | Table | Note | Quote | Picture | Chart | Beside


@dataclass(frozen=True)
class Document:
    """A document; `language` is a code like nl, `subtitle` the kind of document, shown above the title."""

    title: str
    subtitle: str
    language: str
    author: str
    made_at: datetime
    blocks: tuple[Block, ...]


def printable(text: str) -> str:
    """Return text without what no file format takes: control characters and code points that mean nothing."""
    return clean(NO_CHARACTERS.sub("", text))


def paragraphs_of(text: str) -> list[list[str]]:
    """Return the paragraphs of a text, each as its lines; an empty line begins a new one."""
    parts = re.split(r"\n[^\S\n]*\n\s*", printable(text))
    return [part.split("\n") for part in parts if part]


def _least_width(column: tuple[str, ...]) -> int:
    whole = max((len(cell) for cell in column if len(cell) <= WHOLE), default=0)
    word = max((len(word) for cell in column for word in cell.split()), default=0)
    return max(whole, min(word, LONGEST_WORD), 1) + ROOM


def as_markdown(document: Document) -> str:
    """Return the document as Markdown (GitHub's, for the tables), every character as it was typed."""
    parts = [f"# {_line(document.title)}", _line(document.subtitle)]
    parts += (part for block in document.blocks for part in _markdown_of(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Paragraph():
            yield from (_lines(lines) for lines in paragraphs_of(block.text))
        case Bullets():
            yield "\n".join(f"- {_item(item)}" for item in block.items)
        case Facts():
            yield "\n".join(f"- **{_line(label)}:** {_item(value)}" for label, value in block.rows)
        case Table():
            rows = [_row(block.head), "|" + " --- |" * len(block.head), *(_row(row) for row in block.rows)]
            yield f"**{_line(block.caption)}**"
            yield "\n".join(rows)
        case Note():
            quoted = "\n>\n".join(f"> {_line(' '.join(lines))}" for lines in paragraphs_of(block.text))
            yield quoted
        case Quote() | Picture() if block.is_withdrawn:
            yield "> " + (_line(block.text) if isinstance(block, Quote) and block.text else BLACK)
        case Quote():
            yield f"> {_line(block.text)}" + (f"\n>\n> — {_line(block.said_by)}" if block.said_by else "")
        case Picture():
            yield f"*{_line(block.alt)}*" + (f" {_line(block.caption)}" if block.caption else "")
        case Chart():
            yield from _markdown_of(block.table)
        case Beside():
            yield from (part for inner in (*block.story, *block.margin) for part in _markdown_of(inner))


def _escaped(text: str) -> str:
    return LINE_START.sub(r"\1\\\2", MARKDOWN.sub(r"\\\g<0>", text.strip()))


def _line(text: str) -> str:
    return _escaped(" ".join(printable(text).split()))


def _lines(lines: Iterable[str]) -> str:
    return "\\\n".join(_escaped(line) for line in lines)


def _item(text: str) -> str:
    return "\\\n  ".join(_escaped(line) for lines in paragraphs_of(text) for line in lines if line.strip())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_line(cell) for cell in cells)} |"
