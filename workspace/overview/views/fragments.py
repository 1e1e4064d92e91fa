"""Pieces of pages that are the same for many people, kept ready by what they depend on.

The one rule: a key names everything that the piece shows, as versions that rise in the transaction that
changes it. So a piece is never wrong; at worst it is made again. Nothing that belongs to one person is in it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from flask import current_app

KEPT = 300  # pieces, of up to some 100 kB each
Piece = TypeVar("Piece")


class Fragments:
    """The pieces of one process; the one unused for the longest time makes room."""

    def __init__(self, size: int = KEPT) -> None:
        self._pieces: OrderedDict[Hashable, object] = OrderedDict()
        self._size = size
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """Return the piece of this key, made now if there is none."""
        with self._lock:
            if key in self._pieces:
                self._pieces.move_to_end(key)
                return cast(Piece, self._pieces[key])
        piece = make()
        with self._lock:
            self._pieces[key] = piece
            while len(self._pieces) > self._size:
                self._pieces.popitem(last=False)
        return piece


def fragments() -> Fragments:
    """Return the pieces that this application keeps."""
    return cast(Fragments, current_app.extensions.setdefault("fragments", Fragments()))
