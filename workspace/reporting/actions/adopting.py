"""Adopting a report: from then on it never changes. And a new version of it, which is a draft again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.documents import Block
from workspace.documents_json import from_json, to_json
from workspace.programmes.models import Openness
from workspace.reporting.actions.drawing import tell_of_report
from workspace.reporting.actions.freezing import Freezer, Rich
from workspace.reporting.models import (
    NothingToTell,
    PlanLine,
    ProgrammeReport,
    ReportSection,
    ReportState,
)
from workspace.reporting.models.canonical import canonical, hash_of
from workspace.reporting.models.settled import Settled, refuse_when_settled
from workspace.reporting.models.texts import GONE, LEFT_OUT, texts_of
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.checklist import Side, list_missing, list_sides
from workspace.reporting.queries.frozen import blocks_of, thaw
from workspace.reporting.queries.leaks import Leak, find_leaks, list_open_boards
from workspace.reporting.queries.reports import list_sections
from workspace.reporting.queries.sayings import Sayings, hold_sayings, read_sayings
from workspace.reporting.queries.whole import read_titles, words_of


class Incomplete(Exception):
    """A theme has no success or no obstacle yet, and nobody said why (N27)."""

    def __init__(self, missing: Sequence[Side]) -> None:
        super().__init__()
        self.missing = missing


class NotForAll(Exception):
    """Something in the report is for partners only, so the report cannot be for everybody."""

    def __init__(self, leaks: Sequence[Leak]) -> None:
        super().__init__()
        self.leaks = leaks


def adopt_report(report: ProgrammeReport, *, openness: Openness, by: Actor) -> None:
    """Adopt a report, which is held, and freeze it with its facts.

    Raise Settled when somebody was first, Incomplete when it lacks what N27 asks, NotForAll when it should
    be public and shows what is for partners only.
    """
    require(policy.may_adopt(by, report))
    refuse_when_settled(report)
    sayings = hold_sayings(report)
    if missing := list_missing(report):
        raise Incomplete(missing)
    rows, sides = list_sections(report), _sides_told(report, openness)
    reasons = [(side.board, side.reason or "") for side in sides]
    if openness == Openness.PUBLIC and (leaks := find_leaks(report, rows, sayings, reasons)):
        raise NotForAll(leaks)
    at = now()
    frozen = canonical(_contents(report, rows, sides, sayings, openness, at))
    for row in rows:  # what was said stands in the testimonies only, so that it can be taken out
        row.drawn, row.figures, row.edited, row.edited_from = "", "[]", None, None
    report.state, report.openness = ReportState.ADOPTED, openness
    report.adopted_at, report.adopted_by_id = at, by.signed_in_id()
    report.frozen, report.frozen_hash = frozen, hash_of(frozen)
    tell_of_report(
        "programme_report_adopted",
        report,
        by=by,
        is_public=openness == Openness.PUBLIC,
        hash=report.frozen_hash,
    )


def _sides_told(report: ProgrammeReport, openness: Openness) -> list[Side]:
    """Return the sides of which the report says why there is nothing to tell.

    Of a theme among partners a report for everybody does not say that it is there.
    """
    sides = [side for side in list_sides(report) if side.reason is not None and not side.number]
    if openness != Openness.PUBLIC:
        return sides
    shown = list_open_boards(report)
    return [side for side in sides if side.board_id in shown]


def _contents(
    report: ProgrammeReport,
    rows: Sequence[ReportSection],
    sides: Sequence[Side],
    sayings: Sayings,
    openness: Openness,
    at: datetime,
) -> dict[str, Any]:
    freezer = Freezer(sayings)
    titles = read_titles({row.board_id for row in rows if row.board_id is not None})
    return {
        "form": 1,
        "programme": report.programme.name,
        "kind": report.kind.value,
        "title": report.title,
        "number": report.number,
        "replaces": report.replaces_id,
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "openness": openness.value,
        "drawn_at": report.drawn_at.isoformat(),
        "adopted_at": at.isoformat(),
        "sections": [_section(row, freezer, sayings, titles) for row in rows],
        "nothing": [
            {
                "board": side.board,
                "about": "obstacle" if side.is_about_obstacles else "success",
                "reason": _reason(side, freezer, sayings),
            }
            for side in sides
        ],
    }


def _reason(side: Side, freezer: Freezer, sayings: Sayings) -> Rich:
    (reason,), _figures = freezer.section((sayings.words(side.reason or "").replace(GONE, LEFT_OUT),), ())
    return reason


def _section(
    row: ReportSection, freezer: Freezer, sayings: Sayings, titles: dict[int, str]
) -> dict[str, Any]:
    blocks = [block for block in sayings.blocks(from_json(row.figures)) if not _is_gone(block)]
    texts = [sayings.words(text) for text in (words_of(row), row.drawn)]
    (words, drawn), figures = freezer.section(texts, blocks)
    return {
        "key": row.key,
        "board_id": row.board_id,
        "board": titles.get(row.board_id or 0, ""),
        "title": row.title,
        "edited": row.edited is not None,
        "words": words,
        "drawn": None if row.edited is None else drawn,  # what people began from
        "figures": figures,
    }


def _is_gone(block: Block) -> bool:
    """Tell whether what this block shows was taken back."""
    return GONE in texts_of([block])


def make_version(report: ProgrammeReport, *, by: Actor) -> ProgrammeReport:
    """Return a draft with all that an adopted report, which is held, says, to be adopted in its place.

    There is one next version: when somebody was first it is that one. Raise Settled for a report that is
    still being written.
    """
    require(policy.may_write_report(by, report))
    if report.frozen is None:
        raise Settled
    query = select(ProgrammeReport).where(ProgrammeReport.replaces_id == report.id)
    if (made := db.session.scalars(query).one_or_none()) is not None:
        return made
    version = ProgrammeReport(
        programme_id=report.programme_id,
        programme=report.programme,
        kind=report.kind,
        title=report.title,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        due_on=report.due_on,
        openness=report.openness,
        number=report.number + 1,
        replaces_id=report.id,
        made_by_id=by.signed_in_id(),
        drawn_at=report.drawn_at,
    )
    db.session.add(version)
    db.session.flush()  # its sections and the event need its id
    for position, data in enumerate(thaw(report.frozen).data["sections"]):
        db.session.add(_copied(version, data, position))
    _copy_lines(report, version)
    tell_of_report("programme_report_made", version, by=by, replaces=report.id)
    return version


def _copied(version: ProgrammeReport, data: dict[str, Any], position: int) -> ReportSection:
    words = data["words"].replace(GONE, LEFT_OUT)
    blocks = tuple(block for block in blocks_of(data["figures"]) if not _is_gone(block))
    drawn = (data.get("drawn") or "").replace(GONE, LEFT_OUT) if data["edited"] else words
    return ReportSection(
        report_id=version.id,
        board_id=data["board_id"],
        key=data["key"],
        position=position,
        title=data["title"],
        drawn=drawn,
        figures=to_json(blocks),
        edited=words if data["edited"] else None,
        edited_from=drawn if data["edited"] else None,
    )


def _copy_lines(report: ProgrammeReport, version: ProgrammeReport) -> None:
    """Copy what a plan wants to do, and why a theme had nothing to tell."""
    for line in db.session.scalars(select(PlanLine).where(PlanLine.report_id == report.id)).all():
        copy = {"board_id": line.board_id, "position": line.position, "what": line.what, "cents": line.cents}
        db.session.add(PlanLine(report_id=version.id, **copy))
    sayings = read_sayings(report, ())
    for said in db.session.scalars(select(NothingToTell).where(NothingToTell.report_id == report.id)).all():
        about = {"board_id": said.board_id, "is_about_obstacles": said.is_about_obstacles}
        reason = sayings.words(said.reason).replace(GONE, LEFT_OUT)
        db.session.add(
            NothingToTell(report_id=version.id, reason=reason, said_by_id=said.said_by_id, **about)
        )
