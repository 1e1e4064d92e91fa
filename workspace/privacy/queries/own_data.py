"""All that is kept about one person, by the register: what a download holds (AVG, article 15)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy import cast as as_type

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import Base, db
from workspace.initiatives.models import Initiative, Participation
from workspace.initiatives.queries.sight import visible_initiatives
from workspace.organisations.models import Organisation
from workspace.organisations.queries import visible_organisations
from workspace.privacy.register import REGISTER
from workspace.privacy.register.vocabulary import Column, DataKind, Finds, Link, Table
from workspace.programmes.models import Programme
from workspace.programmes.queries.sight import visible_programmes

AT_A_TIME = 200  # rows in memory
# In which folder the files lie whose names a table holds.
FOLDERS = {
    "picture": "pictures",
    "moment_picture": "moments",
    "evidence": "evidence",
    "rendition": "renditions",
}
MENTIONED = frozenset({"learning_moment", "testimony"})  # where the name may be that of somebody else
Names = dict[str, dict[int, str]]  # of things, by the column that holds their number


class Row(NamedTuple):
    """One row about somebody: its columns by name, without the numbers of others."""

    values: dict[str, Any]
    file_name: str


class Shared(NamedTuple):
    """What somebody shared with the coordinator of an initiative."""

    initiative_id: int
    title: str
    skills: str
    note: str
    shares_email: bool


def tables_of_people() -> list[Table]:
    """Return the tables that can hold something about a person and that is given out."""
    return [
        table for table in REGISTER.values() if given(table) or any(_is_number(link) for link in _ways(table))
    ]


def given(table: Table) -> list[Column]:
    """Return the columns of a table that are given out, numbers of people left out."""
    return [
        column
        for column in table.columns.values()
        if column.in_download and column.kind not in {DataKind.LINK, DataKind.SECRET}
    ]


def rows_of(table: Table, user: User) -> Iterator[Row]:
    """Yield what a table holds about somebody: few rows at a time, oldest first."""
    columns, rows = given(table), Base.metadata.tables[table.name]
    names = [column.name for column in columns]
    keys = [column for column in rows.primary_key.columns if column.name not in names]
    roles = [rows.c[link.column].label(f"as_{link.column}") for link in _ways(table) if _is_number(link)]
    asked = select(*[rows.c[name] for name in names], *roles).where(_about(table, user))
    ordered = asked.order_by(*keys or rows.primary_key.columns).execution_options(yield_per=AT_A_TIME)
    hidden = {column.name for column in columns if column.kind is DataKind.NAME and _mentions(table)}
    for row in db.session.execute(ordered).mappings():
        values = {name: row[name] for name in names if name not in hidden or _is_named(row[name], user)}
        held = [link.column for link in _ways(table) if row.get(f"as_{link.column}") == user.id]
        if held and table.name != "user":
            values["as"] = held
        yield Row(values, str(row.get("file_name") or ""))


def count_rows(user: User) -> dict[str, int]:
    """Return how many rows each table holds about somebody, in one query; none is left out."""
    counts: list[Any] = []
    for table in tables_of_people():
        rows = Base.metadata.tables[table.name]
        number = select(literal(table.name, String), func.count()).select_from(rows)
        counts.append(number.where(_about(table, user)))
    return {row[0]: row[1] for row in db.session.execute(union_all(*counts)) if row[1]}


def names_around(user: User, *, seen_by: Actor) -> Names:
    """Return what the numbers in the rows of somebody are called, by column; only what they may see now."""
    named: dict[str, tuple[Select[Any], Any, Any]] = {
        "initiative_id": (visible_initiatives(seen_by), Initiative.id, Initiative.title),
        "organisation_id": (visible_organisations(seen_by), Organisation.id, Organisation.name),
        "programme_id": (visible_programmes(seen_by), Programme.id, Programme.name),
        "board_id": (visible_boards(seen_by), Board.id, Board.title),
    }
    names: Names = {}
    for column, (visible, number, name) in named.items():
        places = [
            select(Base.metadata.tables[table.name].c[column]).where(_about(table, user))
            for table in tables_of_people()
            if any(each.name == column for each in given(table))
        ]
        found = visible.with_only_columns(number, name).where(number.in_(union(*places)))
        names[column] = {row[0]: row[1] for row in db.session.execute(found)}
    return names


def list_shared(user: User) -> list[Shared]:
    """Return what somebody shared when they joined, the newest first."""
    query = (
        select(
            Initiative.id, Initiative.title, Participation.skills, Participation.note,
            Participation.shares_email,
        )
        .join(Initiative, Initiative.id == Participation.initiative_id)
        .where(Participation.user_id == user.id)
        .order_by(Participation.created_at.desc())
        .limit(AT_A_TIME)
    )  # fmt: skip
    return [Shared(*row) for row in db.session.execute(query)]


def _ways(table: Table) -> list[Link]:
    return [link for link in table.theirs if link.finds is not Finds.SECRET]


def _is_number(link: Link) -> bool:
    return link.finds in {Finds.ACCOUNT, Finds.NUMBER}


def _mentions(table: Table) -> bool:
    return table.name in MENTIONED


def _is_named(value: str | None, user: User) -> bool:
    return bool(value) and user.name in str(value)


def _about(table: Table, user: User) -> ColumnElement[bool]:
    """Return the condition that a row is about this person."""
    rows = Base.metadata.tables[table.name]
    found: list[ColumnElement[bool]] = []
    parents = [link for link in _ways(table) if link.finds is Finds.PARENT]
    for link in _ways(table):
        column = rows.c[link.column]
        if _is_number(link):
            found.append(column == user.id)
        elif link.finds is Finds.ADDRESS:
            found.append(func.lower(as_type(column, String)) == user.email.lower())
    for place, link in enumerate(parents):
        # Of several it is about the last that is filled in: a comment rather than the initiative it is under.
        nearer = [rows.c[other.column].is_(None) for other in parents[place + 1 :]]
        (key,) = rows.c[link.column].foreign_keys
        parent = REGISTER[key.column.table.name]
        found.append(and_(rows.c[link.column].in_(select(key.column).where(_about(parent, user))), *nearer))
    return or_(false(), *found)
