"""What every released version held comes through the upgrade: each row, and people go on where they were."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect

from tests.faults.figures import note
from tests.migrations import visits
from tests.migrations.releases import NEWEST, RELEASED, Release, path_of, read_release, schema_of
from tests.migrations.rows import check_keys, put_in, read_all
from tests.migrations.strangers import fill_what_is_empty
from tests.rounds import ALL
from workspace import times
from workspace.db import db

pytestmark = pytest.mark.slow

# What a migration took away on purpose: a table, or table.column, and why nobody misses it.
TAKEN_AWAY: dict[str, str] = {}

# All of them when assuring. Otherwise the newest, and of the older ones another each day.
OLDER = sorted(RELEASED)[:-1]
TURNS = {revision: revision for revision in RELEASED} if ALL else {"newest": NEWEST, "an older one": ""}


@pytest.fixture(params=TURNS)
def release(request: pytest.FixtureRequest) -> Release:
    """What a released version held."""
    return read_release(TURNS[request.param] or OLDER[datetime.now(UTC).toordinal() % len(OLDER)])


@pytest.fixture
def old(place: Flask, release: Release) -> Iterator[datetime]:
    """A database as that version left it, and the last moment at which something happened in it."""
    flask_migrate.upgrade(revision=release.revision)
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(db.engine.url.database))) as connection:
            assert schema_of(connection) == release.schema, "A migration was changed after its release."
    put_in(release)
    moment = visits.last_moment()
    times.set_back((datetime.now(UTC) - moment - timedelta(minutes=1)) / timedelta(days=1))
    yield moment


def columns_there() -> dict[str, list[str]]:
    """Return the tables that are there, each with its columns."""
    there = inspect(db.engine)
    return {name: [str(c["name"]) for c in there.get_columns(name)] for name in there.get_table_names()}


def test_every_row_comes_through_and_people_go_on(place: Flask, release: Release, old: datetime):
    began = monotonic()
    key = visits.sign_in_before(visits.MANAGER, old)
    added = fill_what_is_empty(release)
    columns = {name: kept.columns for name, kept in release.tables.items()}
    before = read_all(columns)
    assert all(before.values())
    assert sum(rows.total() for rows in before.values()) == release.rows + len(added) + 1

    run(place, "db", "upgrade")
    upgraded_in = monotonic() - began
    now = columns_there()
    gone = {name for name in columns if name not in now}
    gone |= {
        f"{name}.{column}"
        for name in columns.keys() & now
        for column in columns[name]
        if column not in now[name]
    }
    assert gone == TAKEN_AWAY.keys() & gone
    if release.revision == NEWEST:
        check_that_a_server_of_before_can_write(columns)
    after = read_all(columns)
    for name, rows in before.items():
        assert not rows - after[name], f"{name}: lost or changed"
        assert not after[name] - rows, f"{name}: new"
    keys = check_keys()
    flask_migrate.check()  # exits with an error when the tables are not those of the models
    everything = read_all(now)
    run(place, "db", "upgrade")
    assert read_all(columns_there()) == everything

    visits.stay_signed_in(place, key)
    manager, lead = (visits.sign_in(place, who) for who in (visits.MANAGER, visits.LEAD))
    pages = visits.read_pages(manager) + visits.read_pages(lead)
    visits.write_something(manager)
    visits.be_administrator(place)
    for command in ("doctor", "audit-check"):
        run(place, command)
    check_keys()
    figures = {"rows": release.rows, "tables": len(columns), "foreign_keys": keys, "pages": pages}
    note(f"from version {release.revision}", **figures, seconds=f"{upgraded_in:.1f}")


def check_that_a_server_of_before_can_write(known: dict[str, list[str]]) -> None:
    """It goes on until it is restarted, and leaves open what it does not know (docs/operating.md)."""
    there = inspect(db.engine)
    stuck = [
        f"{name}.{column['name']}"
        for name, columns in known.items()
        for column in there.get_columns(name)
        if column["name"] not in columns and not column["nullable"] and column["default"] is None
    ]
    assert not stuck, "Give them a default of the database (server_default)."


def run(app: Flask, *words: str) -> None:
    """Run a command as an operator does; raise when it complains."""
    db.session.remove()
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == 0, f"{result.output}{result.exception!r}"


@pytest.mark.once
def test_the_data_of_each_released_version_are_kept():
    missing = [revision for revision in RELEASED if not path_of(revision).is_file()]
    assert not missing, "Make it: python -m tests.migrations.make REVISION COMMIT"
    for revision, commit in RELEASED.items():
        kept = read_release(revision)
        assert (kept.revision, kept.commit) == (revision, commit)
        assert kept.rows > 4000
    assert (
        sum(path_of(revision).stat().st_size for revision in RELEASED) < 2_000_000
    )  # bytes; the repository stays small
