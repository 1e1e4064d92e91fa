"""The rules of the model once more, written straight from its text (domain/borging.md) and from nothing else.

The code is held against this in random histories; so it shares no line with it, and is as plain as can be.
"""

from dataclasses import dataclass, field
from datetime import date

CODES = ("owner", "people", "money", "decision", "knowledge", "partners", "community", "learning")
STEPS = ("open", "talking", "agreed", "anchored")
LETTERS = {"open": "o", "talking": "t", "agreed": "a", "anchored": "g", "not_needed": "n"}
REPRESENT = {"a": "a", "b": "b", "b too": "b", "lead and b": "b"}  # person -> organisation

Said = dict[str, tuple[str, date | None]]  # aspect -> what was said of it, and its last day


def worth(state: str, last_day: date | None, day: date) -> int:
    """How far an aspect counts: a claim past its last day counts one lower."""
    step = STEPS.index(state)
    is_claim = state in ("agreed", "anchored")
    return step - 1 if is_claim and last_day is not None and day > last_day else step


def level_by_the_book(said: Said, day: date, *, handover_accepted: bool) -> str:
    """The highest level of the table whose condition holds.

    Of owner, people and money at least one must be needed: "agreed" cannot rest on nothing.
    """
    counts = {}
    for code in CODES:
        state, last_day = said.get(code, ("open", None))
        if state != "not_needed":
            counts[code] = worth(state, last_day, day)
    if all(step == 0 for step in counts.values()):
        return "not_started"
    if all(step == 3 for step in counts.values()) and handover_accepted:
        return "anchored"
    core = [counts[code] for code in ("owner", "people", "money") if code in counts]
    if core and min(core) >= 2 and min(counts.values()) >= 1:
        return "agreed"
    return "building"


def marks_by_the_book(said: Said, day: date) -> str:
    """One letter for each aspect, a capital when the claim is past its last day."""
    letters = ""
    for code in CODES:
        state, last_day = said.get(code, ("open", None))
        is_late = state in ("agreed", "anchored") and last_day is not None and day > last_day
        letters += LETTERS[state].upper() if is_late else LETTERS[state]
    return letters


@dataclass
class Offer:
    """An offer as the book knows it."""

    to: str
    from_day: date
    state: str = "offered"
    offered_by: set[str] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        return self.state in ("offered", "changes_asked")


@dataclass
class Book:
    """What holds of one initiative: what was said on which day, its offers, and who owns it."""

    began_by: str  # the organisation it is of
    said: Said = field(default_factory=dict)
    answers: dict[str, str | None] = field(default_factory=dict)  # aspect -> organisation
    proofs: dict[str, int] = field(default_factory=dict)
    kept: list[tuple[date, Said]] = field(default_factory=list)  # what held after each change
    offer: Offer | None = None
    taken_over: Offer | None = None
    carried_since: date | None = None  # its organisation said that it carries it itself
    team_may_edit: bool = False

    def say(self, day: date, code: str, state: str, last_day: date | None) -> None:
        self.said = {**self.said, code: (state, last_day)}
        self.kept.append((day, self.said))

    def said_on(self, day: date) -> Said:
        """What held at the end of a day."""
        return next((said for made, said in reversed(self.kept) if made <= day), {})

    def is_handed_over(self, day: date) -> bool:
        return self.taken_over is not None and day >= self.taken_over.from_day

    def owner(self, day: date) -> str:
        return self.taken_over.to if self.taken_over and self.is_handed_over(day) else self.began_by

    def counts_as_handed_over(self, day: date) -> bool:
        """A handover was accepted and its day came, or its own organisation confirmed that it carries it."""
        confirmed = self.carried_since is not None and day >= self.carried_since
        return confirmed or self.is_handed_over(day)

    def level(self, day: date) -> str:
        return level_by_the_book(self.said_on(day), day, handover_accepted=self.counts_as_handed_over(day))

    def marks(self, day: date) -> str:
        return marks_by_the_book(self.said_on(day), day)

    # Who may do what (domain/roles.md); a person is known by what they are.

    def may_change(self, who: str, day: date) -> bool:
        """Lead and maker always; the team until the handover, or if let; who represents its owner."""
        if who in ("lead", "lead and b", "maker"):
            return True
        if who in ("team", "manager"):
            return not self.is_handed_over(day) or self.team_may_edit
        return self.represents(who, self.owner(day))

    def may_confirm(self, who: str, code: str, day: date) -> bool:
        return self.may_change(who, day) or self.represents(who, self.answers.get(code))

    def may_offer(self, who: str) -> bool:
        return who in ("lead", "lead and b", "manager")

    def may_answer(self, who: str) -> bool:
        offer = self.offer
        return offer is not None and self.represents(who, offer.to) and who not in offer.offered_by

    def represents(self, who: str, organisation: str | None) -> bool:
        return organisation is not None and REPRESENT.get(who) == organisation
