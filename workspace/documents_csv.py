"""Writing the tables of a document, those behind its charts included, as CSV files in a ZIP."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workspace.documents import Beside, Chart, Document, Table
from workspace.spreadsheets import csv_text
from workspace.text import slugify
from workspace.times import HERE

LONGEST_NAME = 60


def as_csv(document: Document) -> bytes:
    """Return a ZIP with a CSV file for each table, numbered in their order; without any, an empty ZIP."""
    moment = document.made_at.astimezone(HERE).timetuple()[:6]
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for number, table in enumerate(tables_of(document.blocks), 1):
            name = f"{number:02}-{slugify(table.caption)[:LONGEST_NAME].strip('-')}.csv"
            rows = [[_number(cell) for cell in row] for row in table.rows]
            packed.writestr(ZipInfo(name, moment), csv_text(table.head, rows), ZIP_DEFLATED)
    return out.getvalue()


def tables_of(blocks: Iterable[Any]) -> Iterator[Table]:
    """Yield every table among these blocks, in reading order, those behind charts included."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Chart():
                yield block.table
            case Beside():
                yield from tables_of((*block.story, *block.margin))


def _number(cell: str) -> str | int:
    """Return a whole number as one, so that a spreadsheet counts with it."""
    return int(cell) if cell.isascii() and cell.isdecimal() and (cell == "0" or cell[0] != "0") else cell
