"""Finding initiatives by their words: FTS5 in SQLite, tsvector in PostgreSQL, one function for both."""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, desc, false, func, literal_column, select, table, true
from sqlalchemy import column as column_of

from workspace.db import db
from workspace.initiatives.models import Initiative

NEWEST = 5000  # matches looked at, newest first: a common word costs no more than a rare one
WORDS_AT_MOST = 12
WORD = re.compile(r"\w+")

_fts = table("initiative_fts", column_of("rowid"))
_fts_match: ColumnElement[str] = literal_column("initiative_fts")
_words_fts: ColumnElement[str] = literal_column("initiative.words_fts")


def words_in(text: str, *, at_most: int = WORDS_AT_MOST) -> list[str]:
    """Return the words of what somebody typed, without anything that a database could take for a command."""
    return [word.strip("_") for word in WORD.findall(text.lower()) if word.strip("_")][:at_most]


def matching(text: str) -> ColumnElement[bool]:
    """Return the condition that an initiative holds all these words, of the last one perhaps only the start.

    Text without words is no condition when it is blank, and matches nothing otherwise. Of very common words
    the newest matches count. Join it to `visible_initiatives`: by itself it knows no rights.
    """
    if not text.strip():
        return true()
    *whole, last = words_in(text) or [""]
    if not last:
        return false()
    if _is_postgresql():
        return _found(" & ".join([*map(_quoted, whole), f"{_quoted(last)}:*"]))
    return _found(" ".join([*map(_quoted, whole), f"{_quoted(last)}*"]))


def matching_any(words: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that an initiative holds at least one word that begins like one of these."""
    if not words:
        return false()
    if _is_postgresql():
        return _found(" | ".join(f"{_quoted(word)}:*" for word in words))
    return _found(" OR ".join(f"{_quoted(word)}*" for word in words))


def _is_postgresql() -> bool:
    return bool(db.engine.dialect.name == "postgresql")


def _quoted(word: str) -> str:
    """Quote a word of letters and digits the way both databases understand, so that OR and NEAR are words."""
    return f"'{word}'" if _is_postgresql() else f'"{word}"'


def _found(expression: str) -> ColumnElement[bool]:
    found: Select[int]
    if _is_postgresql():
        query = func.to_tsquery("dutch", expression)
        found = select(Initiative.id).where(_words_fts.op("@@")(query)).order_by(desc(Initiative.id))
    else:
        rowid = _fts.c.rowid
        found = select(rowid).where(_fts_match.op("MATCH")(expression)).order_by(desc(rowid))
    return Initiative.id.in_(found.limit(NEWEST).correlate(None))
