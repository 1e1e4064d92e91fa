"""Tables as files that a spreadsheet opens: CSV as programs in the Netherlands read it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

# With what a spreadsheet begins to run what stands there; the wide signs too, as Asian versions read them.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MARK = "\ufeff"  # tells the program that this is UTF-8
Cell = str | int | float | date | None
CSV = "text/csv; charset=utf-8"


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV: semicolons, decimal commas, and no text that a spreadsheet would run.

    Days are written as year-month-day, so that they sort.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_shown(name) for name in head])
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return MARK + out.getvalue()


def as_attachment(name: str) -> dict[str, str]:
    """Return the headers of a CSV file that is saved under this name, which holds letters and dashes only."""
    return {"Content-Type": CSV, "Content-Disposition": f'attachment; filename="{name}.csv"'}


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell
