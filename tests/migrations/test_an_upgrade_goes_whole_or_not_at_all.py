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
def test_it_leaves_nothing_when_it_fails_and_is_done_once_by_several(
    place: Flask, tmp_path: Path, revision: str
):
    flask_migrate.upgrade(revision=revision)
    release = read_release(revision)
    put_in(release)
    before = all_there()
    with pytest.raises((SystemExit, DBAPIError)):
        flask_migrate.upgrade(directory=with_one_that_fails(place, tmp_path))
    assert all_there() == before
    check_that_hurry_is_back()

    upgrade_on_several_machines(place)
    flask_migrate.check()
    columns = {name: kept.columns for name, kept in release.tables.items()}
    assert sum(rows.total() for rows in read_all(columns).values()) == release.rows


def check_that_hurry_is_back() -> None:
    """The limits of a server do not count while tables change; they do again afterwards."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 15_000
        else:
            assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "15s"
            driver: Any = connection.connection.driver_connection
            assert driver.longest_answer == LONGEST_ANSWER


def upgrade_on_several_machines(app: Flask) -> None:
    """Three processes begin at the same moment; each of them is content."""
    db.session.remove()
    db.engine.dispose()
    forking = multiprocessing.get_context("fork")
    together = forking.Barrier(3)
    machines = [forking.Process(target=_upgrade, args=(app, together)) for _ in range(3)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(120)
    assert [machine.exitcode for machine in machines] == [0, 0, 0]


def _upgrade(app: Flask, together: Barrier) -> None:
    with app.app_context():
        together.wait(60)
        flask_migrate.upgrade()
