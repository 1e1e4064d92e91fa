"""An upgrade over several versions goes whole or not at all, once, and the version before it can go on."""

import multiprocessing
import shutil
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from tests.migrations.releases import NEWEST, OLDEST, read_release
from tests.migrations.rows import put_in, read_all
from tests.rounds import ALL
from workspace.connections import LONGEST_ANSWER
from workspace.db import db

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

FAILS = '''"""The last of a new version, which fails.

Revision ID: 9999
Revises: {head}
"""

from alembic import op

revision, down_revision = "9999", "{head}"


def upgrade() -> None:
    op.execute("DELETE FROM comment")
    op.execute("INSERT INTO there_is_no_such_table VALUES (1)")
'''


def head_of(app: Flask) -> str:
    """Return the version of the tables for which this code is."""
    config = app.extensions["migrate"].migrate.get_config()
    return str(ScriptDirectory.from_config(config).get_current_head())


def with_one_that_fails(app: Flask, folder: Path) -> str:
    """Return a folder with all migrations, and a last one that fails half-way."""
    place = folder / "migrations"
    shutil.copytree(ROOT / "migrations", place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "9999_fails.py").write_text(FAILS.format(head=head_of(app)))
    return str(place)


def all_there() -> object:
    """Return how each table is made, and every row of it."""
    there = inspect(db.engine)
    made = {
        name: [(str(c["name"]), str(c["type"]), c["nullable"]) for c in there.get_columns(name)]
        for name in there.get_table_names()
    }
    return made, read_all({name: [column[0] for column in columns] for name, columns in made.items()})


@pytest.mark.parametrize("revision", [OLDEST, NEWEST] if ALL else [NEWEST])
def test_when_the_last_step_fails_nothing_of_the_others_is_left(place: Flask, tmp_path: Path, revision: str):
    flask_migrate.upgrade(revision=revision)
    put_in(read_release(revision))
    before = all_there()
    with pytest.raises((SystemExit, DBAPIError)):
        flask_migrate.upgrade(directory=with_one_that_fails(place, tmp_path))
    assert all_there() == before
    flask_migrate.upgrade()
    assert all_there() != before
    check_that_hurry_is_back()


def check_that_hurry_is_back() -> None:
    """The limits of a server do not count while tables change; they do again afterwards."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 15_000
        else:
            assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "15s"
            driver: Any = connection.connection.driver_connection
            assert driver.longest_answer == LONGEST_ANSWER


def test_several_machines_upgrade_at_once_and_one_of_them_does_it(place: Flask):
    flask_migrate.upgrade(revision=NEWEST)
    release = read_release(NEWEST)
    put_in(release)
    db.session.remove()
    db.engine.dispose()
    forking = multiprocessing.get_context("fork")
    together = forking.Barrier(3)
    machines = [forking.Process(target=_upgrade, args=(place, together)) for _ in range(3)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(120)
    assert [machine.exitcode for machine in machines] == [0, 0, 0]
    flask_migrate.check()
    columns = {name: kept.columns for name, kept in release.tables.items()}
    assert sum(rows.total() for rows in read_all(columns).values()) == release.rows


def _upgrade(app: Flask, together: Barrier) -> None:
    with app.app_context():
        together.wait(60)
        flask_migrate.upgrade()


def test_a_server_of_the_version_before_can_write_in_the_newer_tables(place: Flask):
    """It leaves the columns open that it does not know (docs/operating.md)."""
    flask_migrate.upgrade(revision=NEWEST)
    there = inspect(db.engine)
    known = {name: {column["name"] for column in there.get_columns(name)} for name in there.get_table_names()}
    flask_migrate.upgrade()
    there = inspect(db.engine)
    stuck = [
        f"{name}.{column['name']}"
        for name, columns in known.items()
        for column in there.get_columns(name)
        if column["name"] not in columns and not column["nullable"] and column["default"] is None
    ]
    assert not stuck, "Give them a default of the database (server_default)."
