"""The database session, what every model shares, and how a transaction begins."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from markupsafe import Markup
from sqlalchemy import (
    CursorResult,
    DateTime,
    Delete,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Text,
    TypeDecorator,
    Update,
    event,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.pool import ConnectionPoolEntry

from workspace.text import free_slug, slugify
from workspace.times import now as now

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the time zone; this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        moment: datetime | None = value
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


class SafeHtml(TypeDecorator[Markup]):
    """HTML that `workspace.text` made safe before it was stored; templates may print it as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Markup | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Markup | None:
        return None if value is None else Markup(value)  # noqa: S704 - cleaned by workspace.text before storing


def choice(kind: type[StrEnum], *, check: str = "") -> Enum:
    """Return a column type that stores the values of this enum as text, with a check.

    Two columns of one table that hold the same enum need names of their own for their `check`.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=20,
        name=check or kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """What every table has in common: names of constraints and types of columns."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UtcDateTime}
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

_may_write: ContextVar[bool] = ContextVar("may_write", default=True)


def reading_only() -> None:
    """Say that what follows in this request changes nothing: a flush is refused from here on."""
    _may_write.set(False)


def may_write() -> None:
    """Say that what follows may change things, so that SQLite takes its write lock from the start."""
    _may_write.set(True)


@contextmanager
def read_only() -> Iterator[None]:
    """Refuse changes inside this block, whoever calls."""
    token = _may_write.set(False)
    try:
        yield
    finally:
        _may_write.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Let what is done inside this block change things, in a transaction of its own."""
    token = _may_write.set(True)
    try:
        yield
    finally:
        _may_write.reset(token)


def is_writing() -> bool:
    """Tell whether what is done now may change things."""
    return _may_write.get()


class WroteWhileReading(RuntimeError):
    """A page that only shows something tried to change something."""


@event.listens_for(Session, "before_flush")
def _refuse_changes_while_reading(session: Session, *_: object) -> None:
    if not _may_write.get() and (session.new or session.dirty or session.deleted):
        raise WroteWhileReading("A GET changes nothing: make it a POST.")


def when_committed(do: Callable[[], object]) -> None:
    """Do this as soon as the transaction that is under way was committed; never when it is rolled back.

    For what no rollback brings back, such as a file that goes. What fails here undoes nothing.
    """
    db.session().info.setdefault(TO_DO, []).append(do)


TO_DO = "when committed"


@event.listens_for(Session, "after_commit")
def _do_what_waited(session: Session) -> None:
    if not session.in_nested_transaction():
        for do in session.info.pop(TO_DO, []):
            do()


@event.listens_for(Session, "after_rollback")
def _forget_what_waited(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TO_DO, None)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy's "begin" below starts transactions, not the driver
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    # A transaction that starts reading and then writes cannot wait for the lock; one that starts with it can.
    if connection.dialect.name == "sqlite":
        # Straight to the driver: this happens for every request, and nobody needs its result.
        connection.connection.dbapi_connection.execute("BEGIN IMMEDIATE" if _may_write.get() else "BEGIN")


def change_rows(change: Update | Delete) -> int:
    """Run this UPDATE or DELETE now and return how many rows it changed.

    Of a model what waits to be written goes first, of a bare table it does not. Objects that were read before
    do not hear of it: read them anew where that matters.
    """
    done = db.session.execute(change.execution_options(synchronize_session=False))
    return cast(CursorResult[Any], done).rowcount


def add_once(row: Any) -> bool:
    """Store a row of which a unique key allows one, and return whether it was not there yet.

    The key decides, also between two clicks at the same moment.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def add_at_free_address(row: Any, name: str, taken: Callable[[str], Collection[str]]) -> None:
    """Store a row under a slug of this name and give it its id.

    `taken` returns the slugs in use that begin with a slug. Whoever takes the same one at the same moment
    makes this try the next.
    """
    for patience in range(9, -1, -1):
        row.slug = free_slug(name, taken(slugify(name)))
        try:
            with db.session.begin_nested():
                db.session.add(row)
                db.session.flush()  # the unique slug decides who is first
        except IntegrityError:
            if not patience:
                raise
        else:
            return
