"""The servers that are compared: the product, a bare Flask page, and Flask pages made beforehand.

Run as `python -m bench.servers hello|limit PORT`. All run under the same server with the same threads.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import Any

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from workspace.config import Settings

READY_WITHIN = 30  # seconds
PAGES = "BENCH_PAGES"  # names the file with the pages made beforehand


def hello(*_: object) -> Flask:
    """Return the unit of all ratios: Flask, and nothing else."""
    app = Flask("hello")

    @app.get("/")
    def index() -> str:
        return "hello"

    return app


def limit(*_: object) -> Flask:
    """Return an application that sends pages already made: in Flask nothing can be quicker."""
    app = Flask("limit")
    pages: dict[str, str] = json.loads(Path(os.environ[PAGES]).read_text())

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        query = request.query_string.decode()
        return Response(pages[f"/{path}?{query}" if query else f"/{path}"], mimetype="text/html")

    return app


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str], core: int | None) -> Iterator[int]:
    """Run a server on one core while the block lasts, and yield its process id."""

    def stay_there() -> None:
        if core is not None:
            os.sched_setaffinity(0, {core})

    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**os.environ, **environment, "PORT": str(port)},
        preexec_fn=stay_there,
    )
    try:
        _wait_for(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit(f"A server stopped with code {server.returncode}.")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"No server answered within {READY_WITHIN} seconds.")


def main() -> None:
    loaders: dict[str, Any] = {"hello": hello, "limit": limit}
    server = Granian(
        sys.argv[1],
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=Settings().threads,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=loaders[sys.argv[1]], wrap_loader=False)


if __name__ == "__main__":
    main()
