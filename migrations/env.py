"""How migrations run: on the database of the settings, each in one transaction."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from workspace.db import SafeHtml, UtcDateTime

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
    context.configure(
        connection=connection,
        target_metadata=database.metadatas[None],
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
        transactional_ddl=True,
        # What is no model: the words to be found, and the counts of tries (workspace/counts.py).
        include_object=lambda thing, name, *_: "_fts" not in (name or "") and name != "limit_count",
    )
    with context.begin_transaction():
        context.run_migrations()


def heed_foreign_keys(connection: Connection, heed: bool) -> None:
    """Let SQLite look away: rebuilding a table drops the old one, which must not take rows along."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys={'ON' if heed else 'OFF'}")


with database.engine.connect() as connection:
    heed_foreign_keys(connection, False)
    try:
        migrate(connection)
    finally:
        connection.rollback()  # what was to be kept is; inside a transaction SQLite would not hear the next
        heed_foreign_keys(connection, True)
