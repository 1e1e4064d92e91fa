"""The demonstration in the database of the tests, on the day on which its story stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.snapshots import Snapshot
from workspace import times
from workspace.access import OPERATOR
from workspace.db import db
from workspace.demo.actions import load_demonstration
from workspace.demo.queries import days_back, list_accounts
from workspace.passwords import hash_password
from workspace.reporting.words.drawing import draw_sections


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(list_accounts()[0]["password"])


@pytest.fixture
def story_clock() -> Iterator[None]:
    """It is 24 November 2020."""
    times.set_back(days_back(times.now()))
    yield
    times.set_back(0)


@pytest.fixture
def demonstration(
    app: Flask,
    password_hash: str,
    story_clock: None,
    snapshots: dict[str, Snapshot],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The demonstration as it is loaded; its files are in `tmp_path`."""
    if kept := snapshots.get("demonstration"):
        kept.put_back(tmp_path)
        return
    load_demonstration(password_hash, environment="test", folder=tmp_path, draw=draw_sections, by=OPERATOR)
    db.session.commit()
    snapshots["demonstration"] = Snapshot("demonstration", tmp_path, tmp_path_factory.mktemp("demonstration"))
