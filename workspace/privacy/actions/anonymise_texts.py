"""Taking a name, an address and telephone numbers out of texts, wherever the tables hold them.

Which columns follows from the tables themselves, and whose a row is from the register: a table of tomorrow is
looked at as well. In rows of theirs, and in the parts of those, their name goes, whole and in its parts; in
their own talk every address and telephone number too. In rows of others that point at them, or stand under
something of theirs, only the whole name goes, and their own address from every text there is: nobody else
has it. A name in the words of others stays: whose it is, no machine knows. Which words are a name, and which
are not because they are words of the language too, see `queries.names`.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, and_, cast, false, or_, select, text, true, update

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.db import Base, db
from workspace.privacy.policy.erasure import may_anonymise
from workspace.privacy.queries.names import (
    REMOVED,
    Scrub,
    address_out,
    name_in_letters_out,
    names_out,
    whole_name_out,
)
from workspace.privacy.queries.traces import texts_of
from workspace.privacy.register import REGISTER
from workspace.text import to_html

# Tables in which no person stands, or whose words are held by a hash: those have an end of their own.
LEFT_ALONE = frozenset({"user", "area", "audit_entry", "audit_start", "programme_report", "testimony"})
# What somebody says for themselves, not for an organisation whose address and telephone number stay.
TALK = frozenset(
    {
        "comment", "event", "framework_change", "initiative", "learning_moment", "participation",
        "reflection", "revision", "update",
    }
)  # fmt: skip
# Columns of a row of theirs whose words somebody else may have written.
OF_OTHERS = frozenset({"coordinator_id"})
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])(?:\+31|0031|0)[\s()\-]*[1-9](?:[\s\-]*\d){8}(?!\w)")


def scrub_texts(user: User, *, called: str, by: Actor) -> None:
    """Let no row that points at this person say who it is; `called` stands where the name stood."""
    require(may_anonymise(by, user))
    db.session.flush()
    named, whole = names_out(user, called), whole_name_out(user, called)

    def talk(said: str) -> str:
        return PHONE.sub(REMOVED, EMAIL.sub(REMOVED, named(said)))

    for table in Base.metadata.sorted_tables:
        columns = [] if table.name in LEFT_ALONE else texts_of(table)
        if not columns:
            continue
        theirs = _points_at(user.id, table, _is_theirs)
        _change(table, columns, and_(theirs, _is_talk(table)), talk)
        part = _part_of(user.id, table)
        _change(table, columns, or_(theirs, and_(part, _of_nobody_else(user.id, table))), named)
        _change(table, columns, or_(part, _points_at(user.id, table, lambda _: True)), whole)
        holds = [cast(column, Text).icontains(user.email, autoescape=True) for column in columns]
        _change(table, columns, or_(*holds), address_out(user.email))
    _drafts(user.id, talk)
    _letters(user, called)
    _forget_words()
    db.session.expire_all()


def _is_theirs(column: Column[Any]) -> bool:
    known = REGISTER.get(column.table.name)
    links = {link.column for link in known.theirs} if known else set()
    return column.name in links - OF_OTHERS


def _is_talk(table: Table) -> ColumnElement[bool]:
    if table.name not in TALK:
        return false()
    return ~table.c.is_official if "is_official" in table.c else true()


def _points_at(user_id: int, table: Table, which: Callable[[Column[Any]], bool]) -> ColumnElement[bool]:
    """Return the condition that a row of this table names the person, in a column of these."""
    people = [
        column == user_id
        for column in table.columns
        if which(column) and any(key.column.table.name == "user" for key in column.foreign_keys)
    ]
    return or_(false(), *people)


def _part_of(user_id: int, table: Table) -> ColumnElement[bool]:
    """Return the condition that a row is a part of one that names the person: a goal, a picture."""
    parts = [
        key.parent.in_(select(key.column).where(_points_at(user_id, key.column.table, _is_theirs)))
        for key in table.foreign_keys
        if key.column.table.name not in {"user", "board", "programme", "organisation"} and key.ondelete
    ]
    return or_(false(), *parts)


def _of_nobody_else(user_id: int, table: Table) -> ColumnElement[bool]:
    """Return the condition that a row names no other person: what another wrote below it is theirs.

    Else whoever calls themselves "niet" would take that word out of what others said.
    """
    people = [
        or_(column.is_(None), column == user_id)
        for column in table.columns
        if any(key.column.table.name == "user" for key in column.foreign_keys)
    ]
    return and_(true(), *people)


def _drafts(user_id: int, own: Scrub) -> None:
    """Let the titles of reports of theirs follow, as long as those were not adopted."""
    reports = Base.metadata.tables["programme_report"]
    theirs = and_(reports.c.made_by_id == user_id, reports.c.state != "adopted")
    _change(reports, [reports.c.title], theirs, own)


def _letters(user: User, called: str) -> None:
    """Let letters to others that wait name this person no more; of what was sent no text is left."""
    letters = Base.metadata.tables["outgoing_mail"]
    columns = texts_of(letters)
    holds = [column.icontains(user.name, autoescape=True) for column in columns]
    _change(letters, columns, or_(*holds), name_in_letters_out(user, called))


def _forget_words() -> None:
    """Let the index of words, where SQLite keeps one, drop what it only marked as gone."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO initiative_fts(initiative_fts) VALUES ('optimize')"))


def _change(table: Table, columns: list[Column[Any]], which: ColumnElement[bool], scrub: Scrub) -> None:
    connection, keys = db.session.connection(), list(table.primary_key.columns)
    waits = [table.columns["links_wait"]] if "links_wait" in table.columns else []
    for row in connection.execute(select(*keys, *columns, *waits).where(which)).all():
        changed = dict(_changed(columns, row[len(keys) : len(keys) + len(columns)], scrub))
        if not changed:
            continue
        if "body_html" in changed and "body" in changed:
            changed["body_html"] = to_html(changed["body"], links=not (waits and row[-1]))
        if "version" in table.columns:
            changed["version"] = table.columns["version"] + 1
        this = [key == value for key, value in zip(keys, row, strict=False)]
        connection.execute(update(table).where(*this).values(changed))


def _changed(columns: list[Column[Any]], values: Any, scrub: Scrub) -> Iterator[tuple[str, Any]]:
    for column, value in zip(columns, values, strict=True):
        clean = _clean(value, scrub)
        if clean != value:
            length = getattr(column.type, "length", None)
            yield column.name, clean[:length] if isinstance(clean, str) else clean


def _clean(value: Any, scrub: Scrub) -> Any:
    if isinstance(value, str):
        return scrub(str(value))
    if isinstance(value, dict):
        return {key: _clean(each, scrub) for key, each in value.items()}
    return [_clean(each, scrub) for each in value] if isinstance(value, list) else value
