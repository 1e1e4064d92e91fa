"""Keeping the blocks of a document as text, and getting the same blocks back: JSON."""

import json
from dataclasses import fields
from typing import Any

from workspace.documents import (
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
)

KINDS = (Heading, Paragraph, Bullets, Facts, Table, Note, Quote, Picture, Chart, Beside)
BY_NAME = {kind.kind: kind for kind in KINDS}


def to_json(blocks: tuple[Block, ...]) -> str:
    """Return these blocks as JSON: the same text for the same blocks."""
    return json.dumps([_as_data(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Block, ...]:
    """Return the blocks that `to_json` was given; raise ValueError for text that it does not make."""
    data = json.loads(text)
    if not isinstance(data, list):
        raise ValueError("Blocks are a list.")
    return tuple(_as_block(each) for each in data)


def _as_data(value: Any) -> Any:
    if isinstance(value, KINDS):
        names = (field.name for field in fields(value))
        return {"kind": value.kind} | {name: _as_data(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_as_data(each) for each in value]
    return value


def _as_block(data: Any) -> Block:
    kind = BY_NAME.get(data.get("kind", "")) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError("A block of no kind that we know.")
    given = {name: _as_value(value) for name, value in data.items() if name != "kind"}
    try:
        return kind(**given)
    except TypeError:
        raise ValueError(f"Not the fields of a {kind.kind}.") from None


def _as_value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_as_value(each) for each in value)
    return _as_block(value) if isinstance(value, dict) else value
