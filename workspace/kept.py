"""Pieces of pages that are the same for many people, kept ready by what they depend on.

The one rule: a key names everything that the piece shows, as versions that rise in the transaction that
changes it. So a piece is never wrong; at worst it is made again. What belongs to one person is in
no piece of others.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from gzip import compress
from threading import Lock
from typing import TypeVar, cast

from flask import Response, current_app, request

LARGEST = 24 * 1024 * 1024  # bytes that all pieces may take together
AT_LEAST = 500  # bytes that a small piece takes with its key
Piece = TypeVar("Piece")


class Fragments:
    """The pieces of one process; the one unused for the longest time makes room."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._pieces: OrderedDict[Hashable, object] = OrderedDict()
        self._largest = largest
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """Return the piece of this key, made now if there is none."""
        with self._lock:
            if key in self._pieces:
                self._pieces.move_to_end(key)
                return cast(Piece, self._pieces[key])
        piece = make()
        with self._lock:
            if key not in self._pieces:
                self._pieces[key] = piece
                self._size += weight(piece)
            while self._size > self._largest:
                _, oldest = self._pieces.popitem(last=False)
                self._size -= weight(oldest)
        return piece


def weight(piece: object) -> int:
    """Return about how many bytes a piece takes: its texts, whatever they are packed in."""
    if isinstance(piece, str | bytes):
        return AT_LEAST + len(piece)
    if isinstance(piece, tuple | list):
        return AT_LEAST + sum(weight(part) for part in piece)
    return AT_LEAST


def fragments() -> Fragments:
    """Return the pieces that this application keeps."""
    return cast(Fragments, current_app.extensions.setdefault("fragments", Fragments()))


def small(key: Hashable, page: bytes) -> Response:
    """Return a page of visitors, packed once for all of them when their browser can unpack it.

    Never for somebody signed in: the length of packed text gives away the secrets in it (BREACH).
    """
    response = Response(page, mimetype="text/html")
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(fragments().get(("packed", key), lambda: compress(page, 6)))
        response.content_encoding = "gzip"
    return response
