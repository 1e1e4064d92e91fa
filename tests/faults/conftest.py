"""A board with people around it, whom a server of its own serves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests import cast
from tests.client import key_of
from tests.faults.servers import Nursery
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db


@pytest.fixture
def writers(board: Board, rachida: User, nico: User, karin: User, tess: User, marja: User) -> list[User]:
    """Five people with different roles, each signed in; the first initiative of the board is there."""
    people = [rachida, nico, karin, tess, marja]
    for person in people:
        key_of(person)
    cast.make_initiative("Soep op dinsdag", board, rachida)
    db.session.commit()
    db.session.rollback()
    return people


@pytest.fixture
def place(whole_app: Flask, database_url: str) -> tuple[str, Path]:
    """The address of the database and the folder of this test run, for a server of its own."""
    files: Path = whole_app.extensions["settings"].files_dir
    folder = files.parent / "faults"
    folder.mkdir(exist_ok=True)
    return database_url, folder


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where servers start without reading their code again."""
    nursery = Nursery()
    yield nursery
    nursery.close()
