"""What the counts of activity say, and how a trial stands: pure rules, no database (domain/borging.md)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from workspace.access import Role
from workspace.independence.models.tables import Outcome

MINIMUM = 10  # with fewer activities there is no share to speak of (domain/borging.md)
DAYS = 90  # that a measurement looks back, its own day included (domain/borging.md)
# Of the programme team, by the role kept with what somebody did at that moment. A kartrekker is not.
INSIDE = frozenset({Role.TEAM, Role.MANAGER})

# What is work on an initiative. Everything else that is told of it is not:
# supporting and joining are a wish, and a hundred supporters would hide who does the work;
# talk among partners is not counted, so that a number never tells its reader of what they may not see;
# a stance, or an answer to a scan or the start check, is what somebody thinks;
# advice of a council, and what the programme did with it, is talk about the work;
# that something began while not all was clear comes with the move, which is counted;
# what an organisation says it puts in is not done yet; a reaction to news is a wish too;
# a comment or a result that is mended or hidden is the order of the talk;
# drafts are known to their makers only;
# a task is a plan until it is done; a decision of a meeting is of all who were there;
# a handover and a trial are steps that one side alone can take, whoever does the work.
WORK = frozenset(
    {
        "initiative_posted",
        "initiative_edited",
        "initiative_moved",
        "frameworks_changed",
        "frameworks_set",
        "initiative_ended",
        "initiative_news",
        "result_added",
        "comment_posted",
        "question_answered",
        "aspect_changed",
        "aspect_confirmed",
        "evidence_withdrawn",
        "scan_opened",
        "scan_closed",
        "scan_step_set",
        "scan_step_done",
        "task_done",
    }
)

# Of a trial. Our own choice, as the model names no numbers: long enough to see something, short enough to
# remember how it was before.
LEAST_DAYS = 14
MOST_MONTHS = 6
HELP_AT_MOST = 0.25  # the part of the work that is still help; more is leaning on the team


@dataclass(frozen=True)
class Independence:
    """How many activities the programme team did in some days, and how many everybody else did."""

    by_team: int = 0
    by_others: int = 0

    @property
    def total(self) -> int:
        return self.by_team + self.by_others

    @property
    def share(self) -> float | None:
        """The part done outside the programme team, from 0 to 1; None when there is too little to say."""
        return self.by_others / self.total if self.total >= MINIMUM else None


class Trial(Protocol):
    """What the rules look at: a SoloTrial, or a row with these columns."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def agreed_at(self) -> datetime | None: ...
    @property
    def stopped_at(self) -> datetime | None: ...


def last_day_from(starts_on: date) -> date:
    """Return the last day that a trial which starts on this day may have: six months in all."""
    years, month = divmod(starts_on.month - 1 + MOST_MONTHS, 12)
    year = starts_on.year + years
    day = min(starts_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def is_long_enough(starts_on: date, ends_on: date) -> bool:
    """Tell whether a period has the days that a trial takes at the least, its first and last day included."""
    return (ends_on - starts_on).days + 1 >= LEAST_DAYS


def is_fitting(starts_on: date, ends_on: date, *, on: date) -> bool:
    """Tell whether a trial of these days may be proposed on this day."""
    return on <= starts_on and is_long_enough(starts_on, ends_on) and ends_on <= last_day_from(starts_on)


def outcome_of(trial: Trial, during: Independence, *, on: date) -> Outcome:
    """Return how a trial stands on this day, with what was done during its days so far.

    A proposal that nobody agreed to lapses when what is left of its days would be too short.
    """
    if trial.stopped_at is not None:
        return Outcome.CALLED_OFF if trial.agreed_at is not None else Outcome.NOT_AGREED
    if trial.agreed_at is None:
        waits = is_long_enough(max(trial.starts_on, on), trial.ends_on)
        return Outcome.PROPOSED if waits else Outcome.NOT_AGREED
    if on <= trial.ends_on:
        return Outcome.PLANNED if on < trial.starts_on else Outcome.RUNNING
    return judged(during)


def judged(during: Independence) -> Outcome:
    """Return the outcome of a trial whose days are over."""
    if during.total < MINIMUM:
        return Outcome.TOO_QUIET
    if during.by_team == 0:
        return Outcome.WENT_ALONE
    return Outcome.WITH_HELP if during.by_team <= HELP_AT_MOST * during.total else Outcome.LEANED_ON_TEAM


def is_open(trial: Trial, *, on: date) -> bool:
    """Tell whether a trial waits for an answer, is still to begin, or runs."""
    return outcome_of(trial, Independence(), on=on).is_open
