"""How migrations run: on the database of the settings, all of an upgrade in one transaction.

When one of them fails, the version before goes on with the tables as they were. Who upgrades at the same
moment waits, and finds nothing left to do.
"""

import logging
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from workspace.connections import without_hurry
from workspace.db import SafeHtml, UtcDateTime

log = logging.getLogger("workspace.migrations")

ALONE = 0x7461626C6573  # "tables": of PostgreSQL's advisory lock, held until the commit

database = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write plain SQLAlchemy types into a migration, so that it never needs this version of the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, SafeHtml):
        return "sa.Text()"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations that were asked for, over this connection."""
    done: list[str] = []
    context.configure(
        connection=connection,
        target_metadata=database.metadatas[None],
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        on_version_apply=lambda step, **_: done.append(step.up_revision_id),
        # What is no model: the words to be found, and the counts of tries (workspace/counts.py).
        include_object=lambda thing, name, *_: "_fts" not in (name or "") and name != "limit_count",
    )
    try:
        with context.begin_transaction():
            come_alone(connection)
            context.run_migrations()
    except BaseException:
        log.error("The tables could not be changed, and are as they were. The next line tells in which step.")
        raise
    if done:
        log.info("The tables were changed in %s steps, the last of which was %s.", len(done), done[-1])


def come_alone(connection: Connection) -> None:
    """Wait until nobody else changes the tables. SQLite does so by itself: who writes holds the database.

    The limits that guard a server against one slow page do not count here; only a table that somebody
    keeps in use makes the upgrade stop, with everything as it was.
    """
    if connection.dialect.name == "postgresql":
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ALONE})")
        connection.exec_driver_sql("SET LOCAL lock_timeout TO DEFAULT")


def heed_foreign_keys(connection: Connection, heed: bool) -> None:
    """Let SQLite look away: rebuilding a table drops the old one, which must not take rows along."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys={'ON' if heed else 'OFF'}")


with database.engine.connect() as connection, without_hurry(connection):
    heed_foreign_keys(connection, False)
    try:
        migrate(connection)
    finally:
        connection.rollback()  # what was to be kept is; inside a transaction SQLite would not hear the next
        heed_foreign_keys(connection, True)
