"""The facts of a programme on a day that decide what falls, as plain rows; and the question put to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from workspace.borging.models import AspectCode, AspectState
from workspace.initiatives.models import Stage, Visibility

NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Question:
    """What goes away: people, the whole programme team, organisations, streams of money, or all that ends.

    `by` is a day: everything whose last day is that day or earlier goes away.
    """

    people: frozenset[int] = NONE
    team: bool = False
    organisations: frozenset[int] = NONE
    streams: frozenset[int] = NONE
    by: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.team or self.organisations or self.streams or self.by)

    def day_seen(self, today: date) -> date:
        """Return the day that the answer shows: today, or the morning after everything ended."""
        if self.by is None or self.by >= date.max:
            return self.by or today
        return max(today, self.by + timedelta(days=1))

    def within(self, facts: "Facts") -> "Question":
        """Return the question without what is not there (any more): left people, removed streams."""
        return Question(
            people=self.people & facts.carriers,
            team=self.team,
            organisations=self.organisations & frozenset(facts.organisations),
            streams=self.streams & frozenset(facts.stream_names),
            by=self.by,
        )

    def as_kept(self) -> dict[str, Any]:
        """Return the question as a saved one holds it: ids and a day, no names."""
        return {
            "people": sorted(self.people),
            "team": self.team,
            "organisations": sorted(self.organisations),
            "streams": sorted(self.streams),
            "by": self.by.isoformat() if self.by else None,
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> "Question":
        """Return a question that was kept."""
        return cls(
            people=frozenset(kept["people"]),
            team=kept["team"],
            organisations=frozenset(kept["organisations"]),
            streams=frozenset(kept["streams"]),
            by=date.fromisoformat(kept["by"]) if kept["by"] else None,
        )

    @property
    def size(self) -> int:
        """How many people, organisations and streams it names."""
        return len(self.people) + len(self.organisations) + len(self.streams)


class Aspect(NamedTuple):
    """One aspect that is not open, and who answers for it."""

    code: AspectCode
    state: AspectState
    valid_until: date | None = None
    organisation_id: int | None = None
    person_id: int | None = None


class Money(NamedTuple):
    """Money that was granted and counts today: how much a year in cents, from where, until when."""

    amount_cents: int | None = None
    stream_id: int | None = None
    runs_until: date | None = None


class Carrier(NamedTuple):
    """An organisation that stays carries an initiative from a day; without one it does already."""

    organisation_id: int
    from_day: date | None = None


@dataclass
class Initiative:
    """An initiative that goes on, with all that it rests on. It has what its policy asks of a Subject.

    Not frozen, which would make reading thousands of them slower; nothing changes one.
    """

    id: int
    title: str = ""
    board_id: int = 0
    programme_id: int = 0
    stage: Stage = Stage.RUNNING
    visibility: Visibility = Visibility.PUBLIC
    created_by_id: int | None = None
    coordinator_id: int | None = None
    organisation_id: int | None = None
    carried_by_id: int | None = None
    carried_from: date | None = None
    team_may_edit: bool = False
    yearly_cost_cents: int | None = None
    pilot_ends_on: date | None = None  # of a pilot only
    is_handed_over: bool = False
    aspects: tuple[Aspect, ...] = ()
    money: tuple[Money, ...] = ()
    partners: tuple[int, ...] = ()
    carriers: tuple[Carrier, ...] = ()

    @property
    def owner_id(self) -> int | None:
        """The organisation it is of today."""
        return self.carried_by_id if self.is_handed_over else self.organisation_id

    @cached_property
    def organisations(self) -> frozenset[int]:
        """Every organisation that takes part in it: owner, partners, and those that answer for something."""
        answering = {aspect.organisation_id for aspect in self.aspects}
        carrying = {carrier.organisation_id for carrier in self.carriers}
        found = {self.owner_id, *self.partners, *answering, *carrying}
        return frozenset(id for id in found if id is not None)


class Board(NamedTuple):
    """A theme of the programme."""

    id: int
    slug: str = ""
    title: str = ""


class Role(NamedTuple):
    """Somebody in the team, leading a board (`of_id`), or in an organisation (`of_id`), until a day."""

    person_id: int
    of_id: int = 0
    ends_on: date | None = None


class Ends(NamedTuple):
    """An organisation that takes part, or a stream of money, until a day."""

    id: int
    ends_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """A programme today: what the question is put to. Names are kept for showing, and decide nothing."""

    today: date
    ends_on: date | None = None
    initiatives: tuple[Initiative, ...] = ()
    boards: tuple[Board, ...] = ()
    leads: tuple[Role, ...] = ()
    team: tuple[Role, ...] = ()
    members: tuple[Role, ...] = ()
    partners: tuple[Ends, ...] = ()
    streams: tuple[Ends, ...] = ()
    on_boards: tuple[tuple[int, int], ...] = ()  # board, organisation that works on it
    people: Mapping[int, str] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)
    stream_names: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def carriers(self) -> frozenset[int]:
        """Everybody who carries something: team, kartrekkers, coordinators, people who answer."""
        roles = {role.person_id for role in (*self.team, *self.leads)}
        coordinators = {one.coordinator_id for one in self.initiatives}
        answering = {aspect.person_id for one in self.initiatives for aspect in one.aspects}
        return frozenset(id for id in roles | coordinators | answering if id is not None)
