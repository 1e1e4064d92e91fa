"""Where tries are counted, shared by all processes: beside the database of the kind at hand.

A count is no part of the transaction of a request: a try that is undone was a try. When the machine fails it
may be lost: then somebody has a few tries more. When it cannot be kept there, each process counts for itself
for a while: no page fails, and nothing stands open.
"""

import logging
import sqlite3
import threading
import time
from abc import abstractmethod
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

import psycopg
from limits.storage import MemoryStorage, Storage
from sqlalchemy.engine import make_url

from workspace.connections import PatientConnection
from workspace.settings_checks import LONGEST_WHILE

AWAY = 10.0  # seconds in which a store that failed is left alone
WAIT = 0.5  # seconds for which a try waits for another
SILENCE = 2.0  # seconds after which a database that says nothing counts as away

# What was counted so far ends with its while; so does what ends over a minute later than a while of now does.
COUNT = """
INSERT INTO limit_count (key_hash, tries, ends_at) VALUES ({0}, {0}, {0})
ON CONFLICT (key_hash) DO UPDATE SET
  tries = CASE WHEN limit_count.ends_at > {0} AND limit_count.ends_at <= excluded.ends_at + 60
    THEN limit_count.tries ELSE 0 END + excluded.tries,
  ends_at = CASE WHEN limit_count.ends_at > {0} AND limit_count.ends_at <= excluded.ends_at + 60
    THEN limit_count.ends_at ELSE excluded.ends_at END
RETURNING tries
"""
READ = "SELECT tries, ends_at FROM limit_count WHERE key_hash = {0} AND ends_at > {0} AND ends_at <= {0}"
CLEAR = "DELETE FROM limit_count WHERE key_hash = {0}"
FORGET = "DELETE FROM limit_count WHERE ends_at <= {0} OR ends_at > {0}"
EMPTY = "DELETE FROM limit_count"

T = TypeVar("T")
Row = tuple[Any, ...]
log = logging.getLogger(__name__)


def counts_at(database_url: str) -> str:
    """Return the address of the counts that go with a database."""
    kind = database_url.split(":", 1)[0].split("+")[0]
    return f"counts+{kind}:{database_url.split(':', 1)[1]}"


class Counts(Storage):
    """What both kinds share: keys that tell nobody's address, and counting alone when the store is away."""

    STORAGE_SCHEME: list[str] | None = None
    mark = "?"

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, secret: str = "", **_: Any
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._url = (uri or "").removeprefix("counts+")
        self._secret = blake2b(secret.encode(), digest_size=32).digest()
        self._lock = threading.Lock()
        self._connection: Any = None
        self._alone = MemoryStorage()
        self._back_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return Exception

    @abstractmethod
    def _connect(self) -> Any:
        """Return a connection in which each statement is a transaction of its own."""

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return how many tries there were in this while."""
        moment = time.time()
        asked = (self._hash(key), amount, moment + expiry, moment, moment)
        return self._shared(
            lambda: int(self._rows(COUNT, asked)[0][0]), lambda: self._alone.incr(key, expiry, amount)
        )

    def get(self, key: str) -> int:
        """Return how many tries there were in this while."""
        return self._shared(lambda: int(self._row(key)[0]), lambda: self._alone.get(key))

    def get_expiry(self, key: str) -> float:
        """Return when this while ends, in seconds since 1970."""
        return self._shared(lambda: float(self._row(key)[1]), lambda: self._alone.get_expiry(key))

    def check(self) -> bool:
        """Tell whether the counts are shared now."""
        return self._shared(lambda: bool(self._rows("SELECT 1")), lambda: False)

    def reset(self) -> int | None:
        """Forget all counts."""
        self._alone.reset()
        self._shared(lambda: self._rows(EMPTY), lambda: [])
        return None

    def clear(self, key: str) -> None:
        """Forget the count of one key."""
        self._alone.clear(key)
        self._shared(lambda: self._rows(CLEAR, (self._hash(key),)), lambda: [])

    def forget_old(self) -> None:
        """Remove the counts of whiles that have ended."""
        self._shared(lambda: self._rows(FORGET, _between()), lambda: [])

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._let_go()

    def _hash(self, key: str) -> str:
        return blake2b(key.encode(errors="replace"), key=self._secret, digest_size=32).hexdigest()

    def _row(self, key: str) -> Row:
        found = self._rows(READ, (self._hash(key), *_between()))
        return found[0] if found else (0, time.time())

    def _shared(self, do: Callable[[], T], alone: Callable[[], T]) -> T:
        if time.monotonic() < self._back_at:
            return alone()
        try:
            with self._lock:
                # Perhaps it failed for whoever was before us.
                return alone() if time.monotonic() < self._back_at else do()
        except Exception as problem:
            self._back_at = time.monotonic() + AWAY
            self._let_go()
            log.warning(
                "Tries are counted by each process for itself for a while: %s", type(problem).__name__
            )
            return alone()

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        if self._connection is None:
            self._connection = self._connect()
        cursor = self._connection.execute(statement.format(self.mark), values)
        return list(cursor.fetchall()) if cursor.description else []

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except Exception as problem:
                log.debug("A connection that failed does not close: %s", type(problem).__name__)


def _between() -> tuple[float, float]:
    """Return between which moments a while ends that lasts now; later is of a clock that was ahead."""
    moment = time.time()
    return moment, moment + LONGEST_WHILE


class CountsInFile(Counts):
    """Counts in a small file of their own beside a database of SQLite, which waits for no disk."""

    STORAGE_SCHEME = ["counts+sqlite"]  # noqa: RUF012 - the library reads it once

    def _connect(self) -> sqlite3.Connection:
        beside = make_url(self._url).database
        path = f"{beside}-limits" if beside else ":memory:"  # a database without a file is in memory
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", MAKE):
            connection.execute(statement)
        return connection


MAKE = (
    "CREATE TABLE IF NOT EXISTS limit_count"
    " (key_hash TEXT PRIMARY KEY, tries INTEGER NOT NULL, ends_at REAL NOT NULL) WITHOUT ROWID"
)


class CountsInPostgresql(Counts):
    """Counts in a table that PostgreSQL keeps out of its log (migration 0034)."""

    STORAGE_SCHEME = ["counts+postgresql"]  # noqa: RUF012 - the library reads it once
    mark = "%s"

    def _connect(self) -> psycopg.Connection[Row]:
        address = make_url(self._url).set(drivername="postgresql").render_as_string(hide_password=False)
        wait = int(WAIT * 1000)
        options = f"-c lock_timeout={wait} -c statement_timeout={wait}"
        connection = PatientConnection.connect(address, autocommit=True, connect_timeout=2, options=options)
        connection.longest_answer = SILENCE  # all who post wait for one another here
        return connection
