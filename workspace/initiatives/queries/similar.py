"""Initiatives that look like what somebody is about to post, so that they find each other (N7)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import desc

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries.search import matching_any, words_in
from workspace.initiatives.queries.sight import visible_initiatives
from workspace.programmes.models import Programme

CANDIDATES = 200
SHOWN = 4
SHORT = 4  # letters; shorter words say little
# Words that are in half of all initiatives say nothing about what one is about.
COMMON = frozenset(
    words_in(
        """aan alle bij buurt deze door doen dorp eens elke even gaan geen graag haar heel hebben heeft hele
        hier hoe iedereen ieder ideeën idee initiatief inwoners kunnen maken maar meer mensen naar niet onze
        over plan samen onder sommige staan thuis toch tussen veel voor waar waarom want wanneer wat week weer
        wekelijks wel welke werken wie wij wijk willen wordt worden zelf zich zijn zoals zou zouden""",
        at_most=200,
    )
)


class Similar(NamedTuple):
    """An initiative that looks like another."""

    id: int
    title: str
    summary: str
    stage: Stage
    board: str


def list_similar(
    title: str, summary: str, *, programme_id: int, area_id: int, seen_by: Actor
) -> Sequence[Similar]:
    """Return the few initiatives in this programme or municipality that share most words, best first."""
    words = [w for w in dict.fromkeys(words_in(f"{title} {summary}")) if len(w) >= SHORT and w not in COMMON]
    query = (
        visible_initiatives(seen_by)
        .where((Board.programme_id == programme_id) | (Programme.area_id == area_id), matching_any(words))
        .with_only_columns(
            Initiative.id, Initiative.title, Initiative.summary, Initiative.stage, Board.title.label("board")
        )
        .order_by(desc(Initiative.id))
        .limit(CANDIDATES)
    )
    found = [Similar(*row) for row in db.session.execute(query)] if words else []
    scored = sorted(((_likeness(words, each), each.id, each) for each in found), reverse=True)
    return [each for score, _, each in scored if score >= _enough(words)][:SHOWN]


def _likeness(words: Sequence[str], other: Similar) -> int:
    title, text = other.title.lower(), other.summary.lower()
    return sum(2 if word in title else word in text for word in words)


def _enough(words: Sequence[str]) -> int:
    """A word of the title, or two of the text; with a single word typed, one is enough."""
    return min(2, len(words))
