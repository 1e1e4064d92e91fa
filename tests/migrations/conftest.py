"""An empty database of its own, on which versions of long ago are put."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.client import StrictClient, forget_the_last_request
from workspace import create_app, times
from workspace.config import Settings
from workspace.db import db, may_write


@pytest.fixture
def empty_url(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of the kind on which these tests run."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgres import fresh_database

        with fresh_database("released") as url:
            _be_safe(url)
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'released.sqlite'}"


@pytest.fixture
def place(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    """This version of the application on a database without tables."""
    app = create_app(Settings(environment="test", database_url=empty_url, files_dir=tmp_path / "files"))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = StrictClient
    with app.app_context():
        may_write()
        yield app
        forget_the_last_request()
        db.session.remove()
        db.engine.dispose()
    times.set_back(0)


def _be_safe(url: str) -> None:
    """Let this database keep what it says, as the doctor asks; the server of the tests does not."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{engine.url.database}" SET synchronous_commit = on')
