"""The drill: a copy of everything, put back into an empty place on either kind of database, row by row."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, is_zipfile

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests import cast
from tests.house.world import build_world
from workspace import create_app
from workspace.config import Settings
from workspace.db import Base, db, may_write, read_only
from workspace.initiatives.models import Initiative
from workspace.stores import MARKER

Everything = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def places(app: Flask, tmp_path: Path) -> Iterator[list[str]]:
    """Empty databases: of SQLite always, and of PostgreSQL where the tests run on it."""
    urls = [f"sqlite:///{tmp_path / 'restored.sqlite'}"]
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgres import fresh_database

        with fresh_database("restored") as url:
            yield [*urls, url]
    else:
        yield urls


@pytest.fixture
def files(app: Flask) -> Path:
    folder: Path = app.extensions["settings"].files_dir
    build_world(folder)
    db.session.commit()
    return folder


def run(app: Flask, *words: str | Path) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=[str(word) for word in words])


def another(url: str, folder: Path) -> Flask:
    return create_app(Settings(environment="test", database_url=url, files_dir=folder))


def everything() -> Everything:
    with read_only(), db.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def contents(folder: Path) -> dict[str, bytes]:
    """Return what people gave; whose place it is (workspace/whose.py) is of each place itself."""
    given = (file for file in folder.rglob("*") if file.is_file() and file.name != MARKER)
    return {str(file.relative_to(folder)): file.read_bytes() for file in given}


def test_all_rows_and_files_come_back_on_either_database(app, files, places, tmp_path):
    backup = tmp_path / "alles.zip"
    made = run(app, "backup", backup)
    assert made.exit_code == 0, made.output
    before = everything()
    assert sum(bool(rows) for rows in before.values()) > 50  # tables with something in them
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    for number, url in enumerate(places):
        folder = tmp_path / f"files-{number}"
        restored = another(url, folder)
        done = run(restored, "restore", backup)
        assert done.exit_code == 0, done.output
        with restored.app_context():
            found = everything()
            assert found["audit_entry"].pop()[2] == "backup.restored"
            assert found == before
            after = cast.make_area("Nieuw")  # the next number is free
            db.session.commit()
            assert after.id > max(row[0] for row in before["area"])
            db.session.remove()
            db.engine.dispose()
        assert contents(folder) == contents(files)


def test_an_encrypted_backup_opens_with_its_key_only(app, files, places, tmp_path):
    secret, other, backup = tmp_path / "sleutel", tmp_path / "andere", tmp_path / "geheim.age"
    public = run(app, "backup-key", secret).output.strip()
    run(app, "backup-key", other)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert run(app, "backup", backup, "--for", public).exit_code == 0
    assert not is_zipfile(backup)

    assert "whole" in run(app, "backup-check", backup, "--key", secret).output
    assert "does not fit" in run(app, "backup-check", backup, "--key", other).output
    assert "encrypted" in run(app, "backup-check", backup).output
    restored = another(places[0], tmp_path / "files")
    assert run(restored, "restore", backup, "--key", secret).exit_code == 0
    with restored.app_context():
        assert db.session.scalar(select(Initiative.title).limit(1))
        db.session.remove()
        db.engine.dispose()
    assert {file.name for file in tmp_path.iterdir() if file.is_dir()} == {"files"}  # nothing plain is left


@pytest.mark.parametrize("harm", ["a row changed", "a part gone", "cut short", "no archive"])
def test_a_backup_that_is_not_whole_is_refused_before_anything_changes(app, files, places, tmp_path, harm):
    backup = tmp_path / "alles.zip"
    run(app, "backup", backup)
    spoil(backup, harm)
    assert run(app, "backup-check", backup).exit_code == 1
    restored = another(places[0], tmp_path / "files")
    refused = run(restored, "restore", backup)
    assert refused.exit_code == 1
    assert not (tmp_path / "files").exists()
    assert not (tmp_path / "restored.sqlite").exists()


def spoil(backup: Path, harm: str) -> None:
    if harm == "cut short":
        backup.write_bytes(backup.read_bytes()[:-200])
    elif harm == "no archive":
        backup.write_text("Dit is een boodschappenlijstje.")
    else:
        with ZipFile(backup) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if harm == "a part gone":
            del parts["tables/comment.jsonl"]
        else:
            parts["tables/user.jsonl"] = parts["tables/user.jsonl"].replace(b"Nico", b"Niko")
        with ZipFile(backup, "w", ZIP_STORED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)


def test_nothing_is_put_over_what_is_there(app, files, tmp_path):
    backup = tmp_path / "alles.zip"
    run(app, "backup", backup)
    before, size = everything(), backup.stat().st_size
    assert "there already" in run(app, "backup", backup).output
    refused = run(app, "restore", backup)
    assert refused.exit_code == 1 and "empty" in refused.output
    assert everything() == before and backup.stat().st_size == size


def test_a_backup_shows_one_moment_while_others_write(app, files, tmp_path, monkeypatch):
    """Somebody writes between two tables: what came after the first is in none of them."""
    import workspace.backups.queries as reading

    write_table, said = reading._write_table, []

    def write_and_let_others_write(archive: Any, connection: Any, table: Any) -> Any:
        part = write_table(archive, connection, table)
        if table.name == "area":
            with app.app_context():
                may_write()
                said.append(cast.make_user("Laatkomer").id)
                db.session.commit()
                db.session.remove()
        return part

    monkeypatch.setattr(reading, "_write_table", write_and_let_others_write)
    backup = tmp_path / "alles.zip"
    assert run(app, "backup", backup).exit_code == 0
    with ZipFile(backup) as archive:
        assert "Laatkomer" not in archive.read("tables/user.jsonl").decode()
    assert said and any(row[0] == said[0] for row in everything()["user"])
