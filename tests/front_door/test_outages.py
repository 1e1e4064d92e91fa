"""The database or the disk is away for a moment: one plain page, with what was typed, wherever it failed."""

import errno
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
import sqlalchemy.exc as sa
from flask import Flask
from sqlalchemy import event, func, select

from tests import cast
from workspace.comments.models import Comment
from workspace.db import db
from workspace.outages import cause_of, is_outage

LONG = "Ik neem op dinsdag <b>soep</b> mee voor twaalf mensen."


def wrapped(kind: type[sa.DBAPIError], inner: BaseException) -> sa.DBAPIError:
    return kind("SELECT 'geheim'", {"naam": "geheim"}, inner)


OUTAGES: list[Exception] = [
    *(
        wrapped(sa.OperationalError, inner())
        for inner in (
            sqlite3.OperationalError,
            psycopg.OperationalError,
            psycopg.errors.QueryCanceled,
            psycopg.errors.LockNotAvailable,
            psycopg.errors.DiskFull,
            psycopg.errors.AdminShutdown,
            psycopg.errors.CannotConnectNow,
            psycopg.errors.TooManyConnections,
            psycopg.errors.DeadlockDetected,
            psycopg.errors.SerializationFailure,
        )
    ),
    sqlite3.OperationalError("database is locked"),
    wrapped(sa.InterfaceError, psycopg.InterfaceError()),
    wrapped(sa.InternalError, psycopg.errors.IdleInTransactionSessionTimeout()),
    wrapped(sa.InternalError, psycopg.errors.ReadOnlySqlTransaction()),
    sa.TimeoutError("QueuePool limit"),
    sa.PendingRollbackError("Can't reconnect"),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EFBIG, "File too large"),
    OSError(errno.EROFS, "Read-only file system"),
    PermissionError(errno.EACCES, "Permission denied"),
]
MISTAKES: list[Exception] = [
    wrapped(sa.IntegrityError, sqlite3.IntegrityError()),
    wrapped(sa.ProgrammingError, psycopg.errors.UndefinedTable()),
    FileNotFoundError(errno.ENOENT, "No such file"),
    ValueError("geheim"),
    KeyError("geheim"),
]


@pytest.mark.parametrize("error", OUTAGES, ids=cause_of)
def test_what_is_outside_our_code_is_an_outage(error: Exception):
    assert is_outage(error)
    assert "geheim" not in cause_of(error)


@pytest.mark.parametrize("error", MISTAKES, ids=lambda error: type(error).__name__)
def test_a_mistake_of_ours_is_none(error: Exception):
    assert not is_outage(error)


@contextmanager
def failing(app: Flask, at: str, error: Exception, when: Callable[[str], bool]) -> Iterator[None]:
    """Let the library that talks to the database raise this: at a statement that fits, or at a commit."""

    def fail(*given: Any) -> None:
        if at == "commit" or when(str(given[2])):
            raise error

    event.listen(db.engine, at, fail)
    try:
        yield
    finally:
        event.remove(db.engine, at, fail)


def anything(_: str) -> bool:
    return True


@pytest.fixture
def propagates_nothing(app: Flask) -> Iterator[None]:
    """Errors end in a page, as in production."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield
    app.config["PROPAGATE_EXCEPTIONS"] = None


def comments() -> int:
    return db.session.scalar(select(func.count(Comment.id))) or 0


def is_plain(answer: Any) -> None:
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"]
    assert "Wij zijn er zo weer" in answer.text
    assert "Traceback" not in answer.text and "geheim" not in answer.text and "SELECT" not in answer.text


@pytest.mark.parametrize("error", OUTAGES, ids=cause_of)
def test_a_page_says_to_come_back_in_a_moment(app, client, initiative, nico, error):
    client.sign_in(nico)
    with failing(app, "before_cursor_execute", error, anything):
        is_plain(client.get(f"/initiatieven/{initiative.id}"))


def test_nobody_who_asks_without_a_session_gets_another_page(app, client):
    with failing(app, "before_cursor_execute", OUTAGES[0], anything):
        is_plain(client.get("/programmas"))
        is_plain(client.get("/bestaat-niet?bewaard=abc"))


@pytest.mark.parametrize("at", ["before_cursor_execute", "commit"])
def test_what_was_typed_is_given_back_and_counts_once_when_sent_again(app, client, initiative, nico, at):
    client.sign_in(nico)
    address = f"/initiatieven/{initiative.id}/reacties"
    with failing(app, at, OUTAGES[0], lambda sent: "INTO comment" in sent):
        answer = client.post(address, data={"body": LONG, "once": "een-sleutel"})
    is_plain(answer)
    assert "Wat u schreef" in answer.text
    assert answer.text.count("&lt;b&gt;soep&lt;/b&gt;") == 2  # to be read, and in the form
    assert comments() == 0
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert fields["once"] == "een-sleutel"
    assert f'action="{address}"' in answer.text
    for _ in range(2):
        assert client.post(address, data=fields).status_code == 303
    assert comments() == 1


def test_no_password_is_given_back(app, client):
    cast.make_user("Nel")
    fields = {"email": "nel@example.nl", "password": "een-heel-lang-wachtwoord-van-nel", "once": "k"}
    with failing(app, "before_cursor_execute", OUTAGES[0], anything):
        answer = client.post("/inloggen", data=fields)
    is_plain(answer)
    assert "wachtwoord-van-nel" not in answer.text
    assert "Nog eens versturen" not in answer.text


def test_the_page_of_a_mistake_asks_nothing_of_a_database_that_is_away(
    app, client, initiative, nico, propagates_nothing
):
    client.sign_in(nico)
    with failing(app, "before_cursor_execute", MISTAKES[1], anything):
        answer = client.get(f"/initiatieven/{initiative.id}")
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.text


def test_whoever_watches_a_board_is_told_to_come_back(app, client, board):
    watch = app.extensions["watch"]
    address = watch.url(board.id, "iedereen") + "1"
    watch.forget()
    with failing(app, "before_cursor_execute", OUTAGES[0], anything):
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert not answer.data
    assert client.get(address).status_code in {200, 204}


def test_the_log_says_what_was_away_and_nothing_of_what_was_asked(app, client, initiative, nico, caplog):
    client.sign_in(nico)
    with (
        caplog.at_level(logging.INFO),
        failing(app, "before_cursor_execute", OUTAGES[3], lambda sent: "INTO comment" in sent),
    ):
        client.post(f"/initiatieven/{initiative.id}/reacties", data={"body": LONG})
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert told == ["Something outside is away: LockNotAvailable 55P03"]
