"""What a download says: as JSON with fixed keys, and as a page to read without this site."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from workspace.labels import LABELS
from workspace.privacy.queries.own_data import Names, Row, given
from workspace.privacy.register.vocabulary import Table
from workspace.privacy.words.own_deeds import own_deed
from workspace.privacy.words.own_titles import column_title, named_title, table_title
from workspace.times import show_day, show_moment

LANGUAGES = {"nl": "Nederlands", "en": "English"}
FORM = 1  # of the keys: rises when one changes its meaning
HEAD = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>body{{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}}"
    "h2{{margin-block-start:2.5rem;border-top:1px solid}}dl{{display:grid;grid-template-columns:"
    "minmax(7rem,1fr) 3fr;gap:.25rem 1rem;margin:0}}dt{{color:#555}}"
    "dd{{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}}ul{{padding:0;list-style:none}}"
    "p{{margin:0}}h1+p{{margin-block:1rem}}h2{{padding-block-start:.5rem}}"
    "li{{padding-block:.75rem;border-bottom:1px solid #ccc}}</style>\n</head>\n<body>\n<main>\n"
    "<h1>{title}</h1>\n<p>{lead}</p>\n"
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
    site: str,
    tables: Iterable[tuple[Table, Iterable[Row]]],
    made_at: datetime,
    *,
    names: Names,
    locale: str,
) -> Iterator[str]:
    """Yield a page in pieces, with a heading for each table and a list of what it holds.

    `names`: what numbers are called; a number without one is shown as it is.
    """
    lead = _(
        "Dit is alles wat %(site)s van u bewaart, gemaakt op %(moment)s. Voor de computer staat hetzelfde in"
        " gegevens.json, met alle codes erbij.",
        site=site,
        moment=show_moment(made_at, locale),
    )
    yield HEAD.format(lang=locale, title=_("Mijn gegevens bij %(site)s", site=site), lead=lead)
    for table, rows in tables:
        opened = False
        for row in rows:
            if not opened:
                yield Markup("<h2>{}</h2>\n<ul>\n").format(table_title(table.name))
            opened = True
            yield "<li>\n"
            yield from _item(table, row, names, locale)
            yield "</li>\n"
        if opened:
            yield "</ul>\n"
    yield "</main>\n</body>\n</html>\n"


def _item(table: Table, row: Row, names: Names, locale: str) -> Iterator[str]:
    values = row.values
    left_out = {"as"} if len(table.theirs) == 1 else set()
    if "verb" in values:
        # One sentence: of a thousand things that somebody did, nobody reads a thousand tables.
        about = names["initiative_id"].get(values.get("initiative_id") or 0)
        did = own_deed(values["verb"]) + (f": {about}" if about else "")
        yield Markup("<p>{} · {}</p>\n").format(show_moment(values["happened_at"], locale), did)
        left_out |= {"verb", "happened_at", "initiative_id", "details", "role", "as"}
    lines = list(_lines(table, row, left_out, names, locale))
    if lines:
        yield "<dl>\n"
        yield from lines
        yield "</dl>\n"


def _lines(table: Table, row: Row, left_out: set[str], names: Names, locale: str) -> Iterator[str]:
    for name, value in row.values.items():
        if value in (None, "", [], {}) or name in left_out:
            continue
        title, shown = column_title(name), _shown(value, locale)
        if name == "file_name" and row.file_name:
            shown = Markup('<a href="{0}">{1}</a>').format(file_of(table, row), row.file_name)
        elif name == "locale":
            shown = LANGUAGES.get(value, shown)
        elif name in names and value in names[name]:
            title, shown = named_title(name), names[name][value]
        yield Markup("<dt>{}</dt><dd>{}</dd>\n").format(title, shown)


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
