"""Writing the accounts of a programme: drawn from its facts, edited, reacted to and adopted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from sqlalchemy import select

from workspace.access import Actor
from workspace.advice.models import DoneWith
from workspace.boards.models import Board
from workspace.db import db
from workspace.demo.actions.past import Past
from workspace.demo.queries import Texts
from workspace.programmes.models import Openness, Programme
from workspace.reporting.actions.adopting import adopt_report
from workspace.reporting.actions.drawing import Drawn, make_report, refresh_report
from workspace.reporting.actions.planning import add_line
from workspace.reporting.actions.reacting import remark_on, respond_to_remark, send_round
from workspace.reporting.actions.writing import edit_section, say_nothing_to_tell
from workspace.reporting.models import ProgrammeReport, ReportKind, ReportSection, SectionRemark
from workspace.reporting.queries.facts import PeriodFacts, read_facts
from workspace.reporting.queries.reports import list_sections

AFTERNOON = 13.5  # UTC
Act = Callable[[Actor], None]
Draw = Callable[[PeriodFacts, ReportKind], Sequence[Drawn]]  # puts facts into words
Step = tuple[date, str, Act]  # on which day who does what


class AccountWriter:
    """Writes one report of a programme.

    Who made it, sent it round, drew its facts again and adopted it reads [who, day]. A section is named by
    its key and, when it is about a theme, its board; an edit adds words to those that were drawn. What was
    done with a remark reads [who, day, what, words]; a line of a plan [theme, what, euros].
    """

    def __init__(self, past: Past, programme: Programme, draw: Draw) -> None:
        self.past, self.programme, self.draw = past, programme, draw
        boards = select(Board.title, Board.id).where(Board.programme_id == programme.id)
        self.boards = {row.title: row.id for row in db.session.execute(boards)}

    def write(self, texts: Texts) -> None:
        """Add the report, and let people do all that was done with it, each on their day."""
        who, day = texts["made"]
        with self.past.on(day, AFTERNOON, who) as by:
            report = self._make(texts, by)
        for on, whose, act in sorted(self._steps(report, texts), key=lambda step: step[0]):
            with self.past.on(on, AFTERNOON, whose) as by:
                act(by)

    def _make(self, texts: Texts, by: Actor) -> ProgrammeReport:
        kind, openness = ReportKind(texts["kind"]), Openness(texts.get("openness", "partners"))
        starts_on, ends_on = texts["from_to"]
        facts = read_facts(self.programme, starts_on, ends_on, openness=openness)
        return make_report(
            self.programme,
            kind=kind,
            title=texts["title"],
            starts_on=starts_on,
            ends_on=ends_on,
            due_on=texts.get("due_on"),
            openness=openness,
            sections=self.draw(facts, kind),
            by=by,
        )

    def _steps(self, report: ProgrammeReport, texts: Texts) -> Iterator[Step]:
        if "line" in texts:
            who, day = texts["made"]
            yield day, who, partial(self._add_lines, report, texts["line"])
        for said in texts.get("nothing", []):
            yield said["on"], said["by"], partial(self._say_nothing, report, said)
        for edit in texts.get("edit", []):
            yield edit["on"], edit["by"], partial(self._edit, report, edit)
        if "out" in texts:
            who, day = texts["out"]
            yield day, who, lambda by: send_round(report, react_by=texts["react_by"], by=by)
        for remark in texts.get("remark", []):
            yield remark["on"], remark["by"], partial(self._remark, report, remark)
            if "response" in remark:
                who, day, *_ = remark["response"]
                yield day, who, partial(self._respond, report, remark)
        if "refreshed" in texts:
            who, day = texts["refreshed"]
            yield day, who, lambda by: refresh_report(report, sections=self._drawn(report), by=by)
        if "adopted" in texts:
            who, day = texts["adopted"]
            yield day, who, lambda by: adopt_report(report, openness=report.openness, by=by)

    def _drawn(self, report: ProgrammeReport) -> Sequence[Drawn]:
        days, openness = (report.starts_on, report.ends_on), report.openness
        facts = read_facts(self.programme, *days, openness=openness, report_id=report.id)
        return self.draw(facts, report.kind)

    def _section(self, report: ProgrammeReport, texts: Texts) -> ReportSection:
        number = self.boards.get(texts.get("board", ""))
        rows = {(row.key, row.board_id): row for row in list_sections(report)}
        return rows[texts["section"], number]

    def _add_lines(self, plan: ProgrammeReport, lines: list[tuple[str, str, int]], by: Actor) -> None:
        for title, what, euros in lines:
            add_line(plan, board_id=self.boards[title], what=what, cents=euros * 100, by=by)
        refresh_report(plan, sections=self._drawn(plan), by=by)

    def _say_nothing(self, report: ProgrammeReport, texts: Texts, by: Actor) -> None:
        is_about_obstacles, number = texts["about"] == "obstacle", self.boards[texts["board"]]
        say_nothing_to_tell(
            report, board_id=number, is_about_obstacles=is_about_obstacles, reason=texts["reason"], by=by
        )

    def _edit(self, report: ProgrammeReport, texts: Texts, by: Actor) -> None:
        section = self._section(report, texts)
        edit_section(report, section, words=f"{section.drawn}\n\n{texts['add']}", by=by)

    def _remark(self, report: ProgrammeReport, texts: Texts, by: Actor) -> None:
        remark_on(report, self._section(report, texts), body=texts["text"], by=by)

    def _respond(self, report: ProgrammeReport, texts: Texts, by: Actor) -> None:
        section = self._section(report, texts)
        made = select(SectionRemark).where(
            SectionRemark.section_id == section.id, SectionRemark.body == texts["text"]
        )
        *_, done, response = texts["response"]
        remark = db.session.scalars(made).one()
        respond_to_remark(report, section, remark, done=DoneWith(done), response=response, by=by)
