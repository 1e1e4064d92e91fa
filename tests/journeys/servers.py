"""Real servers for a browser to look at: the demonstration as it is, or the same a while later."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tests.logs import collect
from workspace.demo.queries import days_back
from workspace.times import now

ROOT = Path(__file__).parent.parent.parent


def environment_in(place: Path) -> dict[str, str]:
    """Return the settings of a demonstration with all it has in this folder, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{place / 'demo.sqlite'}",
        "FILES_DIR": str(place / "files"),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        # The whole cast signs in from one address within a minute.
        "LIMIT_SIGN_IN": "1000 per minute",
        "LIMIT_MAIL": "1000 per minute",
        "LIMIT_SIGN_UP": "1000 per minute",
    }


def environment_later(before: Mapping[str, str], place: Path, days: int) -> dict[str, str]:
    """Copy a demonstration to this folder; return the settings with which it is so many days later there."""
    was = before["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(was)) as there, closing(sqlite3.connect(place / "demo.sqlite")) as here:
        there.backup(here)
    later = {"DEMO": "yes", "CLOCK_BEHIND_DAYS": str(days_back(now()) - days)}
    return environment_in(place) | {"FILES_DIR": before["FILES_DIR"]} | later


@contextmanager
def serving(environment: Mapping[str, str], *command: str) -> Iterator[str]:
    """Run the command that serves until the block ends; give its address."""
    address = environment["SITE_URL"]
    log = Path(environment["DATABASE_URL"].removeprefix("sqlite:///")).with_name("server.log")
    with log.open("w") as out:
        line = [sys.executable, "-m", "workspace", *command]
        # What it prints names who may sign in; what it logs names nobody.
        server = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=out)
        try:
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
            collect(log.read_text(errors="replace"))


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, f"The server stopped:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(f"{address}/gezond", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The server did not answer within a minute:\n{log.read_text()}")
