"""Moments and reports, made for the tests of reports."""

from typing import Any

from sqlalchemy import select

from tests import cast
from workspace.boards.models import Board
from workspace.boards.queries.actors import get_actors
from workspace.db import db, now
from workspace.documents import Block, Picture, Quote, Table, as_markdown
from workspace.documents_json import to_json
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.models import Testimony as Said
from workspace.reporting.models import ProgrammeReport, ReportKind, ReportSection, ReportState
from workspace.reporting.queries.reports import get_report
from workspace.reporting.queries.whole import read_whole_report
from workspace.reporting.words.document import report_document
from workspace.times import today

SOUP = "Ik kom voor de soep en blijf voor de mensen."
PICTURE = "0123456789abcdef.webp"


def make_moment(board: Board, by: Any, kind: MomentKind, what: str, **facts: Any) -> LearningMoment:
    """Add a moment that was published today."""
    facts.setdefault("published_at", now())
    facts.setdefault("happened_on", today())
    return cast.save(
        LearningMoment(
            programme_id=board.programme_id,
            board_id=board.id,
            kind=kind,
            what=what,
            author_id=by.id,
            role="team",
            **facts,
        )
    )


def make_report(board: Board, by: Any, **facts: Any) -> ProgrammeReport:
    """Add a draft of this year's progress report."""
    year = today().year
    facts = {
        "kind": ReportKind.PROGRESS,
        "title": f"Voortgangsrapportage {year}",
        "starts_on": today().replace(month=1, day=1),
        "ends_on": today().replace(month=12, day=31),
        **facts,
    }
    return cast.save(ProgrammeReport(programme_id=board.programme_id, made_by_id=by.id, **facts))


def make_section(
    report: ProgrammeReport, board: Board | None = None, *blocks: Block, **facts: Any
) -> ReportSection:
    """Add a section with these figures."""
    facts = {"key": "moments", "position": 0, "title": "Wat wij leerden", "drawn": "Er is soep.", **facts}
    return cast.save(
        ReportSection(
            report_id=report.id, board_id=board.id if board else None, figures=to_json(blocks), **facts
        )
    )


def quote_of(moment: LearningMoment) -> Quote:
    return Quote(moment.what, f"{moment.said_by}, {moment.said_as}".strip(", "), moment.id)


def picture_of(moment: LearningMoment) -> Picture:
    return Picture(PICTURE, "Een pan soep", "Bij de soep", moment.id)


COUNTED = Table("Wat er is geteld", ("Wat", "Hoeveel"), (("=Soep", "12"), ("Brood", "-3")))


def section_of(report: ProgrammeReport) -> ReportSection:
    """Return the first section of a report as the database has it now."""
    query = select(ReportSection).where(ReportSection.report_id == report.id).order_by(ReportSection.position)
    found = db.session.scalars(query.execution_options(populate_existing=True)).first()
    assert found is not None
    return found


def adopt(report: ProgrammeReport, **fields: Any) -> dict[str, Any]:
    """Return how to ask for the adoption of a report."""
    return {"path": f"/verslagen/{report.id}/vaststelling", "data": {"openness": "partners", **fields}}


def is_adopted(report: ProgrammeReport) -> bool:
    return cast.reloaded(report).state == ReportState.ADOPTED


def send(client: Any, report: ProgrammeReport, **fields: Any) -> Any:
    """Adopt a report."""
    return client.open(method="POST", **adopt(report, **fields))


def take_back(moment: LearningMoment) -> None:
    """Let a moment be taken back, as learning does it."""
    moment = db.session.get_one(LearningMoment, moment.id)
    moment.withdrawn_at = now()
    for said in db.session.scalars(select(Said).where(Said.moment_id == moment.id)):
        said.salt = said.text = said.said_by = said.file_name = None
        said.withdrawn_at = now()
    db.session.commit()


def markdown_of(report: ProgrammeReport, user: Any) -> str:
    """Return a report as this person takes it along."""
    (actor,) = get_actors([user.id]).values()
    found = get_report(report.id, actor)
    return as_markdown(report_document(read_whole_report(found, actor)))
