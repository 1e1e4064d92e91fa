"""How long somebody stays signed in without showing themselves, and noting that they were here."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Flask

from workspace.access import Actor
from workspace.config import Settings
from workspace.times import now

NOTED_AFTER = timedelta(minutes=2)  # since the last time: so a page is no write
TOGETHER = 3.0  # seconds in which those who were here are gathered

log = logging.getLogger(__name__)


class Stay(NamedTuple):
    """How long a session lasts at most, and how long without its person."""

    at_most: timedelta
    idle: timedelta


def stay_of(actor: Actor, settings: Settings) -> Stay:
    """Return how long this person stays signed in: shorter, the more a stranger at their screen could do.

    NIST SP 800-63B-4, 2.1.3 and 2.2.3: once in thirty days for whoever shows one thing, sooner for more.
    """
    if actor.is_admin:
        return Stay(
            timedelta(hours=settings.session_admin_hours),
            timedelta(minutes=settings.session_admin_idle_minutes),
        )
    if actor.municipality_in or actor.province_in or actor.team_of:
        return Stay(
            timedelta(hours=settings.session_staff_hours), timedelta(hours=settings.session_staff_idle_hours)
        )
    return Stay(timedelta(days=settings.session_days), timedelta(days=settings.session_idle_days))


def is_over(actor: Actor, settings: Settings, at: datetime) -> bool:
    """Tell whether the session of this person ended by itself: too old, or too long without them."""
    if actor.began_at is None or actor.seen_at is None:
        return False
    stay = stay_of(actor, settings)
    return at >= actor.began_at + stay.at_most or at >= actor.seen_at + stay.idle


def asks_by_itself(live: str | None) -> bool:
    """Tell whether a page sent this of its own accord: a board that stands open is nobody who uses it.

    `live`: the header X-Live, which static/js/app.js sends along. Whoever sends it themselves stays shorter.
    """
    return live == "1"


class Seen(NamedTuple):
    """Somebody was here."""

    user_id: int
    at: datetime


Write = Callable[[Mapping[int, Seen]], None]


class Presence:
    """Notes who is here, after their page was answered: in a thread and a transaction of its own.

    A database that is busy or away costs nobody their page; who is still here is noted the next time.
    """

    def __init__(self, app: Flask, write: Write, *, by_itself: bool = True) -> None:
        self._app, self._write, self._by_itself = app, write, by_itself
        self._lock = threading.Lock()
        self._seen: dict[int, Seen] = {}

    def note(self, actor: Actor) -> None:
        """Remember that this person is here, when that is news."""
        moment = now()
        if actor.id is None or actor.seen_at is None or moment - actor.seen_at < NOTED_AFTER:
            return
        with self._lock:
            first = not self._seen
            self._seen[actor.session_id] = Seen(actor.id, moment)
        if first and self._by_itself:
            timer = threading.Timer(TOGETHER, self.write)
            timer.daemon = True
            timer.start()

    def write(self) -> None:
        """Write down who was here since the last time."""
        with self._lock:
            seen, self._seen = self._seen, {}
        if not seen:
            return
        try:
            with self._app.app_context():
                self._write(seen)
        except Exception as error:
            log.warning("Who was here is not noted: %s", type(error).__name__)
