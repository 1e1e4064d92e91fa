"""All that the product wrote in its log during the tests, searched for the people who are in it.

Every worker of a run keeps a file of its own, in the form in which the product writes; servers that tests
start add theirs. What is found fails the run, with the line.
"""

import logging
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from workspace.logs import formatter

PEOPLE = Path(__file__).parent.parent / "workspace" / "demo" / "programmes" / "people.toml"
CONFTEST = Path(__file__).with_name("conftest.py")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
# Neither is somebody: the sender of the product itself, and what pages say an address looks like.
NOBODY = frozenset({"samenbord@localhost"})
IN_ENVIRONMENT = "TEST_LOGS"
SHOWN = 20
FOUND = pytest.StashKey[list[str]]()


def cast_names() -> set[str]:
    """Return the first names of the cast, as the fixtures of conftest make them."""
    return set(re.findall(r'make_user\("(\w+)"', CONFTEST.read_text()))


def demonstration_names() -> set[str]:
    """Return the whole names of the people in the demonstration."""
    return {person["name"] for person in tomllib.loads(PEOPLE.read_text())["person"]}


def finder() -> re.Pattern[str]:
    """Return what finds a person of the cast in a line: whole words, as they are written."""
    names = sorted(cast_names() | demonstration_names())
    assert len(names) > 30, "The people of the tests are not found where they are looked for"
    return re.compile(
        "|".join([rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, names))})(?![\w/-])", ADDRESS.pattern])
    )


def told_of(lines: Iterable[str]) -> list[str]:
    """Return the lines that tell of somebody."""
    find = finder()
    return [line for line in lines if any(found[0] not in NOBODY for found in find.finditer(line))]


def pytest_configure(config: pytest.Config) -> None:
    """Write what this process logs to a file; a worker of a run does so beside the others."""
    worker = getattr(config, "workerinput", {}).get("workerid", "main")
    if worker == "main":
        os.environ[IN_ENVIRONMENT] = tempfile.mkdtemp(prefix="samenbord-logs-")
    handler = logging.FileHandler(Path(os.environ[IN_ENVIRONMENT], f"{worker}.log"), delay=True)
    handler.setFormatter(formatter(as_json=True))
    logging.getLogger().addHandler(handler)
    logging.getLogger("workspace").setLevel(logging.INFO)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the run fail when the log tells of somebody; workers leave that to whoever started them."""
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(os.environ[IN_ENVIRONMENT])
    lines = (line for path in sorted(folder.glob("*.log")) for line in _lines_of(path))
    session.config.stash[FOUND] = told_of(lines)
    shutil.rmtree(folder, ignore_errors=True)
    if session.config.stash[FOUND]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Show the lines that should not be there."""
    if found := config.stash.get(FOUND, []):
        terminalreporter.section("The log tells of people of the cast", red=True)
        terminalreporter.write_line(f"{len(found)} times; log codes and numbers, never a name or an address:")
        for line in found[:SHOWN]:
            terminalreporter.write_line(f"  {line[:400]}")


def collect(text: str) -> None:
    """Add what a server wrote; called by whoever started it."""
    if folder := os.environ.get(IN_ENVIRONMENT):
        with Path(folder, f"servers-{os.getpid()}.log").open("a") as out:
            out.write(f"{text}\n")


def run_ours(
    line: Sequence[str | Path], *, check: bool = False, **how: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program of ours to its end as `subprocess.run` does, and add what it wrote in its log."""
    done = subprocess.run(line, capture_output=True, text=True, **how)
    collect(done.stderr)
    if check:
        done.check_returncode()
    return done


@contextmanager
def started(line: Sequence[str], **how: Any) -> Iterator["subprocess.Popen[str]"]:
    """Start a program of ours, stop it when the block ends, and add what it wrote in its log."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(line, stderr=log, text=True, **how)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)
            log.seek(0)
            collect(log.read())


def _lines_of(path: Path) -> Iterator[str]:
    with path.open(errors="replace") as lines:
        yield from lines
