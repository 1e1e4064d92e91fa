"""Taking out of drafts what people took back: their words stay in no row where nobody sees them."""

from workspace.access import Actor, require
from workspace.db import db
from workspace.documents_json import from_json, to_json
from workspace.reporting.models import ProgrammeReport, ReportSection
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.models.texts import GONE, LEFT_OUT, texts_of
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.reports import list_sections
from workspace.reporting.queries.sayings import Sayings, read_taken_back


def clear_taken_back(report: ProgrammeReport, *, by: Actor) -> None:
    """Let a draft, which is held, hold nothing any more of what was taken back; raise Settled."""
    require(policy.may_clear(by))
    refuse_when_settled(report)
    sayings = read_taken_back(report)
    for section in list_sections(report):
        _clear(section, sayings)
    db.session.flush()


def _clear(section: ReportSection, sayings: Sayings) -> None:
    section.drawn = _cleared(section.drawn, sayings)
    section.edited = None if section.edited is None else _cleared(section.edited, sayings)
    section.edited_from = None if section.edited_from is None else _cleared(section.edited_from, sayings)
    figures = from_json(section.figures)
    left = tuple(
        block for block in sayings.blocks(figures, only_these=True) if GONE not in "".join(texts_of([block]))
    )
    if left != figures:
        section.figures = to_json(left)


def _cleared(text: str, sayings: Sayings) -> str:
    return sayings.words(text).replace(GONE, LEFT_OUT)
