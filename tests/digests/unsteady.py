"""A mail server that does what a seeded plan says, and a worker that is killed where another plan says."""

import asyncio
import os
import re
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from flask import Flask
from sqlalchemy import event

from tests.mail.servers import Takes
from workspace.config import Settings
from workspace.db import db
from workspace.digests.cli.making import make_mail
from workspace.mail import cli as mail
from workspace.mail.queries import list_due_mail

SECONDS = 0.4  # that the worker waits for the server here, instead of twenty
GONE = "weg"  # addresses that begin so are unknown for ever
# What may happen to a message, and how often. That it was taken the worker knows after the first only; of the
# last three, which happen to a message once, nobody knows but the server.
DEEDS = {
    "taken": 60,
    "refused at the address": 6,
    "refused for now": 6,
    "hangs": 2,
    "hangs up": 6,
    "taken, then silence": 2,
    "taken, then hangs up": 8,
    "taken, then the worker dies": 7,
}
TITLE = re.compile(r"Ding \d+")


@dataclass
class Taken:
    """A message that the server took."""

    message_id: str
    recipient: str
    titles: frozenset[str]


class Unsteady(Takes):
    """Does with each message what its plan says; `workers` are the processes that may be the one sending."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)
        self.did: Counter[str] = Counter()
        self.taken: list[Taken] = []
        self.worker = 0
        self.is_steady = False

    def _next(self) -> str:
        deeds = ("taken",) if self.is_steady else tuple(DEEDS)
        weights = (1,) if self.is_steady else tuple(DEEDS.values())
        return self.random.choices(deeds, weights)[0]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith(GONE):
            return "550 nobody of that name"
        envelope.deed = self._next()
        self.did[envelope.deed] += 1
        if envelope.deed == "refused at the address":
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if envelope.deed == "refused for now":
            return "452 no room"
        if envelope.deed == "hangs":
            await asyncio.sleep(SECONDS * 1.5)
            return "451 too slow"
        if envelope.deed == "hangs up":
            server.transport.abort()
            return "451 never heard"
        await super().handle_DATA(server, session, envelope)
        message = self.messages.pop()
        if any(one.message_id == message["Message-ID"] for one in self.taken):
            envelope.deed = "taken"
        body = message.get_body(("plain",))
        assert body is not None
        titles = frozenset(TITLE.findall(body.get_content()))
        self.taken.append(Taken(str(message["Message-ID"]), envelope.rcpt_tos[0], titles))
        if envelope.deed == "taken, then silence":
            await asyncio.sleep(SECONDS * 1.5)
        if envelope.deed == "taken, then hangs up":
            server.transport.abort()
        if envelope.deed == "taken, then the worker dies" and self.worker:
            with suppress(ProcessLookupError):
                os.kill(self.worker, signal.SIGKILL)
        return "250 OK"


class Line(SMTP):
    """One connection, counted."""

    open_now = 0

    def connection_made(self, transport: Any) -> None:
        Line.open_now += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        Line.open_now -= 1
        super().connection_lost(error)


class Lines(Controller):
    """A server of such connections."""

    def factory(self) -> SMTP:
        return Line(self.handler, **self.SMTP_kwargs)

    def settle(self) -> None:
        """Wait until whatever was sent was read: also what a worker sent just before it died."""
        for _ in range(1000):
            if not Line.open_now:
                return
            time.sleep(0.005)
        raise AssertionError("The server goes on and on.")


@dataclass
class Figures:
    """What happened in all rounds."""

    rounds: int = 0
    kills: int = 0
    did: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)  # times that we could not know it was taken
    by_where: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __str__(self) -> str:
        killed = ", ".join(f"{number} {where}" for where, number in sorted(self.by_where.items()))
        did = ", ".join(f"{number} {deed}" for deed, number in self.did.most_common())
        return f"{self.rounds} rounds, {self.kills} killed ({killed}); the server: {did}"


def work(app: Flask, settings: Settings) -> None:
    """Make and deliver whatever is due until nothing is, as the threads beside the server do."""
    with app.app_context():
        for _ in range(20):
            made = make_mail()
            due = list_due_mail()
            if not made and not due:
                return
            mail.deliver_pending(settings)


def start_worker(app: Flask, settings: Settings, die_at: int = 0) -> int:
    """Fork a worker that kills itself at the so-manieth thing it asks of the database; return its number.

    A fork of a prepared process, as starting one anew would take a second; with connections of its own.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        if die_at:
            _die_at(die_at)
        work(app, settings)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _die_at(number: int) -> None:
    left = [number]

    def count(*_: Any) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    # Before each statement, before each commit, and after each: at the beginning of what follows.
    for moment in ("before_cursor_execute", "commit", "begin"):
        event.listen(db.engine, moment, count)


def wait_for(worker: int, kill_after: float | None = None) -> bool:
    """Wait until a worker ends, or kill it after so many seconds; return whether it was killed."""
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, -signal.SIGKILL}, f"The worker ended with {code}: see what it printed."
    return code != 0


@contextmanager
def short_patience() -> Iterator[None]:
    """Let the worker wait less long for a mail server."""
    before = mail.TIMEOUT
    mail.TIMEOUT = SECONDS  # type: ignore[assignment]
    try:
        yield
    finally:
        mail.TIMEOUT = before
