"""The scans of an initiative: one to change, and all of them with what came out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import desc, exists, func, select

from workspace.access import Role
from workspace.accounts.models import User
from workspace.borging.models import AspectCode
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.scans.models import Scan, ScanAnswer, ScanStep
from workspace.scans.models.rules import AT_LEAST, Side, Spread, Trend, sides_of, spread_of, trend
from workspace.times import day_of

AT_MOST = 50  # scans on a page: two a year for a long life
EARLIER_AT_MOST = 4  # medians before, with one question


class StepRow(NamedTuple):
    """The next step after a low answer, and who sees to it."""

    id: int
    scan_id: int
    question: AspectCode
    step: str
    organisation_id: int | None
    organisation: str | None
    person_id: int | None
    person: str | None
    due_on: date | None
    done_at: datetime | None
    version: int

    @property
    def done_on(self) -> date | None:
        return day_of(self.done_at) if self.done_at else None

    def is_late(self, on: date) -> bool:
        """Tell whether its day has passed and it is not done."""
        return self.done_at is None and self.due_on is not None and self.due_on < on


class Earlier(NamedTuple):
    """The median of a question in a scan before, and the day that one was closed."""

    closed_on: date
    median: float


@dataclass(frozen=True)
class Question:
    """What came out of one question."""

    code: AspectCode
    number: int  # of answers from 1 to 5
    unknown: int  # how many said "weet ik niet"
    spread: Spread | None  # None when too few answered to show it
    earlier: tuple[Earlier, ...] = ()  # newest first
    step: StepRow | None = None

    @property
    def trend(self) -> Trend | None:
        """How it compares with the scan before, if both can be shown."""
        return trend(self.spread.median, self.earlier[0].median) if self.spread and self.earlier else None

    @property
    def is_low(self) -> bool:
        return self.spread is not None and self.spread.is_low

    @property
    def is_unknown(self) -> bool:
        """Tell whether more people do not know than have an answer: that is news too."""
        return self.unknown > self.number


@dataclass(frozen=True)
class Result:
    """One scan and what came out, as far as it can be shown without showing who said what."""

    id: int
    opened_at: datetime
    closed_at: datetime | None
    people: int
    sides: dict[Side, int]
    others: int  # people from sides with too few to be named
    questions: tuple[Question, ...]  # none when too few people answered

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def opened_on(self) -> date:
        return day_of(self.opened_at)

    @property
    def closed_on(self) -> date | None:
        return day_of(self.closed_at) if self.closed_at else None

    @property
    def is_shown(self) -> bool:
        return bool(self.questions)

    def __getitem__(self, code: AspectCode) -> Question:
        return next(question for question in self.questions if question.code == code)

    @property
    def low(self) -> tuple[Question, ...]:
        """The questions that ask for a next step."""
        return tuple(question for question in self.questions if question.is_low)


Counts = dict[AspectCode, dict[int | None, int]]


def find_open_scan(initiative: Initiative) -> Scan | None:
    """Return the open scan of an initiative the reader was shown, or None."""
    return db.session.scalar(
        select(Scan).where(Scan.initiative_id == initiative.id, Scan.closed_at.is_(None))
    )


def get_scan(initiative: Initiative, scan_id: int) -> Scan:
    """Return a scan of an initiative the reader was shown; raise NoResultFound when it is not one."""
    return db.session.scalars(
        select(Scan).where(Scan.initiative_id == initiative.id, Scan.id == scan_id)
    ).one()


def get_step(initiative: Initiative, step_id: int) -> ScanStep:
    """Return a step after a scan of an initiative the reader was shown; raise NoResultFound."""
    here = (Scan.initiative_id == initiative.id, ScanStep.id == step_id)
    return db.session.scalars(select(ScanStep).join(Scan, Scan.id == ScanStep.scan_id).where(*here)).one()


def find_step(scan: Scan, question: AspectCode) -> ScanStep | None:
    """Return the step that was set after a low answer to this question, or None."""
    here = (ScanStep.scan_id == scan.id, ScanStep.question == question)
    return db.session.scalar(select(ScanStep).where(*here))


def has_answers(scan: Scan) -> bool:
    """Tell whether anybody answered."""
    return bool(db.session.scalar(select(exists().where(ScanAnswer.scan_id == scan.id))))


def list_results(initiative_id: int) -> list[Result]:
    """Return the scans of an initiative the reader was shown, newest first, each with what came out."""
    scans = db.session.execute(
        select(Scan.id, Scan.opened_at, Scan.closed_at)
        .where(Scan.initiative_id == initiative_id)
        .order_by(desc(Scan.id))
        .limit(AT_MOST)
    ).all()
    ids = [scan.id for scan in scans]
    if not ids:
        return []
    counts, people, steps = _counts(ids), _people(ids), _steps(ids)
    results: list[Result] = []
    earlier: dict[AspectCode, list[Earlier]] = defaultdict(list)
    for id, opened_at, closed_at in reversed(scans):
        sides, others = sides_of(people[id])
        number = sum(people[id].values())
        questions = _questions(counts[id], earlier, steps[id]) if number >= AT_LEAST else ()
        results.append(Result(id, opened_at, closed_at, number, sides, others, questions))
        for question in questions:
            if question.spread and closed_at:
                earlier[question.code].insert(0, Earlier(day_of(closed_at), question.spread.median))
    return results[::-1]


def _questions(
    counts: Counts, earlier: dict[AspectCode, list[Earlier]], steps: dict[AspectCode, StepRow]
) -> tuple[Question, ...]:
    questions = []
    for code in AspectCode:
        answers = dict(counts[code])
        unknown = answers.pop(None, 0)
        known = {value: number for value, number in answers.items() if value is not None}
        before = tuple(earlier[code][:EARLIER_AT_MOST])
        spread, number = spread_of(known), sum(known.values())
        questions.append(Question(code, number, unknown, spread, before, steps.get(code)))
    return tuple(questions)


def _counts(scan_ids: Collection[int]) -> dict[int, Counts]:
    query = (
        select(ScanAnswer.scan_id, ScanAnswer.question, ScanAnswer.value, func.count())
        .where(ScanAnswer.scan_id.in_(scan_ids))
        .group_by(ScanAnswer.scan_id, ScanAnswer.question, ScanAnswer.value)
    )
    found: dict[int, Counts] = defaultdict(lambda: defaultdict(dict))
    for scan_id, question, value, number in db.session.execute(query):
        found[scan_id][question][value] = number
    return found


def _people(scan_ids: Collection[int]) -> dict[int, dict[Role, int]]:
    query = (
        select(ScanAnswer.scan_id, ScanAnswer.role, func.count(ScanAnswer.user_id.distinct()))
        .where(ScanAnswer.scan_id.in_(scan_ids))
        .group_by(ScanAnswer.scan_id, ScanAnswer.role)
    )
    found: dict[int, dict[Role, int]] = defaultdict(dict)
    for scan_id, role, number in db.session.execute(query):
        found[scan_id][role] = number
    return found


def _steps(scan_ids: Sequence[int]) -> dict[int, dict[AspectCode, StepRow]]:
    query = (
        select(
            ScanStep.id, ScanStep.scan_id, ScanStep.question, ScanStep.step,
            ScanStep.organisation_id, Organisation.name, ScanStep.person_id, User.name,
            ScanStep.due_on, ScanStep.done_at, ScanStep.version,
        )
        .outerjoin(Organisation, Organisation.id == ScanStep.organisation_id)
        .outerjoin(User, User.id == ScanStep.person_id)
        .where(ScanStep.scan_id.in_(scan_ids))
    )  # fmt: skip
    found: dict[int, dict[AspectCode, StepRow]] = defaultdict(dict)
    for row in db.session.execute(query):
        step = StepRow(*row)
        found[step.scan_id][step.question] = step
    return found
