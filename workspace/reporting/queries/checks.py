"""Whether adopted reports are unchanged: their hash, and those of what people said in them."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from workspace.db import db
from workspace.learning.models import Testimony
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.reporting.models.canonical import digest_of, hash_of
from workspace.reporting.queries.frozen import digests_of


class Checked(NamedTuple):
    """What a check of a report found: the hash when it was adopted, the hash now, and how many of what people
    said in it do not fit any more, though they were not taken back. `has_same_head`: title, period, readers
    and days are those that were frozen."""

    hash_then: str
    hash_now: str
    misfits: int
    has_same_head: bool

    @property
    def is_unchanged(self) -> bool:
        return self.hash_then == self.hash_now and not self.misfits and self.has_same_head


def check_report(report: ProgrammeReport) -> Checked | None:
    """Compute the hashes of an adopted report again; None for one that is still being written."""
    if report.frozen is None:
        return None
    then, here = report.frozen_hash or "", hash_of(report.frozen)
    if then != here:  # perhaps it is not even JSON any more
        return Checked(then, here, 0, has_same_head=False)
    data = json.loads(report.frozen)
    digests = digests_of(report.frozen)
    query = select(Testimony).where(Testimony.digest.in_(digests))
    # One that is not there at all was taken out behind our back: withdrawing leaves the row.
    fitting = sum(_fits(testimony) for testimony in db.session.scalars(query))
    return Checked(then, here, len(digests) - fitting, _has_same_head(report, data))


def _has_same_head(report: ProgrammeReport, data: dict[str, Any]) -> bool:
    """Tell whether what lists and the page say of a report is what was frozen of it."""
    head = {
        "kind": report.kind.value,
        "title": report.title,
        "number": report.number,
        "replaces": report.replaces_id,
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "openness": report.openness.value,
    }
    days = {"drawn_at": report.drawn_at, "adopted_at": report.adopted_at}
    is_same = report.state == ReportState.ADOPTED and all(data.get(name) == head[name] for name in head)
    return is_same and all(at and datetime.fromisoformat(data[name]) == at for name, at in days.items())


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
    return list(db.session.scalars(query.execution_options(populate_existing=True)))
