"""Flask-Migrate and Alembic, which few commands use: what they know of an application, once they ask."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from workspace.later import later

if TYPE_CHECKING:
    import flask_migrate
    from flask_migrate import cli as migrate_commands
else:
    flask_migrate, migrate_commands = later("flask_migrate"), later("flask_migrate.cli")

MIGRATIONS = Path(__file__).parent.parent / "migrations"


class Migrations:
    """Stands for the extension of Flask-Migrate until something is asked of it."""

    def __init__(self, app: Flask, database: SQLAlchemy) -> None:
        self._app, self._database = app, database

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> Any:
        flask_migrate.Migrate(self._app, self._database, directory=str(MIGRATIONS), render_as_batch=True)
        return self._app.extensions["migrate"]


class MigrationCommands(click.Command):
    """Stands for the commands of Flask-Migrate until one of them is asked for."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of those commands themselves."""
        context: click.Context = migrate_commands.db.make_context(*args, **extra)
        return context
