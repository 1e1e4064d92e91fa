"""A small virus scanner that speaks as clamd does (INSTREAM), and knows one virus: the EICAR test file."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# In two parts, so that no scanner takes this file for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
LARGEST = 100 * 1024 * 1024


class Scan(socketserver.StreamRequestHandler):
    """One question."""

    server: "Scanner"

    def handle(self) -> None:
        command = self._until_nul()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        if command != b"zINSTREAM":
            return
        content = self._stream()
        self.server.seen.append(content)
        self.server.waits.wait(30)
        virus = b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(self.server.says or virus)

    def _until_nul(self) -> bytes:
        told = b""
        while not told.endswith(b"\0"):
            told += self.rfile.read(1)
        return told[:-1]

    def _stream(self) -> bytes:
        content = b""
        while (length := int.from_bytes(self.rfile.read(4), "big")) and len(content) < LARGEST:
            content += self.rfile.read(length)
        return content


class Scanner(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Listens; remembers what it was shown; answers something else, or later, when told to."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, place: tuple[str, int] | str) -> None:
        if isinstance(place, str):
            self.address_family = socketserver.socket.AF_UNIX
        self.seen: list[bytes] = []
        self.says = b""
        self.waits = threading.Event()
        self.waits.set()
        super().__init__(place, Scan)  # type: ignore[arg-type]

    @property
    def setting(self) -> str:
        """What VIRUS_SCANNER says to reach it."""
        place = self.server_address
        return f"clamd://{place[0]}:{place[1]}" if isinstance(place, tuple) else f"unix:{place}"


@contextmanager
def listening(path: Path | None = None) -> Iterator[Scanner]:
    """Run a scanner until the block ends, at a free port or at this path."""
    with Scanner(str(path) if path else ("127.0.0.1", 0)) as scanner:
        thread = threading.Thread(target=scanner.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield scanner
        finally:
            scanner.waits.set()
            scanner.shutdown()
            thread.join()
