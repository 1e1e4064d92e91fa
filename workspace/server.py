"""The production server: one process that answers on several threads, and a watcher that restarts it."""

import gc
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix

from workspace import create_app, features, hourly
from workspace.config import Settings

Wsgi = Callable[..., Any]
SHUT_DOWN_SECONDS = 15  # what a request under way gets to finish


class PortTaken(Exception):
    """Something else already listens at this address."""


@dataclass(frozen=True)
class Loader:
    """Makes the application inside the process that serves it.

    A feature's `cli` may hold `beside`: functions that get the application and start what runs beside the
    server, such as the delivery of mail; and `hourly`: what is done each hour.
    """

    settings: Settings

    def __call__(self, *_: object) -> Wsgi:
        app = create_app(self.settings)
        for commands in features.modules("cli"):
            for start in getattr(commands, "beside", ()):
                start(app)
        hourly.start(app)
        rest_the_collector()
        return behind_proxies(app, self.settings.trusted_proxies)


def rest_the_collector() -> None:
    """Let Python look for garbage less often, and never at what is there from the start.

    A page over thousands of rows makes tens of thousands of objects, all still in use: looking through them
    again and again took as long as the page itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def behind_proxies(wsgi: Wsgi, count: int) -> Wsgi:
    """Return the application such that it believes this many proxies about address, scheme and host."""
    return ProxyFix(wsgi, x_for=count, x_proto=count, x_host=count) if count else wsgi


def serve(settings: Settings) -> None:
    """Serve until somebody stops it (SIGTERM, SIGINT); raise PortTaken when the address is in use."""
    check_port(settings.host, settings.port)
    server = Granian(
        "samenbord",  # only a name: the loader below makes the application
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=SHUT_DOWN_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=Loader(settings), wrap_loader=False)


def check_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise PortTaken(f"Cannot listen at {host}:{port}: {problem.strerror}.") from problem
