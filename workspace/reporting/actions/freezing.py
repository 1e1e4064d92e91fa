"""Writing a report down for good: what people said goes in as a digest, so that it can be taken out later."""

import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from workspace.db import db
from workspace.documents import Beside, Block, Picture, Quote
from workspace.documents_json import to_json
from workspace.learning.models import Testimony
from workspace.reporting.models.canonical import digest_of
from workspace.reporting.models.texts import GONE, flat, pattern_of, plain, texts_of
from workspace.reporting.queries.sayings import Saying, Sayings

SAID_BY = 210  # letters that a testimony holds of who said it
Rich = str | dict[str, Any]


@dataclass
class Freezer:
    """Turns texts and blocks into what is frozen, and keeps the testimonies that this makes."""

    sayings: Sayings
    made: dict[tuple[int, str, str, str], Testimony] = field(default_factory=dict)

    def section(self, words: Sequence[str], blocks: Sequence[Block]) -> tuple[list[Rich], list[Any]]:
        """Return the words, in as many texts, and the figures of one section as they are frozen."""
        everything = "\n".join(plain(text) for text in (*words, *texts_of(blocks)))
        of_blocks = {block.moment for block in flat(blocks) if isinstance(block, Quote | Picture)}
        quoted = [
            saying
            for saying in sorted(self.sayings.values(), key=lambda saying: -len(saying.what))
            if saying.is_shown and (saying.moment_id in of_blocks or plain(saying.what) in everything)
        ]
        needles = [needle for saying in quoted for needle in self._needles(saying)]
        rich = _splitter(needles)
        return [rich(text) for text in words], [self._block(block, rich) for block in blocks]

    def _needles(self, saying: Saying) -> list[tuple[re.Pattern[str], Callable[[str], Any]]]:
        found = [(pattern_of(saying.what), lambda said: self._refer(saying.moment_id, "text", text=said))]
        if saying.name and not saying.is_role_only:
            named = pattern_of(saying.name, shortest=2)
            found.append((named, lambda said: self._refer(saying.moment_id, "said_by", said_by=said)))
        return [(pattern, refer) for pattern, refer in found if pattern is not None]

    def _block(self, block: Block, rich: Callable[[str], Rich]) -> dict[str, Any]:
        if isinstance(block, Beside):
            story = [self._block(each, rich) for each in block.story]
            return {
                "kind": block.kind,
                "story": story,
                "margin": [self._block(b, rich) for b in block.margin],
            }
        data: dict[str, Any] = json.loads(to_json((block,)))[0]
        if isinstance(block, Quote) and block.moment is not None:
            said = {"text": block.text, "said_by": block.said_by[:SAID_BY]}
            return data | {part: self._whole(block.moment, part, **said) for part in said}
        if isinstance(block, Picture) and block.moment is not None:
            shown = {"text": block.alt, "said_by": block.caption[:SAID_BY], "file_name": block.file_name}
            places = {"alt": "text", "caption": "said_by", "file_name": "file_name"}
            return data | {place: self._whole(block.moment, part, **shown) for place, part in places.items()}
        return {name: value if name == "kind" else _rich_all(value, rich) for name, value in data.items()}

    def _whole(self, moment_id: int, part: str, **contents: str) -> Rich:
        text = contents[part]
        return {"pieces": [self._refer(moment_id, part, **contents)]} if text and text != GONE else text

    def _refer(
        self, moment_id: int, part: str, *, text: str = "", said_by: str = "", file_name: str = ""
    ) -> dict[str, str]:
        key = (moment_id, text, said_by, file_name)
        if key not in self.made:
            salt = secrets.token_hex(32)
            self.made[key] = Testimony(
                digest=digest_of(salt, (text, said_by, file_name)),
                moment_id=moment_id,
                salt=salt,
                text=text,
                said_by=said_by,
                file_name=file_name,
            )
            db.session.add(self.made[key])
        return {"testimony": self.made[key].digest, "part": part}


def _splitter(needles: list[tuple[re.Pattern[str], Callable[[str], Any]]]) -> Callable[[str], Rich]:
    """Return what splits a text around everything that somebody said; a text without stays a text."""

    def split(text: str) -> Rich:
        pieces: list[Any] = [text]
        for pattern, refer in needles:
            pieces = [new for piece in pieces for new in _split(piece, pattern, refer)]
        return text if pieces == [text] else {"pieces": pieces}

    return split


def _split(piece: Any, pattern: re.Pattern[str], refer: Callable[[str], Any]) -> list[Any]:
    if not isinstance(piece, str):
        return [piece]
    parts: list[Any] = []
    end = 0
    for found in pattern.finditer(piece):
        parts += [piece[end : found.start()], refer(found.group())]
        end = found.end()
    return [part for part in (*parts, piece[end:]) if part != ""] or [piece]


def _rich_all(value: Any, rich: Callable[[str], Rich]) -> Any:
    if isinstance(value, str):
        return rich(value)
    return [_rich_all(each, rich) for each in value] if isinstance(value, list) else value
