"""`python -m bench.retention`: what letting go of what was kept long enough asks of a large installation.

Prints for each step how many were done, how many transactions that wrote took how long at most, and how many
statements; and what memory did. Nothing else is written while one of those transactions lasts on SQLite.
"""

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import delete, event, insert, update

from bench.__main__ import SECRET, _database
from bench.data import PROGRAMMES, Size, build
from workspace import create_app
from workspace.accounts.models import User
from workspace.config import read_settings
from workspace.db import db, is_writing, now
from workspace.mail.models import OutgoingMail
from workspace.privacy.cli import periods
from workspace.privacy.models import InactivityWarning
from workspace.programmes.models import Programme

LONG_AGO = date(2019, 1, 1)
FIRST = 1001  # the number of the first person who is added to those of the town
AT_ONCE = 5000  # rows in one statement
RUNS = 2
HEAD = f"{'step':13}{'done':>7}{'transactions':>14}{'longest ms':>12}{'statements':>12}{'most':>6}"


@dataclass
class Measured:
    """What one step asked."""

    done: int = 0
    transactions: int = 0
    statements: int = 0
    most_statements: int = 0
    longest: float = 0.0  # seconds for which nobody else could write
    whole: float = 0.0  # seconds


class Watch:
    """Counts statements and how long transactions that write last, of the step that is under way."""

    def __init__(self) -> None:
        self.now = Measured()
        self._began, self._sent = 0.0, 0

    def begin(self, *_: Any) -> None:
        self._began, self._sent = (time.perf_counter() if is_writing() else 0.0), 0

    def send(self, *_: Any) -> None:
        self.now.statements += 1
        self._sent += 1

    def end(self, *_: Any) -> None:
        if self._began and self._sent:
            self.now.transactions += 1
            self.now.longest = max(self.now.longest, time.perf_counter() - self._began)
            self.now.most_statements = max(self.now.most_statements, self._sent)
        self._began = 0.0


def main() -> None:
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="samenbord-bench-") as folder,
        _database(options, Path(folder)) as url,
    ):
        environment = {"DATABASE_URL": url, "FILES_DIR": f"{folder}/files", "SECRET_KEY": SECRET}
        app = create_app(read_settings({**environment, "MAIL_SERVER": "127.0.0.1"}))
        build(app, Size(options.initiatives * PROGRAMMES))
        with app.app_context():
            _age(options)
            print(
                f"{'step':13}{'done':>7}{'transactions':>14}{'longest ms':>12}{'statements':>12}{'most':>6}"
            )
            for turn in range(RUNS):
                _print(turn + 1, _run(app.extensions["settings"]))
                _let_warnings_end()


def _age(options: argparse.Namespace) -> None:
    """Add the people, most of them here today, and let one programme be long over."""
    last = FIRST + options.people
    rows = [
        {
            "id": number,
            "email": f"mens{number}@example.nl",
            "name": f"Mens {number}",
            "confirmed_at": now(),
            "last_seen_on": LONG_AGO if number < FIRST + options.inactive else now().date(),
        }
        for number in range(FIRST, last)
    ]
    for begin in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(User), rows[begin : begin + AT_ONCE])
    db.session.execute(update(Programme).where(Programme.id == 1).values(ends_on=date(2020, 1, 1)))
    db.session.execute(update(User).where(User.id < FIRST).values(last_seen_on=now().date()))
    db.session.commit()


def _run(settings: Any) -> dict[str, Measured]:
    found: dict[str, Measured] = defaultdict(Measured)
    with watching() as watch:
        for name, step in periods.steps(settings).items():
            watch.now, began = found[name], time.perf_counter()
            found[name].done = step()
            found[name].whole = time.perf_counter() - began
    return found


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    listeners = (
        ("begin", watch.begin),
        ("before_cursor_execute", watch.send),
        ("commit", watch.end),
        ("rollback", watch.end),
    )
    for name, listener in listeners:
        event.listen(db.engine, name, listener)
    yield watch
    for name, listener in listeners:
        event.remove(db.engine, name, listener)


def _print(turn: int, found: dict[str, Measured]) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"run {turn}: {sum(each.whole for each in found.values()):.1f} s, memory {memory} MB at most so far"
    )
    for name, each in found.items():
        if each.done or each.longest > 0.01:
            print(
                f"{name:13}{each.done:7}{each.transactions:14}{each.longest * 1000:12.1f}"
                f"{each.statements:12}{each.most_statements:6}"
            )


def _let_warnings_end() -> None:
    """Let the thirty days be over of who was warned, so that the next run takes their names."""
    db.session.execute(update(InactivityWarning).values(warned_at=now(), due_at=now()))
    db.session.execute(delete(OutgoingMail))
    db.session.commit()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.retention", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--initiatives", type=int, default=2000, help="of the programme that is over")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--inactive", type=int, default=2000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
