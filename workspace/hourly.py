"""What every feature wants done each hour, beside the server."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from flask import Flask

from workspace import features
from workspace.db import read_only
from workspace.workers import ended_turn, no_longer_watched, watch_over

EVERY = 3600.0  # seconds
NAME = "every hour"
POLL = 1.0  # seconds between looking whether to stop

log = logging.getLogger(__name__)


def do_it(app: Flask) -> None:
    """Do what each feature's `cli` holds as `hourly`: functions that commit for themselves.

    What it holds as `hourly_for_good` does not come back, such as what is removed or mailed: that is done
    only once the clock holds. Whatever goes wrong in one - a database that is away, a full disk - leaves the
    others alone, and may be over in an hour.
    """
    for commands in features.modules("cli"):
        for each in getattr(commands, "hourly", ()):
            _try(app, each)
        for each in getattr(commands, "hourly_for_good", ()):
            _try(app, each, for_good=True)


def clock_holds() -> bool:
    """Tell whether the clock has gone on for a day; so one that is a year ahead for an hour removes nothing.

    A feature's `cli` may hold `watches_clock`, which tells. Asked in the transaction of whoever calls.
    """
    checks = (getattr(commands, "watches_clock", None) for commands in features.modules("cli"))
    return all(check() for check in checks if check)


def _try(app: Flask, each: Callable[[], None], *, for_good: bool = False) -> None:
    try:
        if for_good and not _clock_holds_in(app):
            log.info("%s.%s waits until the clock has gone on for a day", each.__module__, each.__name__)
            return
        with app.app_context():
            each()
    except Exception as error:
        log.error("%s.%s waits an hour: %s", each.__module__, each.__name__, type(error).__name__)


def _clock_holds_in(app: Flask) -> bool:
    with app.app_context(), read_only():  # it must not take the write lock
        return clock_holds()


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
