"""A filled database and its files, kept and put back in an instant: filling them takes long."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from workspace.db import db


class Snapshot:
    """What the database and a folder of files hold at this moment, for as long as the test run lasts."""

    def __init__(self, name: str, files: Path, kept_at: Path) -> None:
        """Keep it under a name, with the files in `kept_at`, an empty place outside the folder itself."""
        self._kept_at = kept_at
        shutil.copytree(files, kept_at, dirs_exist_ok=True)
        _let_go()
        self._is_sqlite = db.engine.dialect.name == "sqlite"
        if self._is_sqlite:
            self._copy = sqlite3.connect(":memory:", check_same_thread=False)
            with closing(db.engine.raw_connection()) as here:
                cast(sqlite3.Connection, here.driver_connection).backup(self._copy)
        else:
            self._name = f"{db.engine.url.database}_{name}"
            _copy_database(str(db.engine.url.database), self._name)

    def put_back(self, files: Path) -> None:
        """Make the database and this folder what they were, whatever has changed in them since."""
        _let_go()
        if self._is_sqlite:
            with closing(db.engine.raw_connection()) as here:
                self._copy.backup(cast(sqlite3.Connection, here.driver_connection))
        else:
            _copy_database(self._name, str(db.engine.url.database))
        shutil.rmtree(files, ignore_errors=True)
        shutil.copytree(self._kept_at, files)


def _let_go() -> None:
    db.session.rollback()
    db.session.expunge_all()
    db.session.remove()
    db.engine.dispose()


def _copy_database(source: str, target: str) -> None:
    """Let PostgreSQL copy a database over another; who is still connected, as counts are, connects again."""
    server = db.engine.url.set(database="postgres")
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :source"),
            {"source": source},
        )
        connection.exec_driver_sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY file_copy')
