"""What shows that a claim holds: as pages show it, its file, and the piece that is taken back."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, null, or_, select

from workspace.borging.models import BorgingAspect, Evidence, EvidenceKind
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.programmes.models import FundingStream


class EvidenceRow(NamedTuple):
    """What shows that a claim holds: some words, and what its kind asks for."""

    text: str
    link: str
    added_at: datetime
    id: int = 0
    kind: EvidenceKind = EvidenceKind.TEXT
    said_by: str = ""
    said_on: date | None = None
    runs_until: date | None = None
    amount_cents: int | None = None
    file_title: str = ""
    file_size: int = 0
    is_taken_back: bool = False
    stream: str | None = None
    stream_ends_on: date | None = None

    @property
    def lasts_until(self) -> date | None:
        """The last day of the agreement or the money: that of the stream when it ends before."""
        return min(filter(None, (self.runs_until, self.stream_ends_on)), default=None)


class Granted(NamedTuple):
    """The money promised for each year, in cents, and the day until which all of it lasts, if it ends."""

    cents: int
    until: date | None


class FileRow(NamedTuple):
    """A file that was given as evidence: our name for it, and the name it is shown and saved under."""

    name: str
    title: str


def evidence_before(initiative_id: int, until: datetime | None) -> dict[int, tuple[EvidenceRow, ...]]:
    """Return by aspect what counted as evidence before this moment, or counts now, in one query."""
    asked: dict[str, Any] = {"initiative_id": initiative_id} | ({"until": until} if until else {})
    found: dict[int, list[EvidenceRow]] = {}
    for aspect_id, *shows in db.session.execute(_evidence(until is not None), asked):
        found.setdefault(aspect_id, []).append(EvidenceRow(*shows))
    return {aspect_id: tuple(rows) for aspect_id, rows in found.items()}


def granted_on(evidence: Iterable[EvidenceRow], on: date) -> Granted | None:
    """Return what this evidence says that is granted a year on this day, or None when it says nothing."""
    lasting = [
        (each.amount_cents, each.lasts_until)
        for each in evidence
        if each.amount_cents is not None and (each.lasts_until is None or each.lasts_until >= on)
    ]
    if not lasting:
        return None
    ends = [until for _, until in lasting if until is not None]
    return Granted(sum(cents for cents, _ in lasting), min(ends, default=None))


def get_evidence(initiative: Initiative, evidence_id: int) -> tuple[BorgingAspect, Evidence]:
    """Return a piece of evidence that was not taken back, with its aspect; raise NoResultFound."""
    query = (
        select(BorgingAspect, Evidence)
        .join(Evidence, Evidence.aspect_id == BorgingAspect.id)
        .where(
            BorgingAspect.initiative_id == initiative.id,
            Evidence.id == evidence_id,
            Evidence.withdrawn_at.is_(None),
        )
    )
    aspect, evidence = db.session.execute(query).one()
    return aspect, evidence


def count_evidence(aspect: BorgingAspect) -> int:
    """Return how many pieces of evidence an aspect rests on, without those that were taken back."""
    live = (Evidence.aspect_id == aspect.id, Evidence.withdrawn_at.is_(None))
    return 0 if aspect.id is None else db.session.scalar(select(func.count()).where(*live)) or 0


def get_evidence_file(initiative: Initiative, evidence_id: int) -> FileRow:
    """Return a file of an initiative the reader was shown; raise NoResultFound, also when it was taken back.

    Pictures of earlier days go on naming what was taken back: perhaps it should never have been shown.
    """
    query = (
        select(Evidence.file_name, Evidence.file_title)
        .join(BorgingAspect, BorgingAspect.id == Evidence.aspect_id)
        .where(
            BorgingAspect.initiative_id == initiative.id,
            Evidence.id == evidence_id,
            Evidence.file_name != "",
            Evidence.withdrawn_at.is_(None),
        )
    )
    return FileRow(*db.session.execute(query).one())


@cache
def _evidence(earlier: bool) -> Select[*tuple[Any, ...]]:
    """Return the statement, made once: making it costs more than running it."""
    query = (
        select(
            Evidence.aspect_id,
            Evidence.text,
            Evidence.link,
            Evidence.added_at,
            Evidence.id,
            Evidence.kind,
            Evidence.said_by,
            Evidence.said_on,
            Evidence.runs_until,
            Evidence.amount_cents,
            Evidence.file_title,
            Evidence.file_size,
            Evidence.withdrawn_at.is_not(None),
            FundingStream.name,
            # When a stream ends may be said anew; the picture of an earlier day does not change with it.
            null() if earlier else FundingStream.ends_on,
        )
        .join(BorgingAspect, BorgingAspect.id == Evidence.aspect_id)
        .outerjoin(FundingStream, FundingStream.id == Evidence.funding_stream_id)
        .where(BorgingAspect.initiative_id == bindparam("initiative_id"))
        .order_by(Evidence.id)
    )
    if not earlier:
        return query.where(Evidence.withdrawn_at.is_(None))
    until: BindParameter[Any] = bindparam("until")
    still_there = or_(Evidence.withdrawn_at.is_(None), Evidence.withdrawn_at >= until)
    return query.where(Evidence.added_at < until, still_there)
