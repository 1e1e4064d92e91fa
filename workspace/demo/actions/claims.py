"""What the texts say of an aspect, read into one shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from workspace.borging.models import AspectState
from workspace.borging.models.rules import CLAIMS, Claim, year_from
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts

YEAR = timedelta(days=365)
STEPS = (AspectState.OPEN, AspectState.TALKING, AspectState.AGREED, AspectState.ANCHORED)


@dataclass(frozen=True)
class Step:
    """A change of an aspect on a day; from a state to itself is a claim that was confirmed."""

    day: date
    before: AspectState
    after: AspectState
    valid_until: date | None
    is_last: bool

    @property
    def claim(self) -> Claim:
        return Claim(self.after, self.valid_until)


@dataclass(frozen=True)
class Said:
    """How an aspect stands, and why; of a claim also until when it holds."""

    state: AspectState
    organisation: str = ""
    why: str = ""
    valid_until: date | None = None
    person: str = ""

    @property
    def path(self) -> list[AspectState]:
        """The states it went through, from the first."""
        if self.state in STEPS:
            return list(STEPS[: STEPS.index(self.state) + 1])
        return [AspectState.OPEN, self.state]

    @classmethod
    def read(cls, words: Sequence[str | int | date], story: Story) -> "Said":
        """Return what a line says.

        A claim reads [state, organisation, what shows it, the last day that it holds, who answers for it];
        that day is one of the calendar or so many days ahead, below zero it is stale. A talk reads
        ["talking", organisation, what is said, who answers for it]; what is not needed reads ["not_needed",
        reason]. Who answers for it may be left out.
        """
        state = AspectState(str(words[0]))
        if state is AspectState.NOT_NEEDED:
            return cls(state, why=str(words[1]))
        organisation, why, *rest = words[1:]
        until = None
        if state in CLAIMS:
            said_until = rest.pop(0)
            until = said_until if isinstance(said_until, date) else story.day(-int(said_until))
        return cls(state, str(organisation), str(why), until, str(rest[0]) if rest else "")

    def steps(self, texts: Texts, story: Story) -> list[Step]:
        """Return how an aspect came where it is, spread over the time since the initiative began.

        A claim that holds for a year was made a year before its last day, unless the texts name the day
        (`claimed_on`), or holds for longer: then it was made when the initiative came into its last stage.
        After that it was confirmed on each day of `confirmed`.
        """
        age = int(texts["since"])
        since = story.day(age)
        first = since + timedelta(days=int(age * 0.1))
        last = self._reached_on(texts, story)
        last = min(max(last, since + timedelta(days=int(age * 0.2))), story.day(1))
        path = list(pairwise(self.path))
        steps = [
            (first + (last - first) * number // len(path), before, after)
            for number, (before, after) in enumerate(path, start=1)
        ]
        confirmed = texts.get("confirmed", []) if self.state in CLAIMS else []
        steps += [(day, self.state, self.state) for day in confirmed]
        found = [
            Step(day, before, after, year_from(day) if after in CLAIMS else None, is_last=False)
            for day, before, after in steps
        ]
        end = found[-1]
        return [*found[:-1], Step(end.day, end.before, end.after, self.valid_until, is_last=True)]

    def _reached_on(self, texts: Texts, story: Story) -> date:
        if self.valid_until is None:
            return story.day(int(texts["since"] * 0.6))
        if "claimed_on" in texts:
            return story.day(texts["claimed_on"])
        if self.valid_until - YEAR < story.today:
            return self.valid_until - YEAR
        return story.day(texts["moves"][-1][1])
