"""Work beside the server: in a thread of its own, again and again, whatever goes wrong."""

import logging
import threading
from collections.abc import Callable

from flask import Flask

PAUSE = 5.0  # seconds, after something failed

log = logging.getLogger(__name__)


def start_worker(
    work: Callable[[], object], app: Flask, stop: threading.Event | None, *, what: str, poll: float
) -> threading.Thread:
    """Start the thread that does this work every `poll` seconds, until `stop` is set; return it.

    It lives as long as the server. `what` says in the log which work waits when something failed.
    """
    thread = threading.Thread(
        target=_run, args=(work, app, stop or threading.Event(), what, poll), name=what, daemon=True
    )
    thread.start()
    return thread


def _run(work: Callable[[], object], app: Flask, stop: threading.Event, what: str, poll: float) -> None:
    while not stop.wait(poll):
        try:
            with app.app_context():
                work()
        except Exception as error:
            # Whatever it is - a database that is away, a full disk - it may be over after a while.
            log.error("%s: waits after %s", what, type(error).__name__)
            stop.wait(PAUSE)
