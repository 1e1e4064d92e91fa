"""All processes count tries together, whatever becomes of a request, and go on when they cannot."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from tests.client import StrictClient
from tests.logs import run_ours
from workspace.accounts.models import User
from workspace.counts import Counts, CountsInFile, counts_at
from workspace.limits import forget_old_counts, limiter

OTHER_PROCESS = """
import sys
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
import workspace.counts

storage = storage_from_string(sys.argv[1], secret="s")
allowed = [FixedWindowRateLimiter(storage).hit(parse("10 per hour"), "scope", "192.0.2.7") for _ in range(8)]
print(sum(allowed))
"""


@pytest.fixture
def counts(app: Flask) -> Iterator[Counts]:
    """The counts of this installation."""
    assert isinstance(limiter.storage, Counts)
    limiter.storage.reset()
    yield limiter.storage
    limiter.storage.reset()


def other_process(url: str) -> int:
    """Return how many tries were allowed to another process."""
    command = [sys.executable, "-c", OTHER_PROCESS, url]
    return int(run_ours(command, cwd=Path(__file__).parents[2], timeout=60, check=True).stdout)


def test_two_processes_at_once_share_one_count(counts: Counts, database_url: str):
    with ThreadPoolExecutor(2) as both:
        assert sum(both.map(other_process, [counts_at(database_url)] * 2)) == 10


def test_a_count_holds_nobodys_address(counts: Counts):
    counts.incr("password/192.0.2.1", 60)
    rows = counts._rows("SELECT * FROM limit_count")
    assert len(rows) == 1 and "192.0.2.1" not in str(rows)
    assert counts.get("password/192.0.2.1") == 1
    assert counts.get_expiry("password/192.0.2.1") > time.time()


def test_a_new_while_begins_at_nothing_and_old_counts_go(counts: Counts):
    with time_machine.travel(time.time() - 7200):
        assert [counts.incr("a", 60), counts.incr("a", 60)] == [1, 2]
        counts.incr("b", 60)
    assert counts.get("a") == 0
    assert counts.incr("a", 60) == 1
    forget_old_counts()
    assert len(counts._rows("SELECT 1 FROM limit_count")) == 1


@pytest.mark.usefixtures("limits")
def test_a_try_counts_when_its_request_is_undone(counts: Counts, client: StrictClient, rachida: User):
    for _ in range(10):
        client.post("/inloggen", data={"email": rachida.email, "password": "niet het goede"})
    answer = client.post("/inloggen", data={"email": rachida.email, "password": "niet het goede"})
    assert answer.status_code == 429
    assert counts._rows("SELECT 1 FROM limit_count")


@pytest.mark.once
@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/samen.sqlite", "postgresql://nobody@127.0.0.1:9/no"]
)
def test_without_a_store_each_process_counts_for_itself(url: str, caplog: pytest.LogCaptureFixture):
    from limits.storage import storage_from_string

    storage = storage_from_string(counts_at(url), secret="s")
    strategy = FixedWindowRateLimiter(storage)
    allowed = [strategy.hit(parse("10 per hour"), "scope", "192.0.2.7") for _ in range(12)]
    assert allowed == [True] * 10 + [False] * 2
    assert not storage.check()
    assert caplog.text.count("for itself") == 1
    assert "192.0.2.7" not in caplog.text


@pytest.mark.once
def test_counting_together_begins_again_by_itself(tmp_path: Path):
    folder = tmp_path / "later"
    storage = CountsInFile(counts_at(f"sqlite:///{folder}/samen.sqlite"))
    assert storage.incr("a", 60) == 1
    folder.mkdir()
    storage._back_at = 0
    assert storage.incr("a", 60) == 1 and storage.check()
    storage.close()
    assert (folder / "samen.sqlite-limits").exists()
