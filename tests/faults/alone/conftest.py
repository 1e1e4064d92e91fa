"""An installation with a database, a disk and files of its own, of which anything may be broken."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.client import StrictClient
from tests.faults.alone.clusters import Cluster
from tests.faults.alone.drills import Outages
from tests.faults.alone.volumes import Volume, small_volume
from tests.faults.servers import Server
from workspace import create_app
from workspace.config import Settings
from workspace.db import db
from workspace.limits import limiter

IS_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
MEGABYTES = 250 if IS_POSTGRESQL else 30


@pytest.fixture(scope="session")
def volume() -> Iterator[Volume]:
    """The disk on which the database lies, and the files."""
    with small_volume(MEGABYTES) as volume:
        yield volume


@pytest.fixture(scope="session")
def cluster(volume: Volume) -> Iterator[Cluster | None]:
    """A PostgreSQL of its own; None when the tests are of SQLite."""
    if not IS_POSTGRESQL:
        yield None
        return
    cluster = Cluster(volume.path / "data")
    yield cluster
    cluster.start()
    cluster.close()


@pytest.fixture(scope="session")
def postgresql(cluster: Cluster | None) -> Cluster:
    if cluster is None:
        pytest.skip("SQLite is no server")
    return cluster


@pytest.fixture(scope="session")
def whole_app(whole_app: Flask, volume: Volume, cluster: Cluster | None) -> Iterator[Flask]:
    """The application on a database that no other test uses, with the tables of the one that all share."""
    url = _copied(whole_app.extensions["settings"].database_url, volume, cluster)
    shared = limiter._storage, limiter._limiter  # of the application that all other tests share
    files = volume.path / "files"
    files.mkdir()
    app = create_app(Settings(environment="test", database_url=url, files_dir=files))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = StrictClient
    limiter._storage, limiter._limiter = shared
    yield app
    with app.app_context():
        db.engine.dispose()


def _copied(shared: str, volume: Volume, cluster: Cluster | None) -> str:
    """Copy a migrated database without a row of anybody; return the address of the copy."""
    if cluster:
        cluster.copy_from(shared)
        return cluster.url
    place = volume.path / "samenbord.sqlite"
    source, copy = sqlite3.connect(shared.removeprefix("sqlite:///")), sqlite3.connect(place)
    with closing(source), closing(copy):
        source.backup(copy)
    return f"sqlite:///{place}"


@pytest.fixture
def place(whole_app: Flask, tmp_path: Path) -> tuple[str, Path]:
    """The address of the database, and a folder for the log of a server."""
    return whole_app.extensions["settings"].database_url, tmp_path


@pytest.fixture
def server(app: Flask, place: tuple[str, Path], nursery) -> Iterator[Server]:
    url, folder = place
    with Server(nursery, url, folder, FILES_DIR=str(app.extensions["settings"].files_dir)) as server:
        yield server


@pytest.fixture
def outages(app, server, writers, board) -> Outages:
    """People who write, and go on when they are told to come back later."""
    return Outages(app, server, writers, board, seed=1)
