"""The whole answer to a question: each initiative, each board, the network, and the counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workspace.borging.models import Level
from workspace.what_falls.models.facts import Board, Facts, Question
from workspace.what_falls.models.leaving import Gone, gone_after
from workspace.what_falls.models.network import Network, network_after
from workspace.what_falls.models.rules import LEVELS, Cause, Outcome, outcome_of


@dataclass(frozen=True)
class BoardOutcome:
    """What becomes of a theme: who leads it today and then, and its initiatives by level."""

    board: Board
    leads: tuple[int, ...]
    leads_after: tuple[int, ...]
    before: Mapping[Level, int]
    after: Mapping[Level, int]
    lower: int
    touched: int

    @property
    def loses_lead(self) -> bool:
        return bool(self.leads) and not self.leads_after


@dataclass(frozen=True)
class Answer:
    """What falls. Nothing of it is stored: it is worked out anew from the facts of today."""

    facts: Facts
    question: Question
    gone: Gone
    outcomes: tuple[Outcome, ...]  # most fallen first
    boards: tuple[BoardOutcome, ...]
    network: Network

    @cached_property
    def touched(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.is_touched)

    @cached_property
    def lower(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.drop > 0)

    @cached_property
    def only_stale(self) -> tuple[Outcome, ...]:
        """Those that go down for no other reason than that claims pass their last day."""
        return tuple(one for one in self.lower if not one.loses_puller and _only_stale(one))

    @cached_property
    def better(self) -> tuple[Outcome, ...]:
        """Those that a handover agreed before brings further, though something else goes."""
        return tuple(one for one in self.outcomes if one.drop < 0)

    @cached_property
    def unpulled(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.loses_puller)

    @cached_property
    def leadless(self) -> tuple[BoardOutcome, ...]:
        return tuple(board for board in self.boards if board.loses_lead)

    @cached_property
    def levels(self) -> Mapping[Level, int]:
        return Counter(one.after for one in self.outcomes)

    @cached_property
    def levels_before(self) -> Mapping[Level, int]:
        return Counter(one.before for one in self.outcomes)

    @property
    def back_to_start(self) -> int:
        """How many come down to where nothing has begun."""
        return sum(one.after == Level.NOT_STARTED for one in self.lower)

    @property
    def counts(self) -> dict[str, int]:
        """Return the answer in numbers, as they are kept with a saved question."""
        of = {
            "initiatives": len(self.outcomes),
            "lower": len(self.lower),
            "back_to_start": self.back_to_start,
            "touched": len(self.touched),
            "better": len(self.better),
            "unpulled": len(self.unpulled),
            "leadless": len(self.leadless),
            "apart": self.network.apart,
        }
        return of | {f"level_{level.value}": self.levels.get(level, 0) for level in Level}


def _only_stale(one: Outcome) -> bool:
    causes = {reason.cause for fall in one.fallen for reason in fall.reasons}
    return causes == {Cause.STALE}


def answer_to(question: Question, facts: Facts) -> Answer:
    """Return what falls of this programme when all that the question names goes away."""
    gone = gone_after(facts, question)
    outcomes = sorted((outcome_of(one, gone, facts.today) for one in facts.initiatives), key=_worst_first)
    unpulled = frozenset(one.initiative.id for one in outcomes if one.loses_puller)
    return Answer(
        facts=facts,
        question=question,
        gone=gone,
        outcomes=tuple(outcomes),
        boards=_boards(facts, gone, outcomes),
        network=network_after(facts, gone, unpulled),
    )


def _worst_first(one: Outcome) -> tuple[int, int, bool, int, str, int]:
    what, lost = one.initiative, len(one.fallen)
    return -one.drop, LEVELS.index(one.after), not one.loses_puller, -lost, what.title, what.id


def _boards(facts: Facts, gone: Gone, outcomes: list[Outcome]) -> tuple[BoardOutcome, ...]:
    on: dict[int, list[Outcome]] = {}
    for one in outcomes:
        on.setdefault(one.initiative.board_id, []).append(one)
    return tuple(_board(facts, gone, board, on.get(board.id, [])) for board in facts.boards)


def _board(facts: Facts, gone: Gone, board: Board, on_it: list[Outcome]) -> BoardOutcome:
    roles = [role for role in facts.leads if role.of_id == board.id]
    staying = [role for role in roles if role.person_id not in gone.people and not gone.ended(role.ends_on)]
    return BoardOutcome(
        board=board,
        leads=tuple(dict.fromkeys(role.person_id for role in roles)),
        leads_after=tuple(dict.fromkeys(role.person_id for role in staying)),
        before=Counter(one.before for one in on_it),
        after=Counter(one.after for one in on_it),
        lower=sum(one.drop > 0 for one in on_it),
        touched=sum(one.is_touched for one in on_it),
    )
