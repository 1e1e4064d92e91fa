"""The migrations make what the models say, and go up and down with data in them, on both databases."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import bindparam, func, inspect, select, text

from workspace import create_app, times
from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.config import Settings
from workspace.db import Base, UtcDateTime, db
from workspace.demo.actions import load_demonstration
from workspace.demo.queries import days_back
from workspace.privacy.queries.due import away_since, is_away
from workspace.reporting.words.drawing import draw_sections


@pytest.fixture
def story_clock() -> Iterator[None]:
    """It is the day on which the story of the demonstration stands."""
    times.set_back(days_back(times.now()))
    yield
    times.set_back(0)


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database of its own, in which nothing was migrated yet."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgres import fresh_database

        with fresh_database("migrations") as url:
            yield from _application(url, tmp_path)
    else:
        yield from _application(f"sqlite:///{tmp_path / 'own.sqlite'}", tmp_path)


def _application(url: str, files: Path) -> Iterator[Flask]:
    app = create_app(Settings(environment="test", database_url=url, files_dir=files))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def rows() -> dict[str, int]:
    """Return how many rows each table of ours holds."""
    there = set(inspect(db.engine).get_table_names())
    counted = {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
        if name in there
    }
    db.session.rollback()
    return counted


def revisions(app: Flask) -> list[str]:
    """Return all revisions, newest first."""
    config = app.extensions["migrate"].migrate.get_config()
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def test_the_migrated_database_is_what_the_models_describe(app):
    flask_migrate.check()  # exits with an error when a model and its migration differ


@pytest.mark.slow
def test_each_step_goes_down_and_up_again_with_the_demonstration_in_it(empty_place, story_clock):
    flask_migrate.upgrade()
    load_demonstration("no password", environment="test", draw=draw_sections, by=OPERATOR)
    db.session.commit()
    before = rows()
    assert before["initiative"] >= 40
    for revision in revisions(empty_place)[:-1]:  # the first one makes the tables themselves
        flask_migrate.downgrade()
        kept = rows()
        assert kept == {name: before[name] for name in kept}, f"Going down from {revision} loses rows."
    flask_migrate.upgrade()
    flask_migrate.check()
    assert {name: number for name, number in rows().items() if name in kept} == kept
    flask_migrate.downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    assert not any(rows().values())


def test_nobody_was_away_because_days_were_not_noted_before(empty_place):
    flask_migrate.upgrade(revision="0030")
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    told = {"name": "Wim", "email": "wim@example.nl", "at": long_ago, "no": False}
    db.session.execute(
        text(
            'INSERT INTO "user" (name, email, locale, is_admin, created_at, confirmed_at, version)'
            " VALUES (:name, :email, 'nl', :no, :at, :at, 1)"
        ).bindparams(bindparam("at", type_=UtcDateTime())),
        told,
    )
    db.session.commit()
    flask_migrate.upgrade()
    assert db.session.scalars(select(User).where(is_away(away_since(24)))).all() == []
    seen_on = db.session.scalars(select(User.last_seen_on)).one()
    assert seen_on is not None and abs(seen_on - times.today()) <= timedelta(days=1)  # the database says UTC
