"""A command starts quickly: it loads no library that it does not use. A visitor waits for none of them."""

import gc
import json
import os
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.logs import run_ours
from workspace import create_app
from workspace.config import Settings
from workspace.passwords import HASHER, NOBODY

ROOT = Path(__file__).parents[2]
# Together as slow to load as all the rest; a page may need any of these.
HEAVY = {
    "alembic", "authlib", "bm25s", "docx", "flask_migrate", "icalendar", "joserfc", "networkx", "numpy",
    "odfdo", "requests", "snowballstemmer", "webauthn",
}  # fmt: skip
NEVER_BY_ITSELF = {"boto3", "botocore"}  # only where a store of files is set


def loaded_by(code: str, **environment: str) -> set[str]:
    """Return which packages a fresh process has loaded after this code."""
    code += "; import sys, json, os; print(json.dumps(sorted(sys.modules)), flush=True); os._exit(0)"
    env = {"PATH": os.environ["PATH"], **environment}
    run = run_ours([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    return {name.split(".")[0] for name in json.loads(run.stdout.splitlines()[-1])}


@pytest.mark.once
def test_a_command_loads_nothing_heavy(tmp_path: Path) -> None:
    start = "import workspace.__main__; workspace.create_app()"
    loaded = loaded_by(start, DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
    assert "sqlalchemy" in loaded and not loaded & (HEAVY | NEVER_BY_ITSELF)


@pytest.mark.once
def test_a_server_has_loaded_it_before_the_first_visitor(
    app: Flask, database_url: str, tmp_path: Path
) -> None:
    start = "import os; from workspace.config import read_settings; from workspace.server import Loader"
    start += "; Loader(read_settings(os.environ))()"
    loaded = loaded_by(start, DATABASE_URL=database_url, FILES_DIR=str(tmp_path), HOST="127.0.0.1")
    assert loaded >= HEAVY and not loaded & NEVER_BY_ITSELF


def test_garbage_is_looked_for_again_after_the_start(database_url: str) -> None:
    assert gc.isenabled()
    create_app(Settings(environment="test", database_url=database_url))
    assert gc.isenabled()


@pytest.mark.once
def test_the_password_of_nobody_costs_as_much_as_any() -> None:
    assert not HASHER.check_needs_rehash(NOBODY)
