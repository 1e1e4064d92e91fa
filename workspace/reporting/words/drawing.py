"""Drawing the sections of a report from the facts of its period (N28)."""

from collections.abc import Callable, Iterable

from workspace.languages import in_language
from workspace.reporting.models import ReportKind
from workspace.reporting.queries.facts import PeriodFacts
from workspace.reporting.words import activities, council_paper, main_lines, plan, progress
from workspace.reporting.words.section import DrawnSection

__all__ = ["DrawnSection", "draw_sections"]

DRAWERS: dict[ReportKind, Callable[[PeriodFacts], Iterable[DrawnSection]]] = {
    ReportKind.PROGRESS: progress.draw,
    ReportKind.MAIN_LINES: main_lines.draw,
    ReportKind.COUNCIL_PAPER: council_paper.draw,
    ReportKind.ACTIVITIES: activities.draw,
    ReportKind.PLAN: plan.draw,
}


def draw_sections(facts: PeriodFacts, kind: ReportKind) -> list[DrawnSection]:
    """Return the sections of a report of this kind, in order; in Dutch, in whatever language it is read."""
    with in_language("nl"):
        return list(DRAWERS[kind](facts))
