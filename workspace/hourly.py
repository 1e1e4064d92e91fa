"""What every feature wants done each hour, beside the server."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from flask import Flask

from workspace import features
from workspace.workers import ended_turn, no_longer_watched, watch_over

EVERY = 3600.0  # seconds
NAME = "every hour"
POLL = 1.0  # seconds between looking whether to stop

log = logging.getLogger(__name__)


def do_it(app: Flask) -> None:
    """Do what each feature's `cli` holds as `hourly`: functions that commit for themselves.

    Whatever goes wrong in one - a database that is away, a full disk - leaves the others alone, and may be
    over in an hour.
    """
    for commands in features.modules("cli"):
        each: Callable[[], None]
        for each in getattr(commands, "hourly", ()):
            try:
                with app.app_context():
                    each()
            except Exception as error:
                log.error("%s.%s waits an hour: %s", each.__module__, each.__name__, type(error).__name__)


def start(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Start the thread that does it now and every hour, until `stop` is set; return it.

    Where several processes serve, each may run one: doing it twice does no more than once.
    """
    thread = threading.Thread(target=_run, args=(app, stop or threading.Event()), name=NAME, daemon=True)
    watch_over(thread)
    thread.start()
    return thread


def _run(app: Flask, stop: threading.Event) -> None:
    due_at = 0.0
    while not stop.wait(POLL):
        if monotonic() >= due_at:
            due_at = monotonic() + EVERY
            do_it(app)
            ended_turn(NAME)
    no_longer_watched()
