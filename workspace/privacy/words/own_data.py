"""What a download says: as JSON with fixed keys, and as a page to read without this site."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from workspace.labels import LABELS
from workspace.privacy.queries.own_data import Row, given
from workspace.privacy.register.vocabulary import Table
from workspace.privacy.words.own_titles import column_title, table_title
from workspace.times import show_day, show_moment

FORM = 1  # of the keys: rises when one changes its meaning
HEAD = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>body{{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}}"
    "dt{{font-weight:bold}}dd{{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}}"
    "li{{margin-block:1rem}}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{lead}</p>\n"
)


def file_of(table: Table, row: Row) -> str:
    """Return under which name a file of a row stands in the ZIP."""
    return f"bestanden/{table.name}/{row.file_name}"


def json_pieces(name: str, tables: Iterable[tuple[Table, Iterable[Row]]], made_at: datetime) -> Iterator[str]:
    """Yield the JSON in pieces: `form`, `made_at`, `site`, and `data` with a list of rows for each table.

    Moments are in UTC and days as they are, both as ISO 8601 has them. `keys` says what each key is.
    """
    start = {"form": FORM, "made_at": _plain(made_at), "site": name}
    yield json.dumps(start, ensure_ascii=False)[:-1] + ', "data": {'
    between = ""
    keys: dict[str, Any] = {}
    for table, rows in tables:
        opened = False
        for row in rows:
            yield f"{between}{json.dumps(table.name)}: [\n" if not opened else ",\n"
            opened, between = True, ""
            yield json.dumps(_as_json(table, row), ensure_ascii=False)
        if opened:
            yield "\n]"
            between = ", "
            keys[table.name] = {"": table_title(table.name)} | {
                column.name: column_title(column.name) for column in given(table)
            }
    yield '}, "keys": ' + json.dumps(keys, ensure_ascii=False, indent=1) + "}\n"


def page_pieces(
    site: str, tables: Iterable[tuple[Table, Iterable[Row]]], made_at: datetime, *, locale: str
) -> Iterator[str]:
    """Yield a page in pieces, with a heading for each table and a list of what it holds."""
    lead = _("Gemaakt op %(moment)s. Hetzelfde staat in gegevens.json.", moment=show_moment(made_at, locale))
    yield HEAD.format(lang=locale, title=_("Mijn gegevens bij %(site)s", site=site), lead=lead)
    for table, rows in tables:
        opened = False
        for row in rows:
            if not opened:
                yield Markup("<h2>{}</h2>\n<ul>\n").format(table_title(table.name))
            opened = True
            yield Markup("<li>\n<dl>\n")
            yield from _lines(table, row, locale)
            yield "</dl>\n</li>\n"
        if opened:
            yield "</ul>\n"
    yield "</body>\n</html>\n"


def _lines(table: Table, row: Row, locale: str) -> Iterator[str]:
    for name, value in row.values.items():
        if value in (None, "", [], {}):
            continue
        shown: Any = _shown(value, locale)
        if name == "file_name" and row.file_name:
            shown = Markup('<a href="{0}">{1}</a>').format(file_of(table, row), row.file_name)
        yield Markup("<dt>{}</dt><dd>{}</dd>\n").format(column_title(name), shown)


def _shown(value: Any, locale: str) -> str:
    if isinstance(value, StrEnum):
        return str(LABELS.get(type(value).__name__, {}).get(value.value, value.value))
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if isinstance(value, datetime):
        return show_moment(value, locale)
    if isinstance(value, date):
        return show_day(value, locale)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(column_title(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _as_json(table: Table, row: Row) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in row.values.items()}
    return values | ({"file": file_of(table, row)} if row.file_name else {})


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
