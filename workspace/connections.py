"""Connections to the database as a server needs them: none waits for ever, and none makes a new database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Dialect, Engine, event

POSTGRESQL_LIMITS = "-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"

# A machine that vanished says nothing: how many seconds to wait for a connection, or a sign of life on one.
POSTGRESQL_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}
LONGEST_ANSWER = 20.0  # seconds; PostgreSQL itself ends a statement before that (POSTGRESQL_LIMITS)
SQLITE_PATIENCE = 15  # seconds that somebody waits for who writes


def engine_options(url: str) -> dict[str, Any]:
    """Return how to connect to this database (design/safety.md, the pattern that held).

    What an error says goes to the log, without what people typed.
    """
    if url.startswith("sqlite"):
        patience = {"timeout": SQLITE_PATIENCE, "check_same_thread": False}
        return {"connect_args": patience, "hide_parameters": True}
    return {
        "pool_pre_ping": True,
        "pool_timeout": 5,  # seconds; there are more connections than threads, so nobody waits for long
        "connect_args": {"options": POSTGRESQL_LIMITS, **POSTGRESQL_PATIENCE},
        "hide_parameters": True,
    }


class PatientConnection(psycopg.Connection[Any]):
    """A connection that gives up on a server from which nothing comes any more.

    The limits of PostgreSQL hold as long as it can tell. Behind a network that swallows everything, or on a
    machine that stands still, it cannot, and each thread that answers would wait.
    """

    longest_answer: float | None = LONGEST_ANSWER

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Return what comes of this exchange; raise OperationalError, and hang up, when nothing does."""
        try:
            return super().wait(gen, interval, timeout or self.longest_answer)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


@event.listens_for(Engine, "do_connect")
def _connect_patiently(dialect: Dialect, record: Any, given: Any, options: dict[str, Any]) -> Any:
    return PatientConnection.connect(*given, **options) if dialect.name == "postgresql" else None


@contextmanager
def without_hurry(connection: Connection) -> Iterator[None]:
    """Let what is asked over this connection take as long as it needs, as changing the tables of years does.

    What PostgreSQL itself ends (POSTGRESQL_LIMITS) is another matter.
    """
    driver: Any = connection.connection.driver_connection
    is_patient = isinstance(driver, PatientConnection)
    if is_patient:
        driver.longest_answer = None
    else:
        driver.execute("PRAGMA busy_timeout=600000")
    try:
        yield
    finally:
        if is_patient:
            driver.longest_answer = LONGEST_ANSWER
        else:
            driver.execute(f"PRAGMA busy_timeout={SQLITE_PATIENCE * 1000}")


def only_existing(engine: Engine) -> None:
    """Let this engine connect to a database that is there: SQLite makes an empty one where a file is gone.

    Such a file would lie where the real one has to come back.
    """
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    path = Path(engine.url.database)

    @event.listens_for(engine, "do_connect")
    def refuse(*_: object) -> None:
        if not path.exists():
            raise sqlite3.OperationalError("The file of the database is gone.")
