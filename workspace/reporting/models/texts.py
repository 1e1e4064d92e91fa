"""Going through every text of the blocks of a report, wherever it stands in them. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from workspace.documents import Beside, Block

GONE = "\ue0f0"  # stands where something was taken back; words and pages say so
LEFT_OUT = "[…]"  # stands for the same where people go on writing
SHORTEST = 8  # letters: what is shorter, such as "Ja", is no quote where it stands in a text

AnyBlock = TypeVar("AnyBlock", bound=Block)


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return the blocks in reading order, those beside each other one by one."""
    for block in blocks:
        if isinstance(block, Beside):
            yield from flat((*block.story, *block.margin))
        else:
            yield block


def mapped(block: AnyBlock, change: Callable[[str], str]) -> AnyBlock:
    """Return the same block with each of its texts changed."""
    return replace(block, **{item.name: _mapped(getattr(block, item.name), change) for item in fields(block)})


def texts_of(blocks: Iterable[Block]) -> list[str]:
    """Return every text in these blocks."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    for block in blocks:
        mapped(block, note)
    return found


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    return mapped(value, change) if hasattr(value, "kind") else value


def plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def pattern_of(words: str, *, shortest: int = SHORTEST) -> re.Pattern[str] | None:
    """Return how to find these words in a text, however its lines break; None for what is too short."""
    parts = words.split()
    if len(" ".join(parts)) < shortest:
        return None
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(part) for part in parts) + r"(?!\w)")
