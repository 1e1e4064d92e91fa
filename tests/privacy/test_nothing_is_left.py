"""Somebody stands in every column of every table, and is forgotten: nobody finds them anywhere any more."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.privacy.planting import ADDRESS, MARKS, NAME, plant, planted_columns
from workspace.access import OPERATOR
from workspace.db import Base, db
from workspace.privacy.actions import anonymise
from workspace.privacy.models import Contributions
from workspace.privacy.queries.own_data import FOLDERS
from workspace.stores import OnDisk

# What goes with the account, and the picture beside a quote, whatever becomes of the rest.
ALWAYS_GONE = {"rendition", "moment_picture"}
PROOF = {"evidence"}  # of what an organisation agreed to: others carry on with it


def found_in_tables() -> set[str]:
    """Return where a mark of the person stands, as table.column."""
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in db.session.connection().execute(select(table)).mappings():
            for name, value in row.items():
                if holds(value):
                    found.add(f"{table.name}.{name}")
    return found


def holds(value: Any) -> bool:
    text = str(value).lower()
    return any(mark.lower() in text for mark in MARKS)


@pytest.fixture
def files(app, tmp_path: Path) -> OnDisk:
    """A folder with a file for each row that has one, each with the name of the person in it."""
    folder = OnDisk(tmp_path)
    for table, name in FOLDERS.items():
        folder.folder(name).write(f"{table}.webp", NAME.encode())
    return folder


def test_the_planting_reaches_every_personal_column_with_words(app):
    plant()
    missed = planted_columns() - found_in_tables()
    assert not missed, f"no row was planted with words in: {', '.join(sorted(missed))}"
    assert len(planted_columns()) > 90


@pytest.mark.parametrize("contributions", list(Contributions))
def test_nothing_is_left_in_any_table_any_file_or_any_page(app, client, files, contributions):
    person = plant()
    anonymise(person, contributions, files=files, by=OPERATOR)
    db.session.commit()
    left = found_in_tables()
    assert not left, f"still there: {', '.join(sorted(left))}"
    on_disk = {Path(kept.name).stem for kept in files.walk()}
    assert on_disk == (PROOF if contributions == Contributions.GO else FOLDERS.keys() - ALWAYS_GONE)
    for address in ("/", "/programmas", "/programmas/x-programme", "/programmas/x-programme/x-board"):
        page = client.get(address)
        assert page.status_code == 200
        assert not holds(page.text), address
    assert not holds(client.get("/initiatieven/1", follow_redirects=True).text)
    assert ADDRESS not in client.get("/programmas/x-programme/atom.xml").text


def test_not_even_in_the_bytes_of_the_database(app, files):
    """What is deleted is overwritten, and the index of words forgets it too."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL clears its own files (VACUUM)")
    person = plant()
    anonymise(person, Contributions.STAY, files=files, by=OPERATOR)
    db.session.commit()
    db.session.close()
    path = Path(str(db.engine.url.database))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = path.read_bytes().lower()
    assert held.count(b"zwaluw") == held.count(b"kwartel") == 0
