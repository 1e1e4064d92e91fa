"""Work beside the server: in a thread of its own, again and again, whatever goes wrong."""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask

PAUSE = 5.0  # seconds, after something failed

log = logging.getLogger(__name__)

_threads: dict[str, threading.Thread] = {}  # of this process, by what they do
_turns: dict[str, float] = {}  # when each last ended a turn, as `time.time()`


def start_worker(
    work: Callable[[], object], app: Flask, stop: threading.Event | None, *, what: str, poll: float
) -> threading.Thread:
    """Start the thread that does this work every `poll` seconds, until `stop` is set; return it.

    It lives as long as the server. `what` says in the log which work waits when something failed.
    """
    ended = stop or threading.Event()
    thread = threading.Thread(target=_run, args=(work, app, ended, what, poll), name=what, daemon=True)
    watch_over(thread)
    thread.start()
    return thread


def watch_over(thread: threading.Thread) -> None:
    """Count a thread among those without which this server is not whole, by its name."""
    _threads[thread.name] = thread
    _turns.pop(thread.name, None)


def no_longer_watched() -> None:
    """Say that this thread ends because it was asked to."""
    if _threads.get(threading.current_thread().name) is threading.current_thread():
        del _threads[threading.current_thread().name]


def ended_turn(what: str) -> None:
    """Say that this work was looked at just now, whether there was something to do or not."""
    _turns[what] = time.time()


def last_turns() -> dict[str, float]:
    """Return when each work of this process last ended a turn, in seconds since 1970."""
    return dict(_turns)


def stopped_workers() -> list[str]:
    """Return the names of threads that should live in this process, and do not."""
    return sorted(
        name for name, thread in _threads.items() if thread.ident is not None and not thread.is_alive()
    )


def _run(work: Callable[[], object], app: Flask, stop: threading.Event, what: str, poll: float) -> None:
    while not stop.wait(poll):
        try:
            with app.app_context():
                work()
        except Exception as error:
            # Whatever it is - a database that is away, a full disk - it may be over after a while.
            log.error("%s: waits after %s", what, type(error).__name__)
            stop.wait(PAUSE)
        else:
            ended_turn(what)
    no_longer_watched()  # it was asked to stop
