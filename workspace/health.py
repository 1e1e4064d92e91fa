"""Whether this process lives and whether it can serve: asked each few seconds by a proxy or a supervisor.

Answered before Flask, sessions and people, so that it says so even when the database is away. Nothing here
names a person, a version or a place.
"""

import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask

from workspace.db import db, read_only
from workspace.later import later
from workspace.migrating import MIGRATIONS
from workspace.stores import Folder
from workspace.workers import stopped_workers

if TYPE_CHECKING:
    from alembic import migration, script
else:
    migration, script = later("alembic.migration"), later("alembic.script")

LIVE, READY = "/health/live", "/health/ready"
REMEMBERED = 1.0  # seconds that a finding counts as known, so that a thousand questions are one
PATIENCE = 3.0  # seconds that a database or a store gets to answer
Wsgi = Callable[..., Iterable[bytes]]


@dataclass(frozen=True)
class Part:
    """One thing that serving needs, and how it is in plain words."""

    name: str
    is_well: bool
    told: str


class Health:
    """Answers in front of an application whether it lives and is ready."""

    def __init__(self, app: Flask, files: Callable[[], Folder]) -> None:
        self._app, self._files = app, files
        self._lock = Lock()
        self._found: tuple[float, tuple[Part, ...]] = (0.0, ())
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[str, Future[str]] = {}

    def in_front_of(self, application: Wsgi) -> Wsgi:
        """Return the application with these two addresses answered before it."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if path not in (LIVE, READY) or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
                return application(environ, start_response)
            parts = self.look() if path == READY else ()
            is_well = all(part.is_well for part in parts)
            body, kind = _written(path, parts, is_well, environ.get("HTTP_ACCEPT", ""))
            headers = [*HEADERS, ("Content-Type", kind), ("Content-Length", str(len(body)))]
            if not is_well:
                headers.append(("Retry-After", "5"))
            start_response("200 OK" if is_well else "503 Service Unavailable", headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

        return answer

    def look(self) -> tuple[Part, ...]:
        """Return how each part is, as known for at most a second."""
        with self._lock:
            looked_at, parts = self._found
            if not parts or time.monotonic() - looked_at > REMEMBERED:
                parts = (
                    self._ask("database", self._database),
                    self._ask("files", self._store),
                    _workers(),
                )
                self._found = (time.monotonic(), parts)
            return parts

    def _ask(self, name: str, check: Callable[[], str]) -> Part:
        """Do a check that may hang, such as a network; while it hangs it is not asked again."""
        if self._pool is None:  # made in the process that serves, not in the one that starts it
            self._pool = ThreadPoolExecutor(2, thread_name_prefix="health")
        asked = self._asked.get(name) or self._pool.submit(check)
        self._asked[name] = asked
        try:
            trouble = asked.result(PATIENCE)
        except TooLong:
            return Part(name, False, "does not answer")
        except Exception:
            trouble = "does not answer"
        del self._asked[name]
        return Part(name, not trouble, trouble or "answers")

    @cached_property
    def _script(self) -> "script.ScriptDirectory":
        return script.ScriptDirectory(str(MIGRATIONS))

    def _database(self) -> str:
        with self._app.app_context(), read_only(), db.engine.connect() as connection:
            here = migration.MigrationContext.configure(connection).get_current_revision()
        if here == self._script.get_current_head():
            return ""
        # A newer version may have brought it further: until that one serves, this one goes on.
        return "the tables are of an older version" if self._is_known(here) else ""

    def _is_known(self, revision: str | None) -> bool:
        return revision is None or any(each.revision == revision for each in self._script.walk_revisions())

    def _store(self) -> str:
        self._files().check()
        return ""


def _workers() -> Part:
    stopped = stopped_workers()
    return Part("workers", not stopped, f"stopped: {', '.join(stopped)}" if stopped else "alive")


def _written(path: str, parts: tuple[Part, ...], is_well: bool, accept: str) -> tuple[bytes, str]:
    """Return JSON, or plain words for whoever asks for text, such as a browser."""
    verdict = ("ready" if is_well else "not ready") if path == READY else "alive"
    if accept.startswith("text/"):
        lines = [verdict, *(f"{part.name}: {part.told}" for part in parts)]
        return "".join(f"{line}\n" for line in lines).encode(), "text/plain; charset=utf-8"
    told = {"status": verdict} | {part.name: part.told for part in parts}
    return json.dumps(told).encode() + b"\n", "application/json"


HEADERS = [("Cache-Control", "no-store")]
