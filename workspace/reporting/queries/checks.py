"""Whether adopted reports are unchanged: their hash, and those of what people said in them."""

from typing import NamedTuple

from sqlalchemy import select

from workspace.db import db
from workspace.learning.models import Testimony
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.reporting.models.canonical import digest_of, hash_of
from workspace.reporting.queries.frozen import digests_of


class Checked(NamedTuple):
    """What a check of a report found: the hash when it was adopted, the hash now, and how many of what people
    said in it do not fit any more, though they were not taken back."""

    hash_then: str
    hash_now: str
    misfits: int

    @property
    def is_unchanged(self) -> bool:
        return self.hash_then == self.hash_now and not self.misfits


def check_report(report: ProgrammeReport) -> Checked | None:
    """Compute the hashes of an adopted report again; None for one that is still being written."""
    if report.frozen is None:
        return None
    query = select(Testimony).where(Testimony.digest.in_(digests_of(report.frozen)))
    misfits = sum(not _fits(testimony) for testimony in db.session.scalars(query))
    return Checked(report.frozen_hash or "", hash_of(report.frozen), misfits)


def _fits(testimony: Testimony) -> bool:
    """Tell whether what was said fits its digest, or was taken back whole."""
    contents = (testimony.text, testimony.said_by, testimony.file_name)
    if testimony.salt is None:
        return not any(contents)
    return digest_of(testimony.salt, [part or "" for part in contents]) == testimony.digest


def list_adopted(after: int = 0, at_most: int = 100) -> list[ProgrammeReport]:
    """Return adopted reports of all programmes by number, from after this one; for the command line."""
    query = (
        select(ProgrammeReport)
        .where(ProgrammeReport.state == ReportState.ADOPTED, ProgrammeReport.id > after)
        .order_by(ProgrammeReport.id)
        .limit(at_most)
    )
    return list(db.session.scalars(query))
