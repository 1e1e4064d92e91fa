"""`python -m bench.soak`: two hundred people at once for ten minutes, against the production server.

Prints how long each kind of request took and what the memory of the server did, and adds a line to what
`make assure` prints at its end; ends with 1 when there was an answer of 500 or more, or memory kept rising.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from PIL import Image
from sqlalchemy import insert, select, update

from bench.__main__ import SECRET, _database
from bench.data import Size, build
from bench.servers import free_port, running
from tests.faults.figures import note
from workspace import create_app
from workspace.accounts.models import User, UserSession
from workspace.boards.models import Board
from workspace.config import read_settings
from workspace.db import db, may_write, now
from workspace.passwords import hash_password
from workspace.programmes.models import Programme

PASSWORD = "een-lang-wachtwoord-voor-allen"
SAMPLE = 5  # seconds between two looks at the memory
MOST_RISE = 0.10  # of the memory halfway, which it may still rise in the second half
OFTEN = "1000000 per minute"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--initiatives", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samenbord-soak-") as name, _database(options, Path(name)) as url:
        folder, port = Path(name), free_port()
        environment = {
            "DATABASE_URL": url,
            "FILES_DIR": f"{folder}/files",
            "SECRET_KEY": SECRET,
            "ENVIRONMENT": "development",
            "LIMIT_SIGN_IN": OFTEN,
            "LIMIT_POSTS": OFTEN,
            "LIMIT_POSTS_OF_ADDRESS": OFTEN,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "LOG_LEVEL": "warning",
        }
        app = create_app(read_settings(environment))
        build(app, Size(options.initiatives))
        people = folder / "people.json"
        people.write_text(json.dumps(_people(app, options, folder)))
        with running(["workspace", "run"], port, environment, None) as number:
            memory = _Memory(number)
            memory.start()
            _let_them(options, port, people, folder)
            memory.stopped.set()
            memory.join()
        sys.exit(_report(options, folder, memory.samples))


def _people(app: Flask, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Sign everybody in, and return what locust has to know of them."""
    photo = folder / "photo.jpg"
    out = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(out, "JPEG")
    photo.write_bytes(out.getvalue())
    cookies = SecureCookieSessionInterface().get_signing_serializer(app)
    tokens = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token")
    assert cookies is not None
    with app.app_context():
        may_write()
        moment, far = now(), now() + timedelta(days=30)
        sessions = [
            {
                "user_id": number,
                "key_hash": sha256(f"soak-{number}".encode()).hexdigest(),
                "created_at": moment,
                "last_seen_at": moment,
                "ends_at": far,
            }
            for number in range(1, options.people + 1)
        ]
        db.session.execute(insert(UserSession), sessions)
        db.session.execute(update(User).values(password_hash=hash_password(PASSWORD)))
        db.session.commit()
        boards = db.session.execute(
            select(Board.id, Board.slug, Programme.slug).join(Programme, Programme.id == Board.programme_id)
        ).all()
        emails = {row.id: row.email for row in db.session.execute(select(User.id, User.email))}
        db.session.remove()
        db.engine.dispose()
    watch = app.extensions["watch"]
    return {
        "people": [
            {
                "cookie": cookies.dumps({"_user_id": f"soak-{number}", "csrf_token": f"t{number}"}),
                "token": tokens.dumps(f"t{number}"),
                "email": emails[number],
            }
            for number in range(1, options.people + 1)
        ],
        "boards": [f"/programmas/{programme}/{slug}" for _, slug, programme in boards],
        "board_ids": [number for number, _, _ in boards],
        "watched": [watch.url(number, "iedereen") + "1" for number, _, _ in boards],
        "initiatives": options.initiatives,
        "password": PASSWORD,
        "photo": str(photo),
    }


def _let_them(options: argparse.Namespace, port: int, people: Path, folder: Path) -> None:
    line = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("people.py")), "--headless"]
    line += ["-u", str(options.people), "-r", str(max(options.people // 10, 1)), "-t", f"{options.seconds}s"]
    line += ["--host", f"http://127.0.0.1:{port}", "--csv", str(folder / "soak"), "--only-summary"]
    line += ["--loglevel", "WARNING", "--stop-timeout", "20"]
    quiet = subprocess.DEVNULL  # what went wrong stands in the figures
    subprocess.run(line, env=os.environ | {"SOAK_PEOPLE": str(people)}, stdout=quiet, stderr=quiet)


class _Memory(threading.Thread):
    """Looks at the memory of the server and its worker again and again."""

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self.number, self.samples, self.stopped = number, list[float](), threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(SAMPLE):
            self.samples.append(_megabytes(self.number))


def _megabytes(number: int) -> float:
    """Return what a process and its children hold in memory."""
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (number, *children))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _report(options: argparse.Namespace, folder: Path, memory: list[float]) -> int:
    """Print the figures; return 1 when something was wrong, else 0."""
    print(f"{options.people} people, {options.seconds} s, {options.database}, {time.strftime('%H:%M')}")
    print(f"{'':<24}{'requests':>9}{'failed':>8}{'median':>8}{'95 %':>8}{'99 %':>8}{'slowest':>9}  ms")
    total = {"Request Count": "0"}
    with (folder / "soak_stats.csv").open() as rows:
        for row in csv.DictReader(rows):
            total = row
            figures = [row["Request Count"], row["Failure Count"], row["50%"], row["95%"], row["99%"]]
            widths = zip(figures, (9, 8, 8, 8, 8), strict=True)
            told = "".join(f"{figure:>{width}}" for figure, width in widths)
            print(f"{row['Name']:<24}{told}{float(row['Max Response Time']):>9.0f}")
    with (folder / "soak_failures.csv").open() as rows:
        failures = list(csv.DictReader(rows))
    for row in failures:
        print(f"failed: {row['Method']} {row['Name']}: {row['Error']} x {row['Occurrences']}")
    broken = [row for row in failures if "HTTPError('4" not in row["Error"]]
    half = len(memory) // 2
    quarter = max(half // 4, 1)
    before, after = _mean(memory[half : half + quarter]), _mean(memory[-quarter:])
    rise = (after - before) / before if before else 0.0
    first = memory[0] if memory else 0.0
    print(f"memory: {first:.0f} MB at first, {before:.0f} halfway, {after:.0f} in the end ({rise:+.1%})")
    note(
        "soak",
        database="PostgreSQL" if options.database == "postgresql" else "SQLite",
        people=options.people,
        seconds=options.seconds,
        requests=total["Request Count"],
        failed=total.get("Failure Count", "0"),
        median=f"{total.get('50%', '?')} ms",
        slower_than_95_percent=f"{total.get('95%', '?')} ms",
        memory=f"{before:.0f} to {after:.0f} MB in the second half ({rise:+.1%})",
    )
    return int(bool(broken) or rise > MOST_RISE or int(total["Request Count"]) == 0)


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


if __name__ == "__main__":
    main()
