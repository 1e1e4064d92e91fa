"""A whole report as it reads: a draft from its sections, an adopted one from what was frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.documents import Block
from workspace.documents_json import from_json
from workspace.programmes.models import Openness
from workspace.reporting.models import ProgrammeReport, ReportKind, ReportSection, ReportState
from workspace.reporting.models.texts import GONE, LEFT_OUT
from workspace.reporting.queries.frozen import blocks_of, thaw
from workspace.reporting.queries.reports import Version, find_versions, list_sections
from workspace.reporting.queries.sayings import read_sayings


@dataclass(frozen=True)
class WholeSection:
    """A section as it reads. `GONE` (models.texts) stands in its texts where something was taken back.

    `has_news`: the facts say something else since the words were edited.
    """

    id: int
    key: str
    board_id: int | None
    board: str
    title: str
    words: str
    blocks: tuple[Block, ...]
    is_edited: bool
    has_news: bool = False


@dataclass(frozen=True)
class WholeReport:
    """A report with all that its page and its files show. `withdrawn_at`: when something was last taken back
    from it after it was adopted; `hidden_at`: when something in it was hidden by who moderates."""

    id: int
    programme_id: int
    programme: str
    slug: str
    kind: ReportKind
    title: str
    starts_on: date
    ends_on: date
    due_on: date | None
    openness: Openness
    state: ReportState
    number: int
    made_at: datetime
    drawn_at: datetime
    react_by: date | None
    adopted_at: datetime | None
    adopted_by: str | None
    frozen_hash: str | None
    before: Version | None
    after: Version | None
    sections: tuple[WholeSection, ...]
    reasons: tuple[tuple[str, bool, str], ...]  # theme, is it about obstacles, why there is none
    withdrawn_at: datetime | None = None
    hidden_at: datetime | None = None


def read_whole_report(report: ProgrammeReport, actor: Actor) -> WholeReport:
    """Return all of a report that this person was shown (`get_report`), in a handful of queries."""
    if report.frozen is None:
        return _whole(report, actor, title=report.title, sections=_drawn_sections(report))
    said = thaw(report.frozen)
    rows = {(row.key, row.board_id): row.id for row in list_sections(report)}
    return _whole(
        report,
        actor,
        title=said.data["title"],
        sections=tuple(_frozen_section(data, rows) for data in said.data["sections"]),
        reasons=tuple(
            (each["board"], each["about"] == "obstacle", each["reason"]) for each in said.data["nothing"]
        ),
        withdrawn_at=said.withdrawn_at,
        hidden_at=said.hidden_at,
    )


def _whole(report: ProgrammeReport, actor: Actor, **more: Any) -> WholeReport:
    before, after = find_versions(report, actor)
    return WholeReport(
        id=report.id,
        programme_id=report.programme_id,
        programme=report.programme.name,
        slug=report.programme.slug,
        kind=report.kind,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        due_on=report.due_on,
        openness=report.openness,
        state=report.state,
        number=report.number,
        made_at=report.made_at,
        drawn_at=report.drawn_at,
        react_by=report.react_by,
        adopted_at=report.adopted_at,
        adopted_by=report.adopted_by.name if report.adopted_by else None,
        frozen_hash=report.frozen_hash,
        before=before,
        after=after,
        **{"reasons": (), **more},
    )


def _drawn_sections(report: ProgrammeReport) -> tuple[WholeSection, ...]:
    rows = list_sections(report)
    figures = [from_json(row.figures) for row in rows]
    sayings = read_sayings(report, [block for blocks in figures for block in blocks])
    titles = read_titles({row.board_id for row in rows if row.board_id is not None})
    return tuple(
        WholeSection(
            id=row.id,
            key=row.key,
            board_id=row.board_id,
            board=titles.get(row.board_id or 0, ""),
            title=row.title,
            words=sayings.words(words_of(row)),
            blocks=sayings.blocks(blocks),
            is_edited=row.edited is not None,
            has_news=has_news(row),
        )
        for row, blocks in zip(rows, figures, strict=True)
    )


class ShownWords(NamedTuple):
    """The words of a section without what was taken back: as they are, as drawn now and when last edited."""

    own: str
    drawn: str
    drawn_before: str


def read_shown_words(report: ProgrammeReport, section: ReportSection) -> ShownWords:
    """Return the words of a section for its writers, with `LEFT_OUT` where some were taken back."""
    sayings = read_sayings(report, ())
    texts = (words_of(section), section.drawn, section.edited_from or "")
    return ShownWords(*(sayings.words(text).replace(GONE, LEFT_OUT) for text in texts))


def words_of(section: ReportSection) -> str:
    """Return the words of a section: what people made of them, or else what was drawn."""
    return section.drawn if section.edited is None else section.edited


def has_news(section: ReportSection) -> bool:
    """Tell whether the facts say something else than when its words were edited."""
    return section.edited is not None and section.edited_from != section.drawn


def read_titles(numbers: set[int]) -> dict[int, str]:
    """Return the titles of these boards by number."""
    if not numbers:
        return {}
    rows = db.session.execute(select(Board.id, Board.title).where(Board.id.in_(numbers)))
    return {row.id: row.title for row in rows}


def _frozen_section(data: dict[str, Any], rows: dict[tuple[str, int | None], int]) -> WholeSection:
    return WholeSection(
        id=rows.get((data["key"], data["board_id"]), 0),
        key=data["key"],
        board_id=data["board_id"],
        board=data["board"],
        title=data["title"],
        words=data["words"],
        blocks=blocks_of(data["figures"]),
        is_edited=data["edited"],
    )
