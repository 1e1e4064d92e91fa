"""The load: one thread that keeps a number of connections busy, and writes down how long each answer took.

Run as `python -m bench.load`: a list of requests (base64, one a line) on standard input, figures as JSON out.
"""

import base64
import json
import selectors
import socket
import sys
import time
from dataclasses import asdict, dataclass
from itertools import cycle

END = b"\r\n\r\n"
LARGEST_READ = 1 << 18  # bytes
WARM_UP = 0.5  # seconds that are not counted
PATIENCE = 10  # seconds more for a first answer


@dataclass(frozen=True)
class Figures:
    """What came of one round: how many a second, how long they took in milliseconds, and what was wrong."""

    per_second: float
    p50: float
    p99: float
    bytes: int
    failures: int


class Connection:
    """One connection with one request under way."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.answer = bytearray()
        self.length = -1  # bytes of the whole answer, once the head is in

    def send(self, request: bytes) -> None:
        self.answer.clear()
        self.length = -1
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def is_done(self) -> bool:
        """Read what there is and tell whether the answer is complete; raise ConnectionError."""
        part = self.socket.recv(LARGEST_READ)
        if not part:
            raise ConnectionError
        self.answer += part
        if self.length < 0 and (head := self.answer.find(END)) >= 0:
            self.length = head + len(END) + _content_length(bytes(self.answer[:head]))
        return 0 <= self.length <= len(self.answer)

    def is_well(self) -> bool:
        return self.answer[9:10] in b"23"


def _content_length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length:")
    return int(lower[at + 15 : lower.find(b"\r\n", at) if b"\r\n" in lower[at:] else None]) if at >= 0 else 0


def run(address: tuple[str, int], requests: list[bytes], connections: int, seconds: float) -> Figures:
    """Send the requests in turn, over and over, for so many seconds."""
    selector = selectors.EpollSelector()
    todo = cycle(requests)
    for _ in range(connections):
        connection = Connection(address)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next(todo))
    took: list[float] = []
    failures = size = 0
    begin = time.perf_counter() + min(WARM_UP, seconds)
    end = begin + seconds
    while (now := time.perf_counter()) < end or (not took and now < end + PATIENCE):
        for key, _events in selector.select(timeout=1):
            connection = key.data
            if connection.is_done():
                if connection.sent_at > begin:
                    took.append(time.perf_counter() - connection.sent_at)
                    failures += not connection.is_well()
                    size = connection.length
                connection.send(next(todo))
    took.sort()
    if not took:
        return Figures(0, 0, 0, 0, 1)
    return Figures(
        per_second=len(took) / (now - begin),
        p50=took[len(took) // 2] * 1000,
        p99=took[int(len(took) * 0.99)] * 1000,
        bytes=size,
        failures=failures,
    )


def main() -> None:
    port, connections, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    requests = [base64.b64decode(line) for line in sys.stdin.read().split()]
    print(json.dumps(asdict(run(("127.0.0.1", port), requests, connections, seconds))))


if __name__ == "__main__":
    main()
