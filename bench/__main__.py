"""`python -m bench`: build a large town, start the servers, put load on them, print the table."""

import argparse
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench.data import Size, build
from bench.pages import ALONE, PAGES, Page, Visit
from bench.reports import print_reports, time_reports
from bench.servers import PAGES as PAGES_FILE
from bench.servers import free_port, running
from bench.steering import Steering
from tests.postgres import start_server
from workspace import create_app
from workspace.config import read_settings
from workspace.db import db

CONNECTIONS = 16
UNIQUE_POSTS = 4000  # more than one round can send
SECRET = "the-benchmark-is-no-secret-but-long-enough"
WEB_CORE, LOAD_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (None, None)


def main() -> None:
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="samenbord-bench-") as folder,
        _database(options, Path(folder)) as url,
    ):
        environment = {
            "DATABASE_URL": url,
            "FILES_DIR": f"{folder}/files",
            "SECRET_KEY": SECRET,
            "ENVIRONMENT": "development",
        }
        app = create_app(read_settings(environment))
        print(f"Building {options.initiatives} initiatives on {options.database} …", file=sys.stderr)
        build(app, Size(options.initiatives, _steering(options)))
        with app.app_context():
            visit = Visit(app)
            asked = [page for page in (*PAGES, *ALONE) if options.page in page.name]
            pages = [page for page in asked if _is_there(visit, page)]
            counted = {page.name: _count_queries(app, visit, page) for page in pages}
            made = _made_beforehand(visit, pages, Path(folder))
            db.session.remove()
            rounds, memory = _measure(options, environment, visit, pages, made)
        _print_table(options, pages, counted, rounds, memory)
        if options.page in "report":
            print_reports(time_reports(app, options.rounds), _steering(options).initiatives)
        if options.json:
            options.json.write_text(json.dumps(rounds, indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--initiatives", type=int, default=10_000, help="with five comments each")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each page in each round")
    parser.add_argument("--page", default="", help="only the pages with this in their name")
    parser.add_argument("--quick", action="store_true", help="a small run that only shows that it works")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    if options.quick:
        options.initiatives, options.rounds, options.seconds = 300, 1, 0.2
    return options


def _steering(options: argparse.Namespace) -> Steering:
    return Steering(30, 300, 3) if options.quick else Steering()


@contextmanager
def _database(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    if options.database == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite'}"
        return
    if WEB_CORE is not None:
        os.sched_setaffinity(0, {WEB_CORE})  # what PostgreSQL inherits: it shares the core of the web server
    server = start_server(folder / "postgresql")
    if WEB_CORE is not None:
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _is_there(visit: Visit, page: Page) -> bool:
    """Tell whether this page answers as it should; say so when it does not."""
    who, path = visit.who(page), visit.path(page)
    answer = who.post(path, data=page.sends(visit.token)) if page.sends else who.get(path)
    if answer.status_code >= 400:
        print(f"Left out: {page.name} answered {answer.status_code}.", file=sys.stderr)
    return answer.status_code < 400


def _count_queries(app: Flask, visit: Visit, page: Page) -> int:
    """Return how many statements a page sends when it has been seen before, sign-in included."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    who, path = visit.who(page), visit.path(page)
    event.listen(db.engine, "before_cursor_execute", note)
    who.post(path, data=page.sends(visit.token)) if page.sends else who.get(path)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def _made_beforehand(visit: Visit, pages: list[Page], folder: Path) -> Path:
    file = folder / "pages.json"
    limited = [page for page in pages if page.has_limit and page.at_most is None]
    made = {visit.path(p): visit.who(p).get(visit.path(p)).text for p in limited}
    file.write_text(json.dumps(made | {"/": made.get("/", "")}))
    return file


Rounds = dict[str, list[dict[str, float]]]


def _measure(
    options: argparse.Namespace, environment: dict[str, str], visit: Visit, pages: list[Page], made: Path
) -> tuple[Rounds, int]:
    """Return the figures of each page in each round, and the memory of the product's process in bytes."""
    rounds: Rounds = defaultdict(list)
    ports = [free_port() for _ in range(3)]
    limit = {PAGES_FILE: str(made)}
    with (
        running(["workspace", "run"], ports[0], environment, WEB_CORE) as product,
        running(["bench.servers", "hello", str(ports[1])], ports[1], {}, WEB_CORE),
        running(["bench.servers", "limit", str(ports[2])], ports[2], limit, WEB_CORE),
    ):
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds} …", file=sys.stderr)
            hello = _load(ports[1], [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"], options)
            rounds["hello"].append(hello)
            for page in pages:
                if page.at_most is not None:
                    rounds[page.name].append(_load(ports[0], [visit.request(page)], options, connections=1))
                    continue
                requests = [visit.request(page) for _ in range(UNIQUE_POSTS if page.sends else 1)]
                figures = _load(ports[0], requests, options)
                figures["of_hello"] = figures["per_second"] / hello["per_second"]
                if page.has_limit:
                    figures["of_limit"] = (
                        figures["per_second"] / _load(ports[2], requests, options)["per_second"]
                    )
                rounds[page.name].append(figures)
        return rounds, _memory(product)


def _load(
    port: int, requests: list[bytes], options: argparse.Namespace, *, connections: int = CONNECTIONS
) -> dict[str, float]:
    pin = (
        ["taskset", "-c", str(LOAD_CORE)]
        if LOAD_CORE is not None and Path("/usr/bin/taskset").exists()
        else []
    )
    command = [*pin, sys.executable, "-m", "bench.load", str(port), str(connections), str(options.seconds)]
    lines = b"\n".join(base64.b64encode(request) for request in requests)
    done = subprocess.run(command, input=lines, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _memory(pid: int) -> int:
    """Return the largest resident size of a server's processes, in bytes."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if int(status.parent.name) == pid or int(facts["PPid"]) == pid:
            sizes.append(int(facts.get("VmRSS", "0 kB").split()[0]) * 1024)
    return max(sizes, default=0)


COLUMNS = ("page", "req/s", "p50 ms", "p99 ms", "queries", "bytes", "× hello", "target", "× limit", "wrong")


def _print_table(
    options: argparse.Namespace, pages: list[Page], counted: dict[str, int], rounds: Rounds, memory: int
) -> None:
    print(f"\n{options.database}, {options.initiatives} initiatives, medians of {options.rounds} rounds\n")
    _print_row(*COLUMNS)
    _print_row("---", *["---:"] * (len(COLUMNS) - 1))
    _print_row("bare Flask, hello", *_speed(rounds["hello"]), "", "", "1", "", "", "")
    for page in (page for page in pages if page.at_most is None):
        found = rounds[page.name]
        # The database takes its share of the same core.
        half = 0.5 if options.database == "postgresql" else 1
        target = None if page.target is None else page.target * half
        ratio = statistics.median(one["of_hello"] for one in found)
        missed = " (missed)" if target is not None and ratio < target else ""
        _print_row(
            page.name,
            *_speed(found),
            str(counted[page.name]),
            f"{found[-1]['bytes']:.0f}",
            f"{ratio:.2f}{missed}",
            "" if target is None else f"{target:.2f}",
            f"{statistics.median(one['of_limit'] for one in found):.2f}" if page.has_limit else "",
            str(sum(int(one["failures"]) for one in found)),
        )
    alone = [page for page in pages if page.at_most is not None]
    _print_alone(_steering(options), alone, counted, rounds)
    print(f"\nMemory of the server's process: {memory / 2**20:.0f} MB.")


def _print_alone(size: Steering, pages: list[Page], counted: dict[str, int], rounds: Rounds) -> None:
    """Print how long the pages take that one person at a time reads."""
    if not pages:
        return
    print(f"\nOne reader alone: a programme of {size.initiatives} initiatives and {size.events} events,")
    print(f"and a province of {size.sharing} programmes that share\n")
    _print_row("page", "p50 ms", "p99 ms", "queries", "bytes", "at most ms", "wrong")
    _print_row("---", *["---:"] * 6)
    for page in pages:
        found = rounds[page.name]
        _per_second, p50, p99 = _speed(found)
        missed = " (missed)" if page.at_most is not None and float(p50) > page.at_most else ""
        wrong = str(sum(int(one["failures"]) for one in found))
        weight, most = f"{found[-1]['bytes']:.0f}", f"{page.at_most:.0f}"
        _print_row(page.name, f"{p50}{missed}", p99, str(counted[page.name]), weight, most, wrong)


def _speed(found: list[dict[str, float]]) -> list[str]:
    """Return requests a second, p50 and p99, the medians of the rounds."""
    forms = {"per_second": ".0f", "p50": ".1f", "p99": ".1f"}
    return [format(statistics.median(one[name] for one in found), form) for name, form in forms.items()]


def _print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
