"""What is known of a period: typed rows, without a name of anybody who did not choose to be named."""

from datetime import date
from typing import NamedTuple

from workspace.advice.models import DoneWith
from workspace.borging.models import Level
from workspace.initiatives.models import Stage
from workspace.learning.models import MomentKind


class Theme(NamedTuple):
    """A theme of the programme."""

    id: int
    title: str
    ambition: str
    threshold: str


class InitiativeFact(NamedTuple):
    """An initiative, where it stood before the period, at the end of it, and stands now.

    A stage or level is None on a day on which the initiative was not there yet, or of which nobody knows
    it. `started_on` and `anchored_on` are days in the period on which it went into that stage, `ended_on`
    the day in it on which it was completed or stopped on purpose.
    """

    id: int
    title: str
    board_id: int
    is_new: bool  # posted in the period
    stage_before: Stage | None
    stage_after: Stage | None
    stage_now: Stage
    level_before: Level | None
    level_after: Level | None
    stale: int  # aspects to be confirmed again at the end of the period
    started_on: date | None
    anchored_on: date | None
    ended_on: date | None
    outcome: str
    end_reason: str
    lesson: str
    carried_by: str  # the organisation that has it at the end of the period, when it took it over
    organisation: str  # the organisation that began it

    @property
    def goes_on(self) -> bool:
        """Tell whether it was there at the end of the period and had not ended."""
        return self.stage_after is not None and not self.stage_after.is_end


class Counted(NamedTuple):
    """All that was counted in the period of one thing in one unit, on one theme."""

    board_id: int
    what: str
    unit: str
    amount_hundredths: int
    times: int


class Crowd(NamedTuple):
    """People on a theme, or with None in the whole programme: each counts once.

    Who stopped again is not counted: that somebody joined is forgotten when they leave.
    """

    board_id: int | None
    joined: int  # in the period
    supported: int  # in the period
    taking_part: int  # at the end of the period


class PutIn(NamedTuple):
    """Hours a month that organisations and people promised, and gave, as known today."""

    board_id: int
    promised: int  # by organisations
    given: int  # by organisations, as they say themselves
    by_people: int  # promised by who joined


class Year(NamedTuple):
    """What the programme has in a calendar year: money in cents, staff in hundredths of a full job (N21)."""

    year: int
    money_cents: int
    fte_hundredths: int


class Cost(NamedTuple):
    """What initiatives of a theme that go on cost and have, in cents a year, as known today."""

    board_id: int
    yearly: int
    known: int  # of how many initiatives the yearly cost is known
    promised: int  # a year, from all sources, still running today


class Stream(NamedTuple):
    """Money from one source, and the last day of it."""

    name: str
    funder: str
    ends_on: date | None


class Money(NamedTuple):
    """The means of the programme, what initiatives cost, and where money comes from."""

    years: tuple[Year, ...]
    costs: tuple[Cost, ...]
    streams: tuple[Stream, ...]

    def in_year(self, year: int) -> Year | None:
        """Return the means of a year, or None when the plan does not say."""
        return next((row for row in self.years if row.year == year), None)


class HandedOver(NamedTuple):
    """An organisation said yes in the period: to an offer, or that it carries its own initiative on."""

    board_id: int
    title: str
    organisation: str
    from_day: date
    is_own: bool


class Answered(NamedTuple):
    """How questions to organisations were answered on a theme, or with None in the whole programme (N13).

    Days are working days. The median is None when there are too few answers to say.
    """

    board_id: int | None
    in_time: int  # answered in the period, within the term
    late: int  # answered in the period, after it
    median: float | None
    waiting: int  # at the end of the period
    overdue: int  # of those, past their last day

    @property
    def answers(self) -> int:
        return self.in_time + self.late


class AdviceFact(NamedTuple):
    """An advice given in the period, and what was done with it (N30)."""

    board_id: int
    about: str  # the title of the initiative, or empty: the theme
    organisation: str
    body: str
    given_on: date
    followed: DoneWith | None
    response: str


class Moment(NamedTuple):
    """A learning moment of the period that was published; `shown_as` says by whom, empty for nobody."""

    id: int
    board_id: int | None
    initiative: str
    kind: MomentKind
    what: str
    happened_on: date
    shown_as: str
    picture: str  # file name, or empty
    alt: str


class Thread(NamedTuple):
    """A red thread, and through which moments and themes of the period it runs (N26)."""

    title: str
    sentence: str
    moments: tuple[int, ...]
    boards: tuple[int, ...]


class Question(NamedTuple):
    """A question with which a phase ended (N25)."""

    text: str
    phase: str


class PhaseFact(NamedTuple):
    """A phase of the programme."""

    name: str
    motto: str
    starts_on: date
    ends_on: date


class PlannedLine(NamedTuple):
    """A line of a plan: what is wanted on a theme, for how much in cents (N29)."""

    board_id: int
    what: str
    cents: int


class Budget(NamedTuple):
    """The lines of a plan for some years, the themes they may be on, and what the programme has then."""

    first_year: int
    last_year: int
    themes: tuple[Theme, ...]
    years: tuple[Year, ...]
    lines: tuple[PlannedLine, ...]

    def of(self, board_id: int) -> int:
        """Return what is planned on a theme, in cents."""
        return sum(line.cents for line in self.lines if line.board_id == board_id)

    @property
    def total(self) -> int:
        """All that is planned, in cents."""
        return sum(line.cents for line in self.lines)

    @property
    def means(self) -> int | None:
        """What the programme has in these years, in cents; None when that of one of them is not known."""
        money = {year.year: year.money_cents for year in self.years}
        wanted = range(self.first_year, self.last_year + 1)
        return sum(money[year] for year in wanted) if all(year in money for year in wanted) else None


class PeriodFacts(NamedTuple):
    """Everything that is known of a period and may be told to who will read it.

    `before` is the last day before the period and `after` the last day of it that can be known: the last
    day of the period, or today when it goes on.
    """

    programme: str
    area: str
    summary: str
    motto: str
    starts_on: date
    ends_on: date
    before: date
    after: date
    programme_ends_on: date
    partners: tuple[str, ...]
    phases: tuple[PhaseFact, ...]
    themes: tuple[Theme, ...]
    initiatives: tuple[InitiativeFact, ...]
    counted: tuple[Counted, ...]
    crowds: tuple[Crowd, ...]
    put_in: tuple[PutIn, ...] | None  # None: not for everybody's eyes
    money: Money
    handed_over: tuple[HandedOver, ...]
    offers_waiting: int
    answered: tuple[Answered, ...]
    advice: tuple[AdviceFact, ...]
    moments: tuple[Moment, ...]
    threads: tuple[Thread, ...]
    questions: tuple[Question, ...]
    lines: tuple[PlannedLine, ...]

    @property
    def budget(self) -> Budget:
        """The lines of the plan for this period."""
        first, last = self.starts_on.year, self.ends_on.year
        return Budget(first, last, self.themes, self.money.years, self.lines)
