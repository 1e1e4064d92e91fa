"""A PostgreSQL that no other test uses: it can be killed, stopped, slow or full."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import sqlalchemy as sa

from tests.postgres import start_server

NAME = "samenbord"
CONNECTIONS = 40  # at most, of which the server keeps a few
SETTINGS = {"max_connections": CONNECTIONS, "max_wal_size": "64MB", "min_wal_size": "32MB"}


class Cluster:
    """One PostgreSQL with its own files, as careful with them as it is by default."""

    def __init__(self, folder: Path) -> None:
        self._server = start_server(folder)
        with self.connected("postgres") as connection:
            for name, value in SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute(
                f"CREATE DATABASE {NAME} TEMPLATE template0 LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'"
            )
        self.stop()
        self.start()

    @property
    def socket(self) -> Path:
        """The socket at which it listens."""
        return Path(sa.make_url(self._server.get_uri()).query["host"]) / ".s.PGSQL.5432"

    @property
    def url(self) -> str:
        address = sa.make_url(self._server.get_uri(driver="psycopg"))
        return address.set(database=NAME).render_as_string(hide_password=False)

    def copy_from(self, url: str) -> None:
        """Take over the tables of another database, which is quicker than making them."""
        plain = url.replace("+psycopg", "")
        tools, here = self._server.bin_path, self._server.get_uri(database=NAME)
        dump = subprocess.run([tools / "pg_dump", "--no-owner", plain], check=True, capture_output=True)
        put = [tools / "psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", here]
        subprocess.run(put, check=True, capture_output=True, input=dump.stdout)

    @contextmanager
    def connected(self, database: str = NAME) -> Iterator[psycopg.Connection]:
        """Yield a connection of a stranger; each statement is a transaction of its own."""
        with psycopg.connect(self._server.get_uri(database=database), autocommit=True) as connection:
            yield connection

    @property
    def is_alive(self) -> bool:
        return psutil.pid_exists(self._pid) and psutil.Process(self._pid).status() != psutil.STATUS_ZOMBIE

    @property
    def _pid(self) -> int:
        return int(self._server.get_postmaster_info().pid)

    def kill(self) -> None:
        """Kill it and all that works for it at once, without a last word."""
        first = psutil.Process(self._pid)
        first.suspend()  # so that it starts nobody in the place of who dies
        everybody = [*first.children(), first]
        for each in everybody:
            with suppress(psutil.NoSuchProcess):
                os.kill(each.pid, signal.SIGKILL)
        psutil.wait_procs(everybody, timeout=10)

    def stop(self) -> None:
        """Stop it as for an update: who is connected is cut off."""
        self._server.stop()

    def start(self) -> None:
        """Start it again where it was, unless it runs."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """End it and remove its files."""
        self._server.cleanup()


@contextmanager
def all_connections(cluster: Cluster) -> Iterator[None]:
    """Let others hold every connection there is, those that the server had as well."""
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> ALL(%s)"
    held: list[psycopg.Connection] = []
    try:
        until = time.monotonic() + 20
        while len(held) < CONNECTIONS and time.monotonic() < until:
            try:
                held.append(psycopg.connect(cluster._server.get_uri(database=NAME), autocommit=True))
            except psycopg.OperationalError:
                held[0].execute(cut, (NAME, [each.info.backend_pid for each in held]))
        assert len(held) == CONNECTIONS
        yield
    finally:
        for each in held:
            each.close()


class SlowRoad:
    """A road to PostgreSQL over which everything takes `delay` seconds longer, each way."""

    def __init__(self, cluster: Cluster) -> None:
        self.delay = 0.0
        self._cluster = cluster
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._let_in, daemon=True).start()

    @property
    def url(self) -> str:
        return (
            f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{NAME}?sslmode=disable&gssencmode=disable"
        )

    def close(self) -> None:
        self._door.close()

    def _let_in(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._door.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(self._cluster.socket))
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                time.sleep(self.delay)
                other.sendall(piece)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
