"""A new version that fails half-way leaves the old one as it was, and a second try succeeds."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from tests import cast
from workspace import create_app
from workspace.areas.models import AreaKind
from workspace.config import Settings
from workspace.db import Base, db

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

NEXT = '''"""The next version, of a test.

Revision ID: 9999
Revises: {head}
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{head}"


def upgrade() -> None:
    op.create_table("something_new", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("user") as table:
        table.add_column(sa.Column("something_new", sa.String(20), server_default="", nullable=False))
    with op.batch_alter_table("initiative") as table:
        table.alter_column("scale_reason", type_=sa.String(600))
    op.execute("UPDATE initiative SET title = 'Van de nieuwe versie'")
    op.execute("DELETE FROM comment")
    {end}


def downgrade() -> None:
    pass
'''
FAILS = 'op.execute("INSERT INTO there_is_no_such_table VALUES (1)")'


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Flask]:
    """The old version on a database of its own, with people and what they wrote."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgres import fresh_database

        with fresh_database("failing") as url:
            yield from _filled(url, tmp_path)
    else:
        yield from _filled(f"sqlite:///{tmp_path / 'own.sqlite'}", tmp_path)


def _filled(url: str, folder: Path) -> Iterator[Flask]:
    app = create_app(Settings(environment="test", database_url=url, files_dir=folder / "files"))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        flask_migrate.upgrade()
        place = cast.make_area("Linde", AreaKind.MUNICIPALITY, code="GM9001")
        board = cast.make_board("Eenzaamheid", cast.make_programme("Samen in Linde", place))
        rachida = cast.make_user("Rachida")
        cast.make_comment(cast.make_initiative("Soep op dinsdag", board, rachida), rachida)
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


def with_next(folder: Path, end: str) -> str:
    """Return a folder with the migrations of this version, and a next one that ends like this."""
    place = folder / "migrations"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "migrations", place, ignore=shutil.ignore_patterns("__pycache__"))
    numbers = sorted(path.name[:4] for path in (place / "versions").glob("[0-9]*.py"))
    head = next(
        line.split('"')[1]
        for line in next((place / "versions").glob(f"{numbers[-1]}_*.py")).read_text().splitlines()
        if line.startswith("revision")
    )
    (place / "versions" / "9999_next.py").write_text(NEXT.format(head=head, end=end))
    return str(place)


def everything() -> tuple[object, object]:
    """Return how every table is made, and every row."""
    with db.engine.connect() as connection:
        there = inspect(connection)
        made = {
            name: (
                [(column["name"], str(column["type"])) for column in there.get_columns(name)],
                sorted(str(index["name"]) for index in there.get_indexes(name)),
                sorted(str(key["name"]) for key in there.get_foreign_keys(name)),
                sorted(str(check["name"]) for check in there.get_check_constraints(name)),
            )
            for name in there.get_table_names()
        }
        rows = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }
        if connection.dialect.name == "sqlite":
            assert not connection.execute(text("PRAGMA foreign_key_check")).all()
            rows["triggers"] = [tuple(r) for r in connection.execute(text(TRIGGERS))]
        return made, rows


TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') ORDER BY name"


@pytest.mark.parametrize("end", [FAILS, 'raise RuntimeError("halfway")'])
def test_the_old_version_goes_on_and_the_next_try_succeeds(filled: Flask, tmp_path: Path, end: str):
    before = everything()
    for _ in range(2):
        with pytest.raises((SystemExit, DBAPIError)):
            flask_migrate.upgrade(directory=with_next(tmp_path, end))
        db.session.remove()
        assert everything() == before
    page = filled.test_client().get("/programmas/samen-in-linde/eenzaamheid")
    assert page.status_code == 200 and "Soep op dinsdag" in page.text
    db.session.remove()

    flask_migrate.upgrade(directory=with_next(tmp_path, "pass"))
    with db.engine.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("user")]
        assert "something_new" in columns
        assert connection.scalar(text("SELECT title FROM initiative")) == "Van de nieuwe versie"
        assert connection.scalar(text('SELECT name FROM "user"')) == "Rachida"
