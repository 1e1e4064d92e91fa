"""What differs between two texts, word by word: what went and what came."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

WORD = re.compile(r"\s+|\w+|[^\w\s]")
AT_MOST = 4_000_000  # comparisons of two words; longer stretches are told as a whole


class Piece(NamedTuple):
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return how one text became the other, as stretches in reading order.

    Lines that are the same are set aside first, so that long texts do not take long.
    """
    return _joined(_compare(before.splitlines(keepends=True), after.splitlines(keepends=True), by_line=True))


def _compare(before: list[str], after: list[str], *, by_line: bool) -> Iterator[Piece]:
    for what, start, end, start_after, end_after in SequenceMatcher(None, before, after).get_opcodes():
        gone, new = "".join(before[start:end]), "".join(after[start_after:end_after])
        if what == "equal":
            yield Piece("same", gone)
        elif by_line and what == "replace":
            yield from _by_word(gone, new)
        else:
            yield Piece("gone", gone)
            yield Piece("new", new)


def _by_word(gone: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(gone), WORD.findall(new)
    if len(before) * len(after) > AT_MOST:
        yield from (Piece("gone", gone), Piece("new", new))
        return
    yield from _compare(before, after, by_line=False)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            piece = Piece(piece.kind, joined.pop().text + piece.text)
        joined.append(piece)
    return joined
