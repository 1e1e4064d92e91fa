"""The production server: starts, answers, refuses plainly, and stops when asked."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.logs import collect, run_ours
from workspace.server import PortTaken, behind_proxies, check_port

# Each command is a process of its own, with a SQLite of its own.
pytestmark = [pytest.mark.slow, pytest.mark.once]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path, port) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'run.sqlite'}",
        "FILES_DIR": str(tmp_path / "files"),
        "PORT": str(port),
    }


def command(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "workspace", *words]
    return run_ours(line, cwd=ROOT, env=environment, timeout=60)


def wait_for(port: int) -> None:
    for _ in range(600):  # a minute: two cores may have much else to do
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The server does not listen")


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_it_serves_on_several_threads_and_stops_cleanly(environment, port):
    assert command("db", "upgrade", environment=environment).returncode == 0
    line = [sys.executable, "-m", "workspace", "run"]
    server = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(port)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(status, [f"http://127.0.0.1:{port}/"] * 40))
        assert set(answers) == {200}
        taken = command("run", environment=environment)
        assert taken.returncode == 1 and f"Cannot listen at 127.0.0.1:{port}" in taken.stderr
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    finally:
        server.kill()
        _, told = server.communicate()
        collect(told)
    assert "Traceback" not in told


def test_it_refuses_to_run_without_tables(environment):
    refused = command("run", environment=environment)
    assert refused.returncode == 1 and "db upgrade" in refused.stderr


def test_a_port_in_use_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            check_port("127.0.0.1", other.getsockname()[1])


def test_only_as_many_proxies_as_were_set_are_believed():
    def wsgi(environ, start_response):
        return [environ["REMOTE_ADDR"]]

    forged = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 5.6.7.8"}
    assert behind_proxies(wsgi, 0)(dict(forged), None) == ["10.0.0.1"]
    assert behind_proxies(wsgi, 1)(dict(forged), None) == ["5.6.7.8"]


@pytest.mark.parametrize(
    ("count", "sender", "claimed", "is_wrong"),
    [
        (0, "127.0.0.1", "5.6.7.8", True),
        (0, "10.1.2.3", "5.6.7.8", True),
        (0, "5.6.7.8", "1.2.3.4", False),  # a visitor who claims something
        (0, "127.0.0.1", "", False),
        (1, "127.0.0.1", "5.6.7.8", False),
        (1, "127.0.0.1", "", False),  # a supervisor that asks whether we live
        (1, "127.0.0.1", "1.2.3.4, 5.6.7.8", False),
        (2, "127.0.0.1", "5.6.7.8", True),
        (0, "unix:", "5.6.7.8", False),
    ],
)
def test_the_server_says_once_that_the_number_of_proxies_is_wrong(count, sender, claimed, is_wrong, caplog):
    served = behind_proxies(lambda *_: [], count)
    for _ in range(2):
        served({"REMOTE_ADDR": sender, "HTTP_X_FORWARDED_FOR": claimed}, None)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == is_wrong
    assert not any("5.6.7.8" in line for line in said)
