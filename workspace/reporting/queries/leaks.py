"""What in a report is for partners only, before it becomes a report for everybody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, select

from workspace.access import VISITOR
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.documents import Picture, Quote
from workspace.documents_json import from_json
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import visible_initiatives
from workspace.programmes.models import Openness
from workspace.reporting.models import ProgrammeReport, ReportSection
from workspace.reporting.models.texts import SHORTEST, flat, plain, texts_of
from workspace.reporting.queries.sayings import Sayings
from workspace.reporting.queries.whole import words_of


class LeakKind(StrEnum):
    """What it is that not everybody may read."""

    PROGRAMME = "programme"
    BOARD = "board"
    INITIATIVE = "initiative"
    MOMENT = "moment"


class Leak(NamedTuple):
    """Something for partners only, and the section in which it stands."""

    kind: LeakKind
    name: str
    section: str


def find_leaks(
    report: ProgrammeReport,
    sections: Sequence[ReportSection],
    sayings: Sayings,
    reasons: Iterable[tuple[str, str]] = (),
) -> list[Leak]:
    """Return what visitors may not see and yet stands in these sections, each once per section.

    `reasons` are why themes have nothing to tell, each with the theme. The title is looked at too.

    Found are boards and initiatives out of their sight by their names, and learning moments that are for
    partners by their number or their words.
    """
    if report.programme.openness != Openness.PUBLIC:
        return [Leak(LeakKind.PROGRAMME, report.programme.name, "")]
    names = _hidden_names(report)
    moments = [saying for saying in sayings.values() if not saying.is_for_all]
    found: list[Leak] = []
    for title, texts, quoted in _parts(report, sections, reasons):
        text = "\n".join(map(plain, texts))
        found += [Leak(kind, name, title) for kind, name in names if _names(name, text)]
        found += [
            Leak(LeakKind.MOMENT, saying.what, title)
            for saying in moments
            if saying.moment_id in quoted or (len(saying.what) >= SHORTEST and plain(saying.what) in text)
        ]
    return list(dict.fromkeys(found))


def _parts(
    report: ProgrammeReport, sections: Sequence[ReportSection], reasons: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, list[str], set[int | None]]]:
    """Yield of each part of a report its title, its texts, and the moments that it quotes."""
    yield report.title, [report.title], set()
    for section in sections:
        blocks = from_json(section.figures)
        quoted = {block.moment for block in flat(blocks) if isinstance(block, Quote | Picture)}
        # What people began from is frozen as well; a refresh takes out of that what is no longer for all.
        words = [words_of(section), section.drawn]
        yield section.title, [section.title, *words, *texts_of(blocks)], quoted - {None}
    for theme, reason in reasons:
        yield theme, [reason], set()


def list_open_boards(report: ProgrammeReport) -> set[int]:
    """Return the numbers of the boards of the programme of a report that everybody may see."""
    query = visible_boards(VISITOR).where(Board.programme_id == report.programme_id)
    return set(db.session.scalars(query.with_only_columns(Board.id)))


def _hidden_names(report: ProgrammeReport) -> list[tuple[LeakKind, str]]:
    boards = select(Board.title).where(
        Board.programme_id == report.programme_id,
        Board.id.not_in(visible_boards(VISITOR).with_only_columns(Board.id)),
    )
    initiatives = (
        select(Initiative.title)
        .join(Board, Board.id == Initiative.board_id)
        .where(
            Board.programme_id == report.programme_id,
            Initiative.id.not_in(visible_initiatives(VISITOR).with_only_columns(Initiative.id)),
        )
    )
    return [*_named(LeakKind.BOARD, boards), *_named(LeakKind.INITIATIVE, initiatives)]


def _named(kind: LeakKind, query: Select[str]) -> Iterable[tuple[LeakKind, str]]:
    return ((kind, plain(title)) for title in db.session.scalars(query))


def _names(name: str, text: str) -> bool:
    """Tell whether a text names it, as words of their own."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
