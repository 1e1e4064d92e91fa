"""The production server as a process of its own, to be killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import urllib3

from tests.logs import collect
from tests.mail.servers import free_port

ROOT = Path(__file__).parents[2]
SECRET = "the-faults-are-no-secret-but-long-enough"
STARTS_WITHIN = 60  # seconds; on a busy machine that runs other tests
OFTEN = "1000000 per minute"
LIMITS = ("SIGN_IN", "MAIL", "SIGN_UP", "INVITATIONS", "CODES", "POSTS", "POSTS_OF_ADDRESS")


class Nursery:
    """Where servers are forked that need not read their code from the disk again."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def fork(self, server: "Server") -> int:
        """Start this server and return the number of its process."""
        if self._process is None:
            line = [sys.executable, "-m", "tests.faults.nursery"]
            self._process = subprocess.Popen(
                line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        asked = {
            "planted": server.planted,
            "arguments": ["run"],
            "environment": dict(server.environment),
            "log": str(server.log),
        }
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """Let it go; what it started stays."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


class Server:
    """One installation: a database, a folder with its log, a port; up or down."""

    def __init__(
        self, nursery: Nursery, url: str, folder: Path, *, planted: bool = False, **settings: str
    ) -> None:
        self.port, self.folder, self.planted = free_port(), folder, planted
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        self.number = 0  # of its process; 0 when it is down
        self._nursery = nursery
        limits = {f"LIMIT_{name}": OFTEN for name in LIMITS}
        self.environment: Mapping[str, str] = {
            **os.environ,
            **limits,
            "DATABASE_URL": url.replace("postgresql+psycopg://", "postgresql://"),
            "FILES_DIR": str(folder / "files"),
            "SECRET_KEY": SECRET,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SITE_URL": self.address,
            "ENVIRONMENT": "development",
            **settings,
        }

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        collect(self.told())

    def start(self, *, cold: bool = False) -> float:
        """Start it, wait until it answers, and return how many seconds that took.

        `cold`: as a machine does, with all that Python has to read.
        """
        begin = time.monotonic()
        self.number = self._start_cold() if cold and not self.planted else self._nursery.fork(self)
        self.wait_for(200, begin + STARTS_WITHIN)
        return time.monotonic() - begin

    def _start_cold(self) -> int:
        with self.log.open("ab") as out:
            line = [sys.executable, "-m", "workspace", "run"]
            return subprocess.Popen(
                line, cwd=ROOT, env=self.environment, stdout=out, stderr=out, start_new_session=True
            ).pid

    def wait_for(self, status: int, until: float, path: str = "/gezond") -> None:
        """Wait until this page answers with this status; raise when it does not before `until`."""
        while time.monotonic() < until:
            assert self.is_alive, f"It stopped:\n{self.told()[-4000:]}"
            if self.status(path) == status:
                return
            time.sleep(0.03)
        raise AssertionError(f"No {status} from {path} in time:\n{self.told()[-4000:]}")

    def status(self, path: str) -> int | None:
        """Return the status with which this page answers now, None when nothing does."""
        try:
            return urllib3.request("GET", self.address + path, retries=False, timeout=30).status
        except urllib3.exceptions.HTTPError:
            return None

    @property
    def is_alive(self) -> bool:
        """Whether the process is there, and not only waits to be forgotten."""
        try:
            return Path(f"/proc/{self.number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    def kill(self) -> None:
        """Kill the server, its worker and its watcher at once, without a last word."""
        if self.number and self.is_alive:
            os.killpg(self.number, signal.SIGKILL)
            while self.is_alive:
                time.sleep(0.005)
        self.number = 0

    def kill_worker(self) -> None:
        """Kill the process that answers, and leave the watcher that starts another."""
        for child in self.children():
            os.kill(child, signal.SIGKILL)

    def children(self) -> list[int]:
        """Return the numbers of the processes that answer."""
        there = Path(f"/proc/{self.number}/task/{self.number}/children").read_text()
        return [int(child) for child in there.split()]

    def told(self) -> str:
        """Return all that it wrote in its log."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""
