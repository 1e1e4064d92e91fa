"""What a proxy or a supervisor asks: does it live, can it serve."""

import json
from threading import Event, Thread

import pytest
from sqlalchemy import text

from workspace import workers
from workspace.connections import PatientConnection
from workspace.db import db
from workspace.health import Health
from workspace.stores import OnDisk, StoreAway


@pytest.fixture
def health(app) -> Health:
    """As in a fresh process: nothing remembered."""
    return Health(app, lambda: OnDisk(app.extensions["settings"].files_dir))


def parts(health: Health) -> dict[str, str]:
    return {part.name: part.told for part in health.look()}


def test_both_answer_without_a_session(client):
    live, ready = client.get("/health/live"), client.get("/health/ready")
    assert (live.status_code, live.json) == (200, {"status": "alive"})
    assert ready.status_code == 200
    assert ready.json == {"status": "ready", "database": "answers", "files": "answers", "workers": "alive"}
    assert "Set-Cookie" not in ready.headers and ready.headers["Cache-Control"] == "no-store"


def test_a_browser_gets_plain_words(client):
    answer = client.get("/health/ready", headers={"Accept": "text/html,application/xhtml+xml"})
    assert answer.mimetype == "text/plain"
    assert answer.text.splitlines() == ["ready", "database: answers", "files: answers", "workers: alive"]


def test_only_looking_is_answered(client):
    assert client.head("/health/ready").data == b""
    assert client.post("/health/ready").status_code == 404
    assert client.get("/health/other").status_code == 404


@pytest.fixture
def database_away(app, monkeypatch):
    """Nobody who asks gets a connection."""

    def away(*_):
        raise OSError

    db.session.remove()
    db.engine.dispose()
    monkeypatch.setattr(db.engine.dialect, "connect", away)  # of SQLite
    monkeypatch.setattr(PatientConnection, "connect", away)  # of PostgreSQL


@pytest.mark.usefixtures("database_away")
def test_a_database_that_is_away_leaves_it_alive_but_not_ready(health):
    answers = {}

    def start(status, headers):
        answers["status"], answers["headers"] = status, dict(headers)

    wsgi = health.in_front_of(lambda *_: [b"application"])
    told = b"".join(wsgi({"PATH_INFO": "/health/ready", "REQUEST_METHOD": "GET"}, start))
    assert answers["status"].startswith("503") and answers["headers"]["Retry-After"] == "5"
    assert json.loads(told)["database"] == "does not answer"
    wsgi({"PATH_INFO": "/health/live", "REQUEST_METHOD": "GET"}, start)
    assert answers["status"] == "200 OK"


def test_tables_of_an_older_version_are_not_ready(app, health):
    here = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    change = text("UPDATE alembic_version SET version_num = :version")
    try:
        db.session.execute(change, {"version": "0001"})
        db.session.commit()
        assert parts(health)["database"] == "the tables are of an older version"
    finally:
        db.session.execute(change, {"version": here})
        db.session.commit()


def test_tables_of_a_newer_version_are_served_until_that_version_runs(app, health):
    here = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    change = text("UPDATE alembic_version SET version_num = :version")
    try:
        db.session.execute(change, {"version": "9999"})
        db.session.commit()
        assert parts(health)["database"] == "answers"
    finally:
        db.session.execute(change, {"version": here})
        db.session.commit()


def test_files_that_cannot_be_written_are_not_ready(app, tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    health = Health(app, lambda: OnDisk(tmp_path / "blocked"))
    assert parts(health)["files"] == "does not answer"


def test_what_hangs_is_waited_for_once_and_not_long(app, monkeypatch):
    monkeypatch.setattr("workspace.health.PATIENCE", 0.05)
    asked, go = [], Event()

    class Hanging(OnDisk):
        def check(self):
            asked.append(1)
            go.wait(10)
            raise StoreAway

    health = Health(app, lambda: Hanging(app.extensions["settings"].files_dir))
    try:
        for _ in range(5):
            health._found = (0.0, ())
            assert parts(health)["files"] == "does not answer"
        assert len(asked) == 1
    finally:
        go.set()


def test_many_questions_in_a_second_are_one(app, health, queries):
    for _ in range(20):
        health.look()
    assert len(queries) <= 3


def test_a_worker_that_died_is_told(app, health):
    thread = Thread(target=lambda: None, name="a worker that dies")
    workers.watch_over(thread)
    thread.start()
    thread.join()
    try:
        assert parts(health)["workers"] == "stopped: a worker that dies"
    finally:
        workers._threads.pop(thread.name)


def test_a_worker_that_was_asked_to_stop_did_not_die(app, health):
    stop, worked = Event(), Event()
    thread = workers.start_worker(worked.set, app, stop, what="asked to stop", poll=0.01)
    assert worked.wait(5)
    stop.set()
    thread.join(5)
    assert parts(health)["workers"] == "alive"
