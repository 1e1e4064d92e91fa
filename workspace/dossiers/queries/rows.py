"""What a handover file is made of: plain values, as they also stand in its JSON.

Nobody who joined is named: they were told that others see only how many they are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from workspace.access import Role
from workspace.borging.models import AspectCode, AspectState, EvidenceKind, HandoverState, Level
from workspace.dossiers.queries.agreed import Decided, Question
from workspace.independence.models import Outcome
from workspace.initiatives.models import Kind, ParticipationLevel, Scale, Stage, Visibility


class What(NamedTuple):
    """The initiative itself."""

    number: int
    title: str
    summary: str
    why: str
    for_whom: str
    target_groups: tuple[str, ...]
    place: str
    areas: tuple[str, ...]
    helpers: str
    policy_field: str
    kind: Kind
    pilot_ends_on: date | None
    scale: Scale
    scale_reason: str
    participation: ParticipationLevel | None
    frameworks: str  # what is fixed
    frameworks_free: str
    frameworks_decider: str
    asked: str
    promised: str
    stage: Stage
    visibility: Visibility
    level: Level
    board: str
    programme: str
    programme_ends_on: date
    created_on: date
    created_by: str | None
    created_as: Role | None
    coordinator: str | None
    owner: str | None
    carried_by: str | None  # who takes it over, or did, from the day below
    carried_from: date | None
    yearly_cost_cents: int | None
    cost_cents: int | None
    outcome: str
    end_reason: str
    lesson: str
    ended_on: date | None


class Goal(NamedTuple):
    """What it wants to reach, and how one sees that it did."""

    text: str
    indicator: str


class Partner(NamedTuple):
    """An organisation that takes part, with its part."""

    name: str
    part: str


class Numbers(NamedTuple):
    """How many people there are; nobody's name, and no hours from which one could be told."""

    joined: int
    supporters: int
    hours_a_month: int | None


class Proof(NamedTuple):
    """What shows that a claim holds. `file` is its name in the ZIP, if it has one."""

    aspect: AspectCode
    kind: EvidenceKind
    text: str
    link: str
    said_by: str
    said_on: date | None
    runs_until: date | None
    amount_cents: int | None
    stream: str | None
    funder: str | None
    stream_ends_on: date | None
    file_title: str
    file: str
    added_on: date

    @property
    def lasts_until(self) -> date | None:
        """The last day of the agreement or the money: that of the stream when it ends before."""
        return min(filter(None, (self.runs_until, self.stream_ends_on)), default=None)


class Aspect(NamedTuple):
    """One aspect of borging as it stands."""

    code: AspectCode
    state: AspectState
    is_stale: bool
    reason: str
    organisation: str | None
    person: str | None
    valid_until: date | None
    next_step: str
    next_step_on: date | None


class Step(NamedTuple):
    """Something that is still to be done, where it comes from, and who sees to it.

    `source` is `aspect`, `scan`, `stale` or `task`.
    """

    source: str
    aspect: AspectCode | None
    text: str
    organisation: str | None
    person: str | None
    due_on: date | None


class Answered(NamedTuple):
    """A step of a handover: what was said, by whom, in which role's organisation, and why."""

    state: HandoverState
    who: str
    organisation: str | None
    reason: str
    said_at: datetime


class Offer(NamedTuple):
    """A handover to an organisation, with what goes along and every step of it."""

    to_organisation: str
    state: HandoverState
    from_day: date
    tasks: str
    contacts: str
    documents: str
    open_points: str
    conditions: str
    steps: tuple[Answered, ...]


class Asked(NamedTuple):
    """What somebody can be asked about."""

    role: str  # coordinator, aspect, theme_lead, manager or representative
    aspect: AspectCode | None = None
    organisation: str | None = None


class Contact(NamedTuple):
    """Somebody to ask, by name and what for; addresses of people are never in a file."""

    name: str
    asked_as: tuple[Asked, ...]


class Granted(NamedTuple):
    """The money promised for each year, and the day until which all of it lasts, if it ends."""

    cents: int
    until: date | None


class Trial(NamedTuple):
    """A period in which the programme team keeps its hands off, how it went, and what was done in it."""

    starts_on: date
    ends_on: date
    outcome: Outcome
    by_others: int
    by_team: int
    stop_reason: str


class Scored(NamedTuple):
    """What came out of one question of a borgingsscan: 1 is low, 5 is high."""

    aspect: AspectCode
    median: float
    lowest: int
    highest: int


class Scanned(NamedTuple):
    """The last borgingsscan that was closed, as far as it does not show who said what."""

    closed_on: date
    people: int
    questions: tuple[Scored, ...]


class Photo(NamedTuple):
    """A picture with news. `file` is its name in the ZIP."""

    alt: str
    file: str


class News(NamedTuple):
    """News of those who carry it out."""

    told_at: datetime
    who: str
    role: Role
    organisation: str | None
    text: str
    photos: tuple[Photo, ...]


class Happening(NamedTuple):
    """Something that happened.

    `kind` is `posted`, `edited`, `moved`, `ended`, `aspect`, `handover` or `news`; `details` says what:
    codes of this list, or words that people wrote.
    """

    happened_at: datetime
    kind: str
    who: str | None
    role: Role | None
    organisation: str | None
    details: dict[str, Any]


class Remark(NamedTuple):
    """A comment, as this reader may read it."""

    said_at: datetime
    who: str
    role: Role
    organisation: str | None
    among_partners: bool
    is_reply: bool
    text: str


class Independent(NamedTuple):
    """Who does the work: how much of the last ninety days' activity was by people outside the team."""

    by_others: int
    total: int
    share: float | None


@dataclass(frozen=True)
class Dossier:
    """Everything that a handover file holds, as one reader may know it on one day."""

    made_on: date
    made_at: datetime
    what: What
    goals: tuple[Goal, ...]
    partners: tuple[Partner, ...]
    numbers: Numbers
    aspects: tuple[Aspect, ...]
    evidence: tuple[Proof, ...]
    carried_itself_by: str | None
    steps: tuple[Step, ...]
    offers: tuple[Offer, ...]
    contacts: tuple[Contact, ...]
    granted: Granted | None
    scan: Scanned | None
    independence: Independent | None
    trials: tuple[Trial, ...]
    news: tuple[News, ...]
    questions: tuple[Question, ...]
    decisions: tuple[Decided, ...]
    history: tuple[Happening, ...]
    websites: tuple[tuple[str, str], ...]  # organisation, address
