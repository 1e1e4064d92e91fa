"""Saying what a plan wants to do on a theme, and for how much (N29). The plan is held: people take turns."""

from collections.abc import Iterable

from workspace.access import Actor, require
from workspace.db import db
from workspace.documents_json import to_json
from workspace.reporting.actions.drawing import Drawn, tell_of_report
from workspace.reporting.models import PlanLine, ProgrammeReport
from workspace.reporting.models.settled import refuse_when_settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.plan_lines import list_lines
from workspace.reporting.queries.reports import list_sections

LINES_AT_MOST = 100  # on one theme


class TooManyLines(Exception):
    """A theme has as many lines as a plan that people read can have."""


def add_line(plan: ProgrammeReport, *, board_id: int, what: str, cents: int, by: Actor) -> PlanLine:
    """Add a line on a theme, after the others; raise Settled or TooManyLines."""
    require(policy.may_write_on(by, plan, board_id))
    refuse_when_settled(plan)
    lines = list_lines(plan, board_id)
    if len(lines) >= LINES_AT_MOST:
        raise TooManyLines
    position = lines[-1].position + 1 if lines else 0
    line = PlanLine(report_id=plan.id, board_id=board_id, position=position, what=what, cents=cents)
    db.session.add(line)
    _tell(plan, board_id, by)
    return line


def change_line(plan: ProgrammeReport, line: PlanLine, *, what: str, cents: int, by: Actor) -> None:
    """Let a line say this from now on; raise Settled."""
    require(policy.may_write_on(by, plan, line.board_id))
    refuse_when_settled(plan)
    if (what, cents) == (line.what, line.cents):
        return
    line.what, line.cents = what, cents
    _tell(plan, line.board_id, by)


def remove_line(plan: ProgrammeReport, line: PlanLine, *, by: Actor) -> None:
    """Take a line out of the plan; raise Settled."""
    require(policy.may_write_on(by, plan, line.board_id))
    refuse_when_settled(plan)
    db.session.delete(line)
    _tell(plan, line.board_id, by)


def show_lines(plan: ProgrammeReport, *, board_id: int, sections: Iterable[Drawn], by: Actor) -> None:
    """Let the sections of a plan that show its lines show these; words that people edited stay."""
    require(policy.may_write_on(by, plan, board_id))
    refuse_when_settled(plan)
    rows = {(row.key, row.board_id): row for row in list_sections(plan)}
    for drawn in sections:
        row = rows.get((drawn.key, drawn.board_id))
        if row is not None:
            row.drawn, row.figures = drawn.words, to_json(tuple(drawn.figures))


def _tell(plan: ProgrammeReport, board_id: int, by: Actor) -> None:
    tell_of_report("programme_report_planned", plan, by=by, board=board_id)
