"""`demo` makes the demonstration once, keeps what was added, and says plainly why it cannot."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.logs import run_ours

# Each command is a process of its own, with a SQLite of its own.
pytestmark = [pytest.mark.slow, pytest.mark.once]
ROOT = Path(__file__).parents[2]
ROLES = {
    "resident", "volunteer", "partner", "representative", "municipality", "province", "council", "theme lead",
    "programme team", "programme manager",
}  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """Run the command in a folder of its own, where its database then lies."""
    unwanted = {"DATABASE_URL", "ENVIRONMENT", "PORT", "SITE_URL"}
    basis = {name: value for name, value in os.environ.items() if name not in unwanted}

    def command(*options: str, **settings: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "workspace", "demo", *options]
        environment = basis | {"PYTHONPATH": str(ROOT)} | settings
        return run_ours(line, cwd=tmp_path, env=environment, timeout=120)

    return command


@pytest.fixture
def database(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'instance' / 'demo.sqlite'}", poolclass=sa.NullPool)
    yield engine
    engine.dispose()


def scalar(database, sql: str):
    with database.connect() as connection:
        return connection.execute(sa.text(sql)).scalar()


def change(database, sql: str) -> None:
    with database.begin() as connection:
        connection.execute(sa.text(sql))


def test_it_is_made_once_and_keeps_what_was_added(run, database):
    first = run()
    assert first.returncode == 0, first.stderr
    assert "marieke.van.dongen@example.nl" in first.stdout
    count = scalar(database, "SELECT count(*) FROM initiative")
    change(database, "UPDATE initiative SET title = 'Van mij' WHERE id = 1")
    again = run("--accounts")
    accounts = json.loads(again.stdout)
    assert {account["role"] for account in accounts} == ROLES | {"administrator"}
    for role in ROLES:
        assert len({account["programme"] for account in accounts if account["role"] == role}) == 2
    assert all(
        account.keys() >= {"role", "name", "email", "password", "organisation"} for account in accounts
    )
    assert scalar(database, "SELECT count(*) FROM initiative") == count
    assert scalar(database, "SELECT title FROM initiative WHERE id = 1") == "Van mij"
    assert run("--reset").returncode == 0
    assert scalar(database, "SELECT title FROM initiative WHERE id = 1") != "Van mij"


def test_it_never_runs_in_production(run, tmp_path):
    refused = run(ENVIRONMENT="production", SECRET_KEY="x" * 40, SITE_URL="https://samen.example.nl")
    assert refused.returncode == 1 and "does not run in production" in refused.stderr
    assert not (tmp_path / "instance" / "demo.sqlite").exists()


def test_a_port_in_use_is_told_before_anything_is_thrown_away(run, tmp_path):
    kept = tmp_path / "instance" / "demo.sqlite"
    kept.parent.mkdir()
    kept.write_text("kostbaar")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = run("--serve", "--reset", PORT=str(other.getsockname()[1]))
    assert refused.returncode == 1 and "Cannot listen at" in refused.stderr and "PORT=" in refused.stderr
    assert kept.read_text() == "kostbaar"


def test_another_database_is_neither_emptied_nor_filled(run, tmp_path):
    url = f"sqlite:///{tmp_path / 'echt.sqlite'}"
    assert run(DATABASE_URL=url).returncode == 0
    assert "unset DATABASE_URL" in run("--reset", DATABASE_URL=url).stderr
    engine = sa.create_engine(url)
    change(engine, "UPDATE programme SET imported_from = NULL")
    refused = run(DATABASE_URL=url)
    assert refused.returncode == 1 and "holds something else" in refused.stderr
    engine.dispose()
