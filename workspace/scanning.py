"""A look for viruses at what people upload, by a scanner that speaks as ClamAV does.

The contents go over a socket (INSTREAM, see clamd(8)): the scanner needs no right to our files, no file is
written before it was looked at, and nothing that a person typed comes on a command line. Without the setting
VIRUS_SCANNER nothing is asked. With it, what was not looked at is not kept.
"""

import socket
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, has_app_context

SECONDS = 20  # that a scanner may take for one answer
CHUNK = 64 * 1024  # bytes
LONGEST_ANSWER = 1000  # bytes
CLEAN = "stream: OK"


class Refused(Exception):
    """This was not found to be clean, so it is not kept."""


class Infected(Refused):
    """The scanner found something in it."""


class NotScanned(Refused):
    """The scanner did not say."""


@dataclass(frozen=True)
class Scanner:
    """Where a scanner listens: a host and port, or the path of a socket on this machine."""

    place: tuple[str, int] | str

    def look_at(self, content: bytes) -> None:
        """Return when the scanner says that this is clean; raise Infected or NotScanned."""
        parts = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
        told = self._ask(b"zINSTREAM\0", *(_chunk(part) for part in parts), _chunk(b""))
        if told.endswith("FOUND"):
            raise Infected
        if told != CLEAN:
            raise NotScanned

    def is_there(self) -> bool:
        """Tell whether the scanner answers."""
        try:
            return self._ask(b"zPING\0") == "PONG"
        except NotScanned:
            return False

    def _ask(self, *parts: bytes) -> str:
        try:
            with closing(self._connect()) as line:
                for part in parts:
                    line.sendall(part)
                return _read(line)
        except OSError as problem:
            raise NotScanned from problem

    def _connect(self) -> socket.socket:
        if isinstance(self.place, tuple):
            return socket.create_connection(self.place, SECONDS)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(self.place)
        return line


def _chunk(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _read(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        told += more
    return told.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def scanner_at(address: str) -> Scanner | None:
    """Return the scanner of a setting, `clamd://host:port` or `unix:/path`; raise ValueError for another."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme == "clamd" and parts.hostname:
        return Scanner((parts.hostname, parts.port or 3310))
    if parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc:
        return Scanner(parts.path)
    raise ValueError(address)


def look_at(content: bytes) -> None:
    """Have an upload looked at, if this installation has a scanner; raise Infected or NotScanned.

    Takes its time: call it while nobody waits.
    """
    scanner: Scanner | None = current_app.extensions["virus_scanner"] if has_app_context() else None
    if scanner is not None:
        scanner.look_at(content)
