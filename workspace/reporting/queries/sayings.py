"""What people said in a report, as it may be quoted today: a draft follows what they take back or mend."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from workspace.db import db, now
from workspace.documents import Beside, Block, Picture, Quote
from workspace.learning.models import LearningMoment, MomentPicture
from workspace.learning.queries.sight import moments_in_place, seen_by_everybody
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.reporting.models.texts import GONE, flat, mapped, pattern_of, plain

LATELY = timedelta(days=2)


class Saying(NamedTuple):
    """A moment as far as it may be quoted: what was said, by whom, with which picture."""

    moment_id: int
    what: str
    name: str  # of who says it
    as_role: str
    is_role_only: bool
    file_name: str | None
    is_shown: bool
    is_for_all: bool  # it is public, and so is where it was caught


class Sayings(dict[int, Saying]):
    """The moments that a report quotes, or may not quote any more, by their number."""

    def words(self, text: str) -> str:
        """Return a text without what may not be quoted any more: `GONE` stands in its place."""
        for saying in self.values():
            if saying.is_shown or plain(saying.what) not in plain(text):
                continue
            if not (found := pattern_of(saying.what)) or not found.search(text):
                continue
            text = found.sub(GONE, text)
            if named := pattern_of(saying.name, shortest=2):
                text = named.sub(GONE, text)
        return text

    def blocks(self, blocks: Iterable[Block], *, only_these: bool = False) -> tuple[Block, ...]:
        """Return blocks with what was said as it may be quoted today.

        What is said in a moment that is not known here may not be quoted; with `only_these` it stays.
        """
        return tuple(
            block if only_these and self._is_of_another(block) else self._block(block) for block in blocks
        )

    def _is_of_another(self, block: Block) -> bool:
        return isinstance(block, Quote | Picture) and block.moment is not None and block.moment not in self

    def _block(self, block: Block) -> Block:
        if isinstance(block, Beside):
            return Beside(self.blocks(block.story), self.blocks(block.margin))
        if isinstance(block, Quote) and block.moment is not None:
            return self._quote(block, self.get(block.moment))
        if isinstance(block, Picture) and block.moment is not None:
            return self._picture(block, self.get(block.moment))
        return mapped(block, self.words)

    def _quote(self, block: Quote, saying: Saying | None) -> Quote:
        if saying is None or not saying.is_shown:
            return replace(block, text=GONE, said_by="")
        is_same = plain(block.text).rstrip("….") in plain(saying.what)
        is_named = saying.is_role_only and saying.name and saying.name in block.said_by
        return replace(
            block,
            text=block.text if is_same else saying.what,
            said_by=saying.as_role if is_named else block.said_by,
        )

    def _picture(self, block: Picture, saying: Saying | None) -> Picture:
        if saying is None or not saying.is_shown or saying.file_name != block.file_name:
            return replace(block, file_name="", alt=GONE, caption="")
        return block


def read_sayings(report: ProgrammeReport, blocks: Iterable[Block]) -> Sayings:
    """Return the moments in these blocks, and all of the programme that may not be quoted (any more)."""
    numbers = {block.moment for block in flat(blocks) if isinstance(block, Quote | Picture)} - {None}
    hidden = or_(LearningMoment.withdrawn_at.is_not(None), LearningMoment.published_at.is_(None))
    return _read(report, or_(LearningMoment.id.in_(numbers), hidden))


def read_taken_back(report: ProgrammeReport) -> Sayings:
    """Return the moments of the programme that were taken back for good."""
    return _read(report, LearningMoment.withdrawn_at.is_not(None))


def list_drafts_to_clear() -> list[int]:
    """Return the reports that are not adopted, where something was taken back in the last days."""
    since = now() - LATELY
    query = (
        select(ProgrammeReport.id)
        .where(
            ProgrammeReport.state != ReportState.ADOPTED,
            ProgrammeReport.programme_id.in_(
                select(LearningMoment.programme_id).where(LearningMoment.withdrawn_at >= since)
            ),
        )
        .order_by(ProgrammeReport.id)
    )
    return list(db.session.scalars(query))


def hold_draft(number: int) -> ProgrammeReport | None:
    """Return a report, held until this transaction ends; None when it was adopted or removed meanwhile."""
    query = (
        select(ProgrammeReport)
        .where(ProgrammeReport.id == number, ProgrammeReport.state != ReportState.ADOPTED)
        .with_for_update(of=ProgrammeReport)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one_or_none()


def hold_sayings(report: ProgrammeReport) -> Sayings:
    """Return every moment of the programme, held: until this transaction ends nobody takes one back."""
    held = (
        select(LearningMoment.id)
        .where(LearningMoment.programme_id == report.programme_id)
        .order_by(LearningMoment.id)
        .with_for_update(read=True)
    )
    db.session.execute(held).all()
    return _read(report, LearningMoment.programme_id == report.programme_id)


def _read(report: ProgrammeReport, which: ColumnElement[bool]) -> Sayings:
    query: Any = (
        moments_in_place()
        .with_only_columns(
            LearningMoment.id, LearningMoment.what, LearningMoment.said_by, LearningMoment.said_as,
            LearningMoment.is_role_only, MomentPicture.file_name, LearningMoment.is_shown,
            func.coalesce(seen_by_everybody(), False),
        )
        .outerjoin(MomentPicture, MomentPicture.moment_id == LearningMoment.id)
        .where(LearningMoment.programme_id == report.programme_id, which)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    return Sayings({row[0]: Saying._make(row) for row in rows})
