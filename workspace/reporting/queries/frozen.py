"""Reading an adopted report back: what people said is put in again, as far as they did not take it back."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from workspace.db import db
from workspace.documents import Block, Picture
from workspace.documents_json import from_json
from workspace.learning.models import LearningMoment, Testimony
from workspace.reporting.models.canonical import canonical
from workspace.reporting.models.texts import GONE


class Thawed(NamedTuple):
    """What an adopted report says, as data with whole texts.

    `withdrawn_at` is when something was last taken back, `hidden_at` when something that is hidden now was
    hidden by who moderates; None when nothing was.
    """

    data: dict[str, Any]
    withdrawn_at: datetime | None
    hidden_at: datetime | None


def thaw(frozen: str) -> Thawed:
    """Return what this canonical JSON says, with what people said put back, or `GONE` in its place."""
    data = json.loads(frozen)
    found = db.session.execute(
        select(
            Testimony.digest,
            Testimony.text,
            Testimony.said_by,
            Testimony.file_name,
            Testimony.salt,
            Testimony.withdrawn_at,
            LearningMoment.hidden_at,
        )
        .join(LearningMoment, LearningMoment.id == Testimony.moment_id)
        .where(Testimony.digest.in_(sorted(set(_digests(data)))))
    ).all()
    said = {row.digest: row._mapping for row in found if row.salt is not None and row.hidden_at is None}
    days = [row.withdrawn_at for row in found if row.salt is None and row.withdrawn_at is not None]
    hidden = [row.hidden_at for row in found if row.salt is not None and row.hidden_at is not None]
    return Thawed(_filled(data, said), max(days, default=None), max(hidden, default=None))


def digests_of(frozen: str) -> list[str]:
    """Return the digests of what people said in this canonical JSON, each once."""
    return sorted(set(_digests(json.loads(frozen))))


def blocks_of(figures: list[Any]) -> tuple[Block, ...]:
    """Return the blocks of a thawed section; a picture that was taken back has no file any more."""
    blocks = from_json(canonical(figures))
    return tuple(
        Picture("", GONE) if isinstance(block, Picture) and GONE in block.file_name else block
        for block in blocks
    )


def _digests(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if "testimony" in data:
            yield data["testimony"]
        for each in data.values():
            yield from _digests(each)
    elif isinstance(data, list):
        for each in data:
            yield from _digests(each)


def _filled(data: Any, said: dict[str, Any]) -> Any:
    if isinstance(data, dict) and "pieces" in data:
        return "".join(_piece(piece, said) for piece in data["pieces"])
    if isinstance(data, dict):
        return {name: _filled(value, said) for name, value in data.items()}
    return [_filled(each, said) for each in data] if isinstance(data, list) else data


def _piece(piece: Any, said: dict[str, Any]) -> str:
    if isinstance(piece, str):
        return piece
    contents = said.get(piece["testimony"])
    return GONE if contents is None else str(contents[piece["part"]] or "")
